/** A realistic report: three targets, eight languages, two comparisons. */

import type { CollapseReport } from '../../reports/index.js';
import type {
  Comparison,
  LanguageReport,
  LengthChange,
  Rate,
  Report,
  TargetReport,
} from '../../reports/types.js';

const PER_LANGUAGE = 100;

/** Wilson's interval, 95%. */
export function rate(mixed: number, of: number): Rate {
  if (of === 0) return { mixed, of, rate: null, low: null, high: null };
  const z = 1.959964;
  const p = mixed / of;
  const center = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return {
    mixed,
    of,
    rate: p,
    low: mixed === 0 ? 0 : center - half,
    high: mixed === of ? 1 : center + half,
  };
}

/** Mixed samples of 100 by language and script, for each target. */
const found: Readonly<Record<string, Readonly<Record<string, readonly [number, number, number]>>>> = {
  ja: { Cyrl: [47, 1, 6], Hans: [12, 5, 3], Hang: [2, 0, 0], Latn: [4, 3, 2] },
  ko: { Hani: [49, 38, 8], Cyrl: [3, 0, 0], Latn: [2, 3, 4] },
  'zh-Hans': { Cyrl: [5, 1, 0], Latn: [9, 8, 5], Hang: [1, 0, 0] },
  'zh-Hant': { Hans: [31, 22, 14], Latn: [6, 5, 7] },
  ar: { Cyrl: [6, 0, 1], Latn: [14, 12, 9], Hani: [8, 2, 0] },
  he: { Arab: [3, 1, 0], Latn: [11, 9, 10] },
  hi: { Latn: [22, 19, 25], Cyrl: [0, 0, 1] },
  th: { Hani: [7, 2, 0], Latn: [5, 6, 4] },
};

const wrong: Readonly<Record<string, readonly [number, number, number]>> = {
  ja: [1, 0, 0],
  ko: [3, 1, 0],
  'zh-Hans': [2, 2, 0],
  'zh-Hant': [6, 3, 1],
  ar: [4, 1, 7],
  he: [9, 4, 2],
  hi: [12, 5, 16],
  th: [0, 0, 3],
};

/** Signs of collapse among so many answers: of repeats, copies and loops in the first, second or third target. */
const collapsed: readonly (readonly [number, number, number])[] = [
  [0, 1, 0],
  [1, 0, 2],
  [96, 210, 4],
];

function collapseOf(answers: number, target: 0 | 1 | 2): CollapseReport {
  const [repeats = 0, copies = 0, loops = 0] = collapsed[target] ?? [];
  const some = (n: number): Rate => rate(Math.min(n, answers), answers);
  return { repeats: some(repeats), copies: some(copies), loops: some(loops), length: 412.5 - 100 * target };
}

/** Exempted spans of a language, in every target. */
const exempted: Readonly<Record<string, LanguageReport['exemptions']>> = {
  ja: { code: { spans: 61, samples: 18 }, name: { spans: 300, samples: 90 } },
  ko: { name: { spans: 112, samples: 70 }, gloss: { spans: 22, samples: 12 } },
  ar: { acronym: { spans: 40, samples: 31 } },
};

/** The rates of a cell: of mixed samples so many by words, the rest by scripts; code and damage are mixed in as many. */
function ratesOf(mixed: number, words: number, instead: number, scored: number, rare = 0) {
  return {
    mixing: rate(mixed, scored),
    script_mixing: rate(mixed - words, scored),
    word_mixing: rate(words, scored),
    wrong_language: rate(instead, scored),
    code_mixing: rate(rare, scored),
    damage: rate(rare, scored),
    punctuation: rate(rare, scored),
  };
}

/** A language's numbers in the first, second or third target. */
export function languageReport(language: string, target: 0 | 1 | 2): LanguageReport {
  const scored = PER_LANGUAGE - (target === 2 ? 4 : 1);
  const scripts = Object.entries(found[language] ?? {});
  const mixed = Math.min(
    scored,
    scripts.reduce((sum, [, counts]) => sum + counts[target], 0),
  );
  // Latin text is words, all else another script.
  const words = Math.min(scored, found[language]?.Latn?.[target] ?? 0);
  return {
    samples: PER_LANGUAGE,
    scored,
    ...ratesOf(
      mixed,
      words,
      wrong[language]?.[target] ?? 0,
      scored,
      language === 'ja' && target === 2 ? 3 : 0,
    ),
    scripts: Object.fromEntries(scripts.map(([script, counts]) => [script, rate(counts[target], scored)])),
    collapse: collapseOf(scored, target),
    exemptions: exempted[language] ?? {},
  };
}

