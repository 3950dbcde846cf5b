/** Hostile answers, names and servers through every format: text stays text, on the page and in the terminal. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import { chromium } from '../support/needs.js';
import { faultsOf, run } from './programs.js';
import type { Place, Seen, Torment, Trial } from './torment.js';

/** Pieces that do something where they are not shown as text: on a page, in a terminal, in a sheet, in Markdown. */
const PIECES = [
  '<script>window.hit=1</script>',
  '<img src=x onerror="window.hit=1">',
  '"><svg onload=window.hit=1>',
  "'-window.hit=1-'",
  '</script><script>window.hit=1</script>',
  '</style><script>window.hit=1</script>',
  '<!--',
  '-->',
  ']]>',
  '{{constructor.constructor("window.hit=1")()}}',
  '$' + '{window.hit=1}',
  '<a href="javascript:window.hit=1">x</a>',
  '![x](http://127.0.0.1:9/hit)',
  '<iframe src="http://127.0.0.1:9/hit"></iframe>',
  '<base href="http://127.0.0.1:9/">',
  '\u001b]52;c;aGFja2Vk\u0007',
  '\u001b[2J\u001b[1;1H',
  '\u009b31m',
  '\r\n|a|b|\n|-|-|\n',
  '=HYPERLINK("http://127.0.0.1:9/hit")',
  '@SUM(1)',
  '\u202e\u2066',
  '\u0000\ufffe',
  '\ud83d',
  'посмотреть',
  '日本語の答えです。',
  '`````',
  '&lt;&#x3c;',
] as const;

let browser: Promise<Browser> | undefined;

/** What a page does that it must not. */
async function onPage(path: string): Promise<Seen[]> {
  if (chromium === null) return [];
  browser ??= playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const page = await (await browser).newPage();
  const seen: Seen[] = [];
  page.on('dialog', (dialog) => {
    seen.push({ fault: 'unhandled', what: 'a dialog on the page' });
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('data:'))
      seen.push({ fault: 'leaked', what: `the page asks for ${request.url()}` });
  });
  await page.goto(`file://${path}`);
  if (await page.evaluate('window.hit !== undefined'))
    seen.push({ fault: 'unhandled', what: 'a script of an answer ran on the page' });
  await page.close();
  return seen;
}

async function trial({ random, folder }: Place): Promise<Trial> {
  const nasty = (): string => Array.from({ length: random.int(1, 6) }, () => random.pick(PIECES)).join('');
  const rows = Array.from({ length: 12 }, (_, i) => ({
    id: `p${i}${random.chance(0.3) ? nasty() : ''}`,
    model: random.chance(0.3) ? nasty() : 'a',
    language: 'ja',
    prompt: nasty(),
    text: `${nasty()}日本語の答えです。${nasty()}`,
    ...(random.chance(0.3) && { reasoning: nasty() }),
  }));
  writeFileSync(join(folder, 'log.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const seen: Seen[] = [];
  const scored = await run(folder, ['score', 'log.jsonl', '-o', 'out']);
  seen.push(...faultsOf(scored, new Set([0, 3])));
  if (!existsSync(join(folder, 'out'))) return { tried: rows.length, seen };
  for (const format of ['html', 'json', 'md', 'csv'])
    seen.push(...faultsOf(await run(folder, ['report', 'out', '--format', format, '-o', `r.${format}`])));
  JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'));
  if (readFileSync(join(folder, 'r.md'), 'utf8').includes('<script>window'))
    seen.push({ fault: 'unhandled', what: 'markup of an answer stands in the Markdown' });
  return { tried: rows.length, seen: [...seen, ...(await onPage(join(folder, 'r.html')))] };
}

export const hostile: Torment = {
  name: 'hostile text',
  unit: 'answers',
  count: 600,
  missing: () => (chromium === null ? 'Chromium (set OFFSCRIPT_CHROMIUM)' : undefined),
  trial,
  async close() {
    await (await browser)?.close();
    browser = undefined;
  },
};
