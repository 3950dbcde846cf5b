import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Sample } from '../../../../store/index.js';
import { needsChromium } from '../../../support/needs.js';
import { folderWith } from '../../../support/offscript.js';
import { warmOffscript } from '../../../support/warm.js';
import { CLEAN, keyOf, SLIP, sampleOf, type Viewed, viewing, writeRun } from './viewing.js';

const offscript = warmOffscript();

const HOSTILE =
  '<script>document.title="owned"</script></textarea></style>"><img src=x onerror=alert(1)>{{#each this}}{{handlebars}}' +
  '\u001B[31mred\u001B[0m \u202Etxt.exe\u202C \uD83D lone \u0000 \u200B\u2028 https://example.org/x ';

const LOOP = 'そして、また次の日が来ました。';

/** What models may answer, each a sample of `a`; `b` answers plainly. */
const answers: readonly string[] = [
  `${CLEAN}${HOSTILE}${SLIP}`,
  `${SLIP}${'あ'.repeat(1_000_000)}`,
  LOOP.repeat(3000),
  `${SLIP}\n\`\`\`js\n${'let a = 1;\n'.repeat(9)}\`\`\`\n`,
];

const samples: readonly Sample[] = Array.from({ length: 80 }, (_, i) =>
  i % 2 === 1
    ? sampleOf(i, `${CLEAN}番号${i}。`)
    : sampleOf(i, answers[i >> 1] ?? `${i < 20 ? SLIP : CLEAN}番号${i}。`, {
        ...(i === 0 && { reasoning: `${HOSTILE}мысль`, tool_calls: [{ name: HOSTILE, arguments: HOSTILE }] }),
      }),
);