function targetReport(id: string, model: string, simulated: boolean, target: 0 | 1 | 2): TargetReport {
  const languages = Object.fromEntries(
    Object.keys(found).map((language) => [language, languageReport(language, target)]),
  );
  const all = Object.values(languages);
  const sum = (pick: (language: LanguageReport) => number): number =>
    all.reduce((total, language) => total + pick(language), 0);
  const scored = sum((language) => language.scored);
  const samples = sum((language) => language.samples);
  return {
    id,
    model,
    simulated,
    samples,
    scored,
    excluded:
      target === 2
        ? { error: 24, empty: 5, refused: 3, too_short: 0, asked_otherwise: 0 }
        : { error: 0, empty: 2, refused: 0, too_short: 6, asked_otherwise: 0 },
    ...(target === 2 && {
      unanswered: 12,
      answered_by: { [model]: 700, 'model-2026-05': 100 },
      fingerprints: { fp_44709d6fcb: 700, fp_9f3b1c2a07: 100 },
      channels: {
        reasoning: {
          samples: 800,
          scored: 798,
          ...ratesOf(160, 0, 391, 798),
          languages: {
            ja: {
              samples: 100,
              scored: 100,
              ...ratesOf(31, 0, 52, 100),
              scripts: { Hans: rate(31, 100) },
            },
          },
        },
      },
    }),
    retried: target === 2 ? 61 : 3,
    requests: samples + (target === 2 ? 91 : 4),
    ...ratesOf(
      sum((language) => language.mixing.mixed),
      sum((language) => language.word_mixing.mixed),
      sum((language) => language.wrong_language.mixed),
      scored,
      sum((language) => language.damage.mixed),
    ),
    collapse: collapseOf(scored, target),
    exemptions: {
      code: { spans: 61, samples: 18 },
      acronym: { spans: 40, samples: 31 },
      name: { spans: 412, samples: 160 },
      gloss: { spans: 22, samples: 12 },
    },
    languages,
  };
}

/** A comparison whose interval is Newcombe's, near enough for showing. */
export function compare(
  baseline: string,
  candidate: string,
  language: string,
  script: string,
  measure: Comparison['measure'],
  before: Rate,
  after: Rate,
): Comparison {
  const sides = {
    baseline,
    candidate,
    language,
    script,
    measure,
    baseline_rate: before,
    candidate_rate: after,
  };
  if (before.rate === null || after.rate === null) {
    return {
      ...sides,
      delta: null,
      low: null,
      high: null,
      test: 'none',
      p: null,
      p_adjusted: null,
      verdict: 'inconclusive',
    };
  }
  const delta = after.rate - before.rate;
  const low = delta - Math.hypot(after.rate - (after.low ?? 0), (before.high ?? 1) - before.rate);
  const high = delta + Math.hypot((after.high ?? 1) - after.rate, before.rate - (before.low ?? 0));
  const p = Math.exp(-((delta / ((high - low) / 4 + 1e-9)) ** 2) / 1.6);
  const adjusted = Math.min(1, p * 20);
  return {
    ...sides,
    delta,
    low,
    high,
    test: 'fisher',
    p,
    p_adjusted: adjusted,
    verdict: adjusted >= 0.05 ? 'inconclusive' : delta < 0 ? 'better' : 'worse',
  };
}

const rateNames = ['mixing', 'script_mixing', 'word_mixing', 'wrong_language'] as const;

