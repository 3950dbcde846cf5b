import { chromium } from 'playwright-core';

const [page, out, width, top, height] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: +width, height: +height } });
await p.goto('file://' + page, { timeout: 120000 });
await p.evaluate((y) => scrollTo(0, y), +top);
console.log(await p.evaluate(() => document.documentElement.scrollHeight));
await p.screenshot({ path: out, timeout: 120000 });
await b.close();