/** A folder as any web server has it. */
async function served(folder: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    try {
      const bytes = readFileSync(
        join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)),
      );
      const type = pathname.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8';
      response.writeHead(200, { 'content-type': type }).end(bytes);
    } catch {
      response.writeHead(404).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` };
}

describe('samples in a browser', () => {
  let folder: ReturnType<typeof folderWith>;
  let browser: Browser;
  let viewed: Viewed;
  let server: Server;
  const urls: Record<'view' | 'bundle', string> = { view: '', bundle: '' };

  before(async function () {
    browser = await chromium.launch({
      executablePath: needsChromium(this),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    folder = folderWith({});
    await writeRun(folder.path, 'run', samples);
    await offscript(folder.path, ['label', 'run', '--labels', '10', '--seed', 's'], {}, 'q\n');
    viewed = await viewing(folder.path, ['run']);
    await viewed.settled(samples.length);
    const { code, stderr } = await offscript(folder.path, [
      'report',
      'run',
      '--bundle',
      'site',
      '--no-cache',
    ]);
    expect(code, stderr).to.equal(0);
    const bundle = await served(join(folder.path, 'site'));
    server = bundle.server;
    urls.view = viewed.url;
    urls.bundle = bundle.url;
  });
  after(async () => {
    server?.close();
    await browser?.close();
    await viewed?.stop();
    folder?.remove();
  });

  async function open(url: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const complaints: string[] = [];
    const { origin } = new URL(url);
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) complaints.push(`request ${request.url()}`);
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.addInitScript(
      'if (navigator.clipboard) navigator.clipboard.writeText = async (text) => { globalThis.copiedText = text; }',
    );
    await page.goto(url);
    await page.locator('.sample').first().waitFor();
    return { page, complaints };
  }
  const says = (page: Page, text: string | RegExp) => page.locator('#count', { hasText: text }).waitFor();

  for (const kind of ['view', 'bundle'] as const) {
    it(`chooses, searches, goes on, and has an address for it: ${kind}`, async () => {
      const { page, complaints } = await open(urls[kind]);
      if (kind === 'view') {
        expect(await page.evaluate('location.hash')).to.equal('#state=flagged');
        await says(page, /found 9 of 80/);
      }
      await page.keyboard.press('x');
      await says(page, '80 of 80 samples');
      expect(await page.locator('.sample').count()).to.equal(25);
      await page.locator('#more').click();
      await page.locator('.sample').nth(49).waitFor();
      await page.locator('#by-target').selectOption('b');
      await says(page, '40 of 80 samples');
      await page.locator('#by-text').fill('番号7');
      // 7, 71, 73, 75, 77, 79.
      await page.locator('.sample').nth(5).waitFor();
      await says(page, /found 6 /);
      expect(await page.evaluate('decodeURIComponent(location.hash)')).to.equal('#target=b&text=番号7');
      await page.reload();
      await says(page, /found 6 /);
      expect(await page.locator('.sample').count()).to.equal(6);
      await page.locator('#as-regex').check();
      await page.locator('#by-text').fill('番号7[13]');
      await says(page, /found 2 /);
      await page.locator('#by-text').fill('(');
      await says(page, 'no regular expression');
      await page.keyboard.press('Escape');
      await page.keyboard.press('x');
      await says(page, '80 of 80 samples');
      await page.locator('#by-flip').selectOption('clean');
      await page.locator('.sample').first().waitFor();
      expect(complaints).to.deep.equal([]);
      await page.close();
    });

    it(`shows one sample by its link, the other answer beside it, and copies it: ${kind}`, async () => {
      const { page, complaints } = await open(`${urls[kind]}#sample=${keyOf(12)}&beside=1`);
      await page.locator('.pair .sample').nth(1).waitFor();
      const keys = await page
        .locator('.pair > .sample')
        .evaluateAll((all) => all.map((one) => one.dataset.key));
      expect(keys).to.deep.equal([keyOf(12), keyOf(13)]);
      await page.getByRole('button', { name: 'Copy JSON' }).first().click();
      await page.locator('.said', { hasText: 'copied' }).first().waitFor();
      const record = JSON.parse(await page.evaluate('copiedText'));
      expect(record).to.deep.include({ key: keyOf(12), target: 'a', answer: samples[12]?.answer });
      await page.getByRole('button', { name: 'Copy link' }).first().click();
      await page.locator('.said', { hasText: 'link copied' }).first().waitFor();
      const link: string = await page.evaluate('copiedText');
      await page.goto('about:blank');
      await page.goto(link);
      await page.locator('.pair .sample').nth(1).waitFor();
      await page.evaluate("location.hash = 'sample=none'");
      await says(page, 'does not have the sample none');
      expect(complaints.filter((one) => !one.includes('404'))).to.deep.equal([]);
      await page.close();
    });

    it(`shows whatever a model answers as text, and asks nobody else: ${kind}`, async () => {
      for (const width of [1280, 400]) {
        const { page, complaints } = await open(`${urls[kind]}#target=a&language=ja`, width);
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
        const hostile = page.locator(`[data-key="${keyOf(0)}"]`);
        await hostile.waitFor();
        const text = (await hostile.locator('.response').textContent()) ?? '';
        for (const part of [
          '<script>document.title="owned"',
          '<img src=x onerror=alert(1)>',
          '{{handlebars}}',
        ])
          expect(text).to.include(part);
        expect(await hostile.locator('.response .chip').allTextContents()).to.include.members([
          'U+001B',
          'U+202E',
          'U+D83D',
          'U+0000',
          'U+2028',
        ]);
        expect(
          await page.locator('main :is(img, textarea, iframe), main script, main style').count(),
        ).to.equal(0);
        expect(await page.title()).not.to.equal('owned');
        const long = page.locator(`[data-key="${keyOf(2)}"]`);
        expect(await long.locator('.note').first().textContent()).to.match(/^This is a part of the text/);
        expect(((await long.locator('.response').textContent()) ?? '').length).to.be.below(30_000);
        expect(await page.locator(`[data-key="${keyOf(6)}"] .fold summary`).textContent()).to.equal(
          'code, 9 lines',
        );
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(width);
        expect(complaints).to.deep.equal([]);
        await page.close();
      }
    });
  }

  it('says right or wrong of findings and of what was drawn, and shows it again', async () => {
    const { page } = await open(`${viewed.url}#drawn=script_mixing&state=mixed`);
    const labels = page.locator('.labels[open]').first();
    await labels.getByRole('button', { name: 'right' }).first().click();
    await page.locator('.said', { hasText: 'kept' }).first().waitFor();
    await labels.getByRole('button', { name: 'cannot say' }).click();
    await labels.locator('button[aria-pressed="true"]', { hasText: 'cannot say' }).waitFor();
    await page.reload();
    const pressed = page.locator('.labels[open]').first().locator('button[aria-pressed="true"]');
    await pressed.first().waitFor();
    expect(await pressed.allTextContents()).to.deep.equal(['right', 'cannot say']);
    await page.close();
  });

  it('reach every sample of a bundle from its flagged ones on, and a bundle is not written over anything else', async () => {
    const { page } = await open(`${urls.bundle}#state=mixed`);
    expect(await page.locator('.sample').first().getAttribute('data-traits')).to.include('"flagged"');
    await page.close();
    const again = await offscript(folder.path, ['report', 'run', '--bundle', 'site', '--no-cache']);
    expect(again.code, again.stderr).to.equal(0);
    const { code, stderr } = await offscript(folder.path, ['report', 'run', '--bundle', 'run', '--no-cache']);
    expect(code).to.equal(2);
    expect(stderr).to.include('the folder holds something else');
  });
});