function comparisons(baseline: TargetReport, candidate: TargetReport): Comparison[] {
  const sides = [baseline.id, candidate.id] as const;
  return [
    ...Object.entries(baseline.languages).flatMap(([language, before]): Comparison[] => {
      const after = candidate.languages[language];
      if (after === undefined) return [];
      return [
        ...Object.entries(before.scripts).flatMap(([script, rate]) => {
          const other = after.scripts[script];
          return other === undefined ? [] : [compare(...sides, language, script, 'mixing', rate, other)];
        }),
        ...rateNames.map((name) => compare(...sides, language, '*', name, before[name], after[name])),
      ];
    }),
    ...rateNames.map((name) => compare(...sides, '*', '*', name, baseline[name], candidate[name])),
    ...(['repeats', 'copies', 'loops'] as const).map((sign) =>
      compare(
        ...sides,
        '*',
        '*',
        sign,
        baseline.collapse?.[sign] ?? rate(0, 0),
        candidate.collapse?.[sign] ?? rate(0, 0),
      ),
    ),
  ];
}

/** The rows of the third target, whose answers collapsed in all languages. */
const degraded = (rows: readonly Comparison[]): Comparison[] =>
  rows.map((row) =>
    rateNames.some((name) => name === row.measure)
      ? {
          ...row,
          verdict: row.verdict === 'better' ? 'degraded' : row.verdict,
          collapse: ['repeats', 'copies'],
        }
      : row,
  );

/** How long a target's answers are beside the baseline's. */
const lengthsOf = (candidate: string, ratio: number): LengthChange[] =>
  ['*', 'ja', 'zh-Hant'].map((language) => ({
    baseline: 'before',
    candidate,
    language,
    prompts: language === '*' ? 800 : 100,
    baseline_length: 380.25,
    candidate_length: 380.25 * ratio,
    ratio,
    low: ratio - 0.05,
    high: ratio + 0.0625,
  }));

/** The report: `before` and `after` are simulated, `vendor/large` is not. */
export function reportFixture(): Report {
  const before = targetReport('before', 'offscript-sim-before', true, 0);
  const after = targetReport('after', 'offscript-sim-after', true, 1);
  const vendor = targetReport('vendor/large', 'vendor/large-instruct-2025-08', false, 2);
  return {
    schema: 1,
    detector: { version: '0.1.0', policy: 'default', unicode: '17.0.0' },
    runs: [
      {
        path: 'runs/demo-20251124',
        suite: 'demo',
        made_by: 'run',
        created_at: '2025-11-24T02:30:00.000Z',
        repeats: 5,
        seed: 20251124,
        torn_lines: 0,
      },
      {
        path: 'runs/vendor-large',
        suite: 'vendor',
        made_by: 'score',
        created_at: '2025-11-23T18:05:11.000Z',
        repeats: 1,
        torn_lines: 1,
      },
    ],
    baseline: 'before',
    targets: [before, after, vendor],
    comparisons: [...comparisons(before, after), ...degraded(comparisons(before, vendor))],
    lengths: [...lengthsOf('after', 0.98), ...lengthsOf('vendor/large', 0.42)],
  };
}

/** The same report with nothing compared. */
export function reportWithoutComparison(): Report {
  return { ...reportFixture(), baseline: null, comparisons: [], lengths: [] };
}

/** The same report with the literature's measures. */
export function reportWithLiterature(): Report {
  const rates = { lpr: 0.9, wpr: 0.75, lcpr: 0.8181818181818182, line_accuracy: 0.95 };
  const report = reportFixture();
  return {
    ...report,
    lcb: { identifier: 'fasttext', words: 81_995 },
    targets: report.targets.map((target) => ({
      ...target,
      lcb: { crosslingual: { ...rates, sources: { okapi: rates }, languages: { ja: rates } } },
      languages: Object.fromEntries(
        Object.entries(target.languages).map(([tag, cell]) => [
          tag,
          {
            ...cell,
            lcb: {
              responses: 100,
              judged: 50,
              line_errors: 5,
              word_errors: tag === 'he' ? null : 9,
              ...rates,
            },
            mixing_indices: {
              responses: 99,
              mixed: 12,
              cmi: 1.25,
              cmi_mixed: 10.5,
              m_index: 0.0421,
              i_index: 0.01,
              confusion_entropy: 0.125,
            },
          },
        ]),
      ),
    })),
  };
}
