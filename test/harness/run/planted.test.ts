import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Report } from '../../../reports/index.js';
import { folderWith } from '../../support/offscript.js';
import { sentencesIn, WORDS } from '../../support/phrases.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const LANGUAGES = ['ja', 'ko', 'zh-Hans', 'ru', 'ar', 'hi', 'th', 'en', 'de', 'tr'];
const SCRIPTS = ['Cyrl', 'Hani', 'Hang', 'Arab', 'Grek', 'Deva', 'Thai'];
const PROMPTS = 20;

/** Which scripts answers in a language slip into, and in how many of twenty: three each, none the language's own. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.fromEntries(
  LANGUAGES.map((language, i) => {
    const own = { ja: 'Hani', 'zh-Hans': 'Hani', ko: 'Hang', ru: 'Cyrl', ar: 'Arab', hi: 'Deva', th: 'Thai' };
    const others = SCRIPTS.filter((script) => script !== (own as Record<string, string>)[language]);
    const chosen = [0, 1, 2].map((k) => others[(i + 2 * k) % others.length] ?? '');
    return [language, Object.fromEntries(chosen.map((script, k) => [script, 1 + ((i + 3 * k) % 6)]))];
  }),
);

/** The answer to the `n`th prompt of a language: one sentence, and the slip that is planted in it. */
function answerTo(language: string, n: number): string {
  const sentences = sentencesIn(language);
  let from = 0;
  for (const [script, count] of Object.entries(PLANTED[language] ?? {})) {
    if (n >= from && n < from + count) return `${sentences[n % sentences.length]} ${WORDS[script]} .`;
    from += count;
  }
  return sentences[n % sentences.length] ?? '';
}

/** What each language says against other scripts. */
const FORBIDDING: Readonly<Record<string, string>> = {
  ja: '日本語だけで答え、ロシア語、韓国語、アラビア語、ギリシャ語、ヒンディー語、タイ語の文字は絶対に使わないでください。',
  ko: '반드시 한국어로만 답하세요. 한자나 중국어, 러시아어, 그리스어를 절대 섞지 마세요.',
  'zh-Hans': '只用中文回答，不要使用俄语、韩语、阿拉伯语、希腊语、泰语。',
  ru: 'Отвечай только по-русски, без китайских иероглифов, не используй корейский, арабский, греческий, хинди.',
  ar: 'أجب بالعربية فقط، ولا تستخدم الروسية أو الصينية أو الكورية أو اليونانية.',
  hi: 'केवल हिंदी में उत्तर दें। रूसी, चीनी या अरबी शब्दों का प्रयोग न करें।',
  th: 'ตอบเป็นภาษาไทยเท่านั้น ห้ามใช้ภาษาจีน ห้ามใช้ภาษารัสเซีย',
  en: 'Always answer in English. Never use Chinese characters such as 对象, and never Russian (душа), Korean or Arabic.',
  de: 'Antworte nur auf Deutsch, kein Russisch, kein Chinesisch, kein Arabisch, kein Griechisch!',
  tr: 'Yalnızca Türkçe yanıt ver. Rusça kullanma, Çince kullanma, Arapça kullanma.',
};

const idOf = (language: string, n: number): string => `${language}-${n}`;

const lines = (system: (language: string) => string | undefined): string =>
  LANGUAGES.flatMap((language) =>
    Array.from({ length: PROMPTS }, (_, n) => {
      const said = system(language);
      const messages = [
        ...(said === undefined ? [] : [{ role: 'system', content: said }]),
        { role: 'user', content: `${sentencesIn(language)[(n + 7) % 20]} [${idOf(language, n)}]` },
      ];
      return `${JSON.stringify({ id: idOf(language, n), language, messages })}\n`;
    }),
  ).join('');

describe('planted slips', function () {
  this.timeout(120_000);
  let server: Server;
  let url: string;
  const systems = new Set<string>();
  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
        systems.add(messages.find(({ role }) => role === 'system')?.content ?? '');
        const asked = messages.at(-1)?.content ?? '';
        const [, language = '', n = ''] = /\[([A-Za-z-]+)-(\d+)\]$/.exec(asked) ?? [];
        const message = { role: 'assistant', content: answerTo(language, Number(n)) };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const suite = (targets: readonly object[], file: string): string =>
    JSON.stringify({
      targets: targets.map((target) => ({ base_url: url, model: 'm', ...target })),
      baseline: 'plain',
      prompts: [{ file }],
    });

  /** The report as JSON on runs of suites, each made in a folder of its own. */
  async function reportOn(
    files: Readonly<Record<string, string>>,
    suites: readonly string[],
  ): Promise<Report> {
    const folder = folderWith(files);
    try {
      for (const name of suites) {
        const { code, stderr } = await offscript(folder.path, ['run', `${name}.yaml`, '-o', name, '--quiet']);
        expect([code, stderr]).to.deep.equal([0, '']);
      }
      const { code, stdout, stderr } = await offscript(folder.path, [
        'report',
        ...suites,
        '--format',
        'json',
      ]);
      expect([code, stderr]).to.deep.equal([0, '']);
      return JSON.parse(stdout) as Report;
    } finally {
      folder.remove();
    }
  }

  function expectPlanted({ targets }: Report): void {
    for (const { id, languages } of targets)
      for (const [language, { mixing, scripts, scored }] of Object.entries(languages)) {
        const planted = PLANTED[language] ?? {};
        const found = Object.fromEntries(
          Object.entries(scripts).flatMap(([script, { mixed }]) => (mixed === 0 ? [] : [[script, mixed]])),
        );
        expect(found, `${id} ${language}`).to.deep.equal(planted);
        expect([scored, mixing.mixed], `${id} ${language}`).to.deep.equal([
          PROMPTS,
          Object.values(planted).reduce((sum, count) => sum + count, 0),
        ]);
      }
  }

  it('are all found, thirty rates, also under system messages that forbid their scripts or say something else', async () => {
    const forbidding = Object.values(FORBIDDING).join('\n');
    const targets = [
      { id: 'plain' },
      { id: 'forbidden', system: forbidding },
      { id: 'other', system: 'You know of 对象, душа and 사랑, and of Russian literature.' },
    ];
    const report = await reportOn(
      { 's.yaml': suite(targets, 'p.jsonl'), 'p.jsonl': lines(() => undefined) },
      ['s'],
    );
    expect(report.targets.map(({ id }) => id)).to.deep.equal(['plain', 'forbidden', 'other']);
    expect(
      report.targets.every(({ languages }) => Object.keys(languages).length === LANGUAGES.length),
    ).to.equal(true);
    expectPlanted(report);
    expect([...systems].sort()).to.deep.equal(['', ...targets.flatMap(({ system = [] }) => system)].sort());
    for (const { test, delta } of report.comparisons) expect([test, delta]).to.deep.equal(['tango', 0]);
  });

  it('are paired and found the same in a second run whose prompts bring the system message along', async () => {
    const report = await reportOn(
      {
        'a.yaml': suite([{ id: 'plain' }], 'a.jsonl'),
        'a.jsonl': lines(() => undefined),
        'b.yaml': suite([{ id: 'plain' }], 'b.jsonl'),
        'b.jsonl': lines((language) => FORBIDDING[language]),
      },
      ['a', 'b'],
    );
    expect(report.targets.map(({ id }) => id)).to.deep.equal(['a/plain', 'b/plain']);
    expectPlanted(report);
    for (const { test, delta } of report.comparisons) expect([test, delta]).to.deep.equal(['tango', 0]);
    expect(report.comparisons).not.to.be.empty;
  });
});
