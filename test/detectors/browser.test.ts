import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Detection, detect, policyFor } from '../../detectors/index.js';
import { data, needsChromium, needsData, root } from '../support/needs.js';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

interface Item {
  readonly language: string;
  readonly text: string;
  readonly prompt?: string;
}

const judge = ({ language, text, prompt }: Item): Detection => {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
};

/** The bare imports of the built detectors, and of what they import, as an import map. */
function importMap(): string {
  const imports: Record<string, string> = {};
  const queue = ['franc'];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (imports[name] !== undefined) continue;
    const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    imports[name] = `/node_modules/${name}/${manifest.exports ?? manifest.main}`.replace('/./', '/');
    queue.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return JSON.stringify({ imports });
}

describe('the detectors in Chromium, with franc', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;

  before(async function () {
    const executablePath = needsChromium(this);
    server = createServer(async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
      if (path === '/') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(`<!doctype html><script type="importmap">${importMap()}</script>`);
        return;
      }
      try {
        const file = await readFile(join(root, normalize(path)));
        response.setHeader('content-type', 'text/javascript; charset=utf-8');
        response.end(file);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath, args: quiet });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** What Chromium makes of the items; they go as JSON of code units, since lone surrogates survive no other way. */
  async function inBrowser(items: readonly Item[]): Promise<Detection[]> {
    const answer = await page.evaluate(async (list) => {
      const path = '/dist/detectors/index.js';
      const { detect, policyFor } = await import(path);
      const all = JSON.parse(list) as { language: string; text: string; prompt?: string }[];
      return JSON.stringify(
        all.map(({ language, text, prompt }) =>
          detect(text, policyFor(language), prompt === undefined ? {} : { prompt }),
        ),
      );
    }, JSON.stringify(items));
    return JSON.parse(answer);
  }

  async function agree(items: readonly Item[]): Promise<void> {
    const theirs = await inBrowser(items);
    expect(theirs).to.have.length(items.length);
    for (const [i, item] of items.entries())
      expect(theirs[i], JSON.stringify(item).slice(0, 300)).to.deep.equal(
        JSON.parse(JSON.stringify(judge(item))),
      );
  }

  it('find the same script, Han, word and line', async () => {
    const items: Item[] = [
      {
        language: 'ja',
        text: '値段を посмотреть しましょう。この问题について、えいごで exploration と言います。',
      },
      { language: 'ja', text: 'か\u3099くせい решение \ud800 \ufffd' },
      { language: 'en', text: 'Wash the car، itâ€™s easy.ĠReally!<|im_end|>' },
      { language: 'zh-Hans', text: '这是一个問題，很多人不知道。' },
      { language: 'ko', text: '문제를 解决할 수 있습니다.\nHere is the essay in Korean:' },
      {
        language: 'de',
        text: 'Das ist ein Satz auf Deutsch, der lang genug ist.\nThis is a line in English that nobody asked for.',
      },
      { language: 'ru', text: 'Каждый 个人 имеет право на отдых.' },
    ];
    const kinds = new Set(
      (await inBrowser(items)).flatMap(({ findings }) => findings.map(({ kind }) => kind)),
    );
    expect([...kinds]).to.include.members(['script', 'han', 'word', 'line', 'damage', 'punctuation']);
    await agree(items);
  });

  it('find the same in every code point', async () => {
    const blocks: string[] = [];
    for (let point = 0; point < 0x30000; point += 64)
      blocks.push(
        String.fromCodePoint(...Array.from({ length: 64 }, (_, i) => point + i)).replaceAll('\n', ' '),
      );
    await agree(
      blocks.flatMap((text) =>
        ['ja', 'ru', 'zh-Hant', 'en'].map((language) => ({ language, text: `${text} ok` })),
      ),
    );
  });

  it('find the same in real responses', async function () {
    needsData(this);
    const rows = readFileSync(join(data, 'gold/gold-dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    await agree(rows.map(({ language, completion, prompt }) => ({ language, text: completion, prompt })));
    const responses = parse(readFileSync(join(data, 'lcb/mistral-8x7b.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    await agree(
      responses
        .filter(({ language = '' }) => policyFor(language) !== undefined)
        .slice(0, 3000)
        .map(({ language = '', completion = '' }) => ({ language, text: completion })),
    );
  });
});
