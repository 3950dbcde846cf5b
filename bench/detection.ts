/** Whole detection against the decoding of the same bytes, clean text by language; and how time grows with hostile text. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Context, detect, policyFor } from '../detectors/index.js';
import { loadFastText } from '../harness/identifier/index.js';
import { measure, row } from './measure.js';
import { responseFiles } from './text.js';

/** Languages of the measurement, with a sentence for where no responses are at hand. */
const SENTENCES: Readonly<Record<string, string>> = {
  ja: '春になると、川沿いの桜並木を見に多くの人が集まります。屋台も出て、夜まで賑やかです。\n',
  zh: '每年春天，河边的樱花开放时，许多人前来观赏。小摊也很热闹，一直到深夜。\n',
  ko: '봄이 되면 강변의 벚꽃을 보려고 많은 사람이 모입니다. 노점도 늦은 밤까지 붐빕니다.\n',
  ru: 'Весной на берегу реки собирается много людей, чтобы посмотреть на цветение вишни.\n',
  en: 'In spring many people gather at the river to look at the cherry trees in bloom.\n',
  de: 'Im Frühling kommen viele Menschen an den Fluss, um die Kirschblüte zu sehen.\n',
  es: 'En primavera mucha gente se reúne junto al río para ver los cerezos en flor.\n',
};

interface Set {
  readonly language: string;
  readonly texts: readonly string[];
}

/** Responses of the language without a finding, and in it. */
function cleanTexts(context: Context): Set[] {
  const rows = responseFiles.flatMap(
    (path) => parse(readFileSync(path), { columns: true }) as Record<string, string>[],
  );
  return Object.entries(SENTENCES).map(([language, sentence]) => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(`no policy for ${language}`);
    const texts = rows
      .filter((each) => each.language === language)
      .map(({ completion = '' }) => completion)
      .filter((text) => {
        const { findings, wrongLanguage } = detect(text, policy, context);
        return text !== '' && findings.length === 0 && wrongLanguage === null;
      });
    return {
      language,
      texts: texts.length > 0 ? texts : Array.from({ length: 2000 }, () => sentence.repeat(8)),
    };
  });
}

/** As many as a run of some ten thousand responses is: the engine compiles detection several times until then. */
const ROUNDS = 40;

function benchClean(context: Context): void {
  for (const { language, texts } of cleanTexts(context)) {
    const policy = policyFor(language);
    if (policy === undefined) continue;
    const bytes = texts.map((text) => Buffer.from(text));
    const size = bytes.reduce((sum, { length }) => sum + length, 0);
    const [reference = 0, whole = 0] = measure(
      [
        {
          name: 'decode',
          pass: () => bytes.reduce((units, each) => units + each.toString('utf8').length, 0),
        },
        {
          name: 'detect',
          pass: () => texts.reduce((letters, text) => letters + detect(text, policy, context).letters, 0),
        },
      ],
      ROUNDS,
    );
    const rate = (taken: number): number => size / 1000 / taken;
    row(`${language}: decode UTF-8 (reference)`, rate(reference), 'MB/s', rate(reference));
    row(`${language}: detect, ${texts.length} clean texts`, rate(whole), 'MB/s', rate(reference));
  }
}

const times =
  (piece: string) =>
  (units: number): string =>
    piece.repeat(units / piece.length);

const between =
  (mark: string) =>
  (units: number): string =>
    `a${mark.repeat(units - 2)}a`;

/** Texts of which a careless rule makes quadratic or exponential time, of about so many code units. */
const HOSTILE: Readonly<Record<string, (units: number) => string>> = {
  'opening brackets': times('('),
  'opening full-width brackets': times('（a'),
  backticks: times('`'),
  'backticks and letters': times('`a'),
  'one backtick a line': times('`ab\n'),
  fences: times('```\n'),
  dollars: times('$'),
  'dollars and letters': times('$ж '),
  'backslashes and brackets': times('\\['),
  'opening quotes': times('“a'),
  'straight quotes': times('"a" '),
  'angle brackets': times('<a '),
  slashes: times('/a'),
  dots: times('a.'),
  'at signs': times('a@'),
  spaces: times(' '),
  'spaces between letters': between(' '),
  'stars between letters': between('*'),
  'hyphens between letters': between('-'),
  'a full stop before spaces': (units) => `.${' '.repeat(units - 2)}a`,
  hyphens: times('a-'),
  apostrophes: times("a'"),
  'combining marks': times('\u0301'),
  'letters with many marks': times('a\u0323\u0301\u0323'),
  'lone surrogates': times('\ud800'),
  'replacement characters': times('\ufffd'),
  'one letter of another script a word': times('ж 的 '),
  'one Latin word without spaces': times('abcdefgh'),
  'sentences on one line': times('This is a sentence in English. '),
  'own text on one line': times('春になると多くの人が集まります。'),
  'Chinese on one line': times('每年春天，许多人前来观赏。'),
  'stars and hashes': times('* # '),
};

/** Growth for twice the text that is still linear, caches and garbage collection included. */
const LINEAR = 2.3;

/** Growth of time for twice the text, taken over two doublings: linear is 2. */
function benchGrowth(context: Context): void {
  const languages = ['ja', 'en', 'zh-Hans', 'ko', 'ru'];
  const units = Number(process.env.OFFSCRIPT_BENCH_UNITS ?? 4_000_000);
  let worst = { name: '', ratio: 0 };
  let slowest = { name: '', rate: Number.POSITIVE_INFINITY };
  for (const language of languages) {
    const policy = policyFor(language);
    if (policy === undefined) continue;
    for (const [name, make] of Object.entries(HOSTILE)) {
      const [short = 0, long = 0] = measure(
        [make(units / 4), make(units)].map((text) => ({
          name,
          pass: () => detect(text, policy, context).letters,
        })),
        2,
      );
      const ratio = Math.sqrt(long / short);
      const rate = units / long / 1000;
      if (ratio > worst.ratio) worst = { name: `${language}: ${name}`, ratio };
      if (rate < slowest.rate) slowest = { name: `${language}: ${name}`, rate };
      if (ratio > LINEAR)
        process.stdout.write(
          `  ${language}: ${name}  ${long.toFixed(0)} ms, ${ratio.toFixed(2)}x for twice the text\n`,
        );
    }
  }
  process.stdout.write(
    `  ${Object.keys(HOSTILE).length} texts of ${(units / 1e6).toFixed(1)} million units in ${languages.length} languages: worst growth for twice the text ${worst.ratio.toFixed(2)}x (${worst.name})\n`,
  );
  process.stdout.write(`  slowest ${slowest.rate.toFixed(2)} million units/s (${slowest.name})\n`);
}

export async function benchDetection(): Promise<void> {
  const context = { identifier: await loadFastText() };
  process.stdout.write('\nwhole detection, one core\n');
  benchClean(context);
  process.stdout.write('\nhostile text\n');
  benchGrowth(context);
}
