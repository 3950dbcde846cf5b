/** A realistic report: three targets, eight languages, examples in each; and one whose every string is hostile. */

import type { Finding, FindingKind } from '../../detectors/index.js';
import type {
  Comparison,
  Example,
  Examples,
  LanguageReport,
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

function languageReport(language: string, target: 0 | 1 | 2): LanguageReport {
  const scored = PER_LANGUAGE - (target === 2 ? 4 : 1);
  const scripts = Object.entries(found[language] ?? {});
  const mixed = Math.min(
    scored,
    scripts.reduce((sum, [, counts]) => sum + counts[target], 0),
  );
  return {
    samples: PER_LANGUAGE,
    scored,
    mixing: rate(mixed, scored),
    wrong_language: rate(wrong[language]?.[target] ?? 0, scored),
    scripts: Object.fromEntries(scripts.map(([script, counts]) => [script, rate(counts[target], scored)])),
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
        ? { error: 24, empty: 5, refused: 3, too_short: 0 }
        : { error: 0, empty: 2, refused: 0, too_short: 6 },
    retried: target === 2 ? 61 : 3,
    requests: samples + (target === 2 ? 91 : 4),
    mixing: rate(
      sum((language) => language.mixing.mixed),
      scored,
    ),
    wrong_language: rate(
      sum((language) => language.wrong_language.mixed),
      scored,
    ),
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
        compare(...sides, language, '*', 'mixing', before.mixing, after.mixing),
        compare(...sides, language, '*', 'wrong_language', before.wrong_language, after.wrong_language),
      ];
    }),
    compare(...sides, '*', '*', 'mixing', baseline.mixing, candidate.mixing),
    compare(...sides, '*', '*', 'wrong_language', baseline.wrong_language, candidate.wrong_language),
  ];
}

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
    comparisons: [...comparisons(before, after), ...comparisons(before, vendor)],
  };
}

/** The same report with nothing compared. */
export function reportWithoutComparison(): Report {
  return { ...reportFixture(), baseline: null, comparisons: [] };
}

/** A finding where `part` first stands in `text`. */
export function finding(
  text: string,
  part: string,
  script: string,
  kind: FindingKind = 'script',
  language?: string,
): Finding {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${JSON.stringify(part)} in the text`);
  return {
    start,
    end: start + part.length,
    text: part,
    kind,
    script,
    ...(language === undefined ? {} : { language }),
  };
}

interface Story {
  readonly language: string;
  readonly prompt: string | null;
  readonly text: string;
  readonly parts: readonly (readonly [part: string, script: string, kind?: FindingKind, language?: string])[];
  readonly instead?: string;
}

const filler = 'この地域では古くから稲作が行われており、秋になると各地で収穫を祝う祭りが開かれます。';

const stories: readonly Story[] = [
  {
    language: 'ja',
    prompt: '京都の春の見どころを三つ教えてください。',
    text: '京都の春といえば、まず哲学の道を歩いて桜を посмотреть のがおすすめです。\n\n次に、円山公園のしだれ桜は夜になると照らされ、とても美しいです。最後に、嵐山では这边の渡月橋から山桜を楽しめます。',
    parts: [
      ['посмотреть', 'Cyrl', 'script', 'ru'],
      ['这边', 'Hans', 'han', 'zh-Hans'],
    ],
  },
  {
    language: 'ja',
    prompt: `次の文章を要約してください。${filler.repeat(6)}`,
    text: `${filler.repeat(9)}\n\nとくに新米は 맛있는 と評判です。${filler.repeat(7)}\n\n冬には雪が積もり、свежий な空気の中で静かな時間が流れます。${filler.repeat(4)}`,
    parts: [
      ['맛있는', 'Hang', 'script', 'ko'],
      ['свежий', 'Cyrl', 'script', 'ru'],
    ],
  },
  {
    language: 'ko',
    prompt: '주말에 갈 만한 등산 코스를 추천해 주세요.',
    text: '북한산은 서울에서 가까워 주말 산행에 适合합니다. 백운대 코스는 왕복 네 시간 정도 걸리며, 정상에서 보는 景色가 훌륭합니다.',
    parts: [
      ['适合', 'Hani', 'script', 'zh'],
      ['景色', 'Hani'],
    ],
  },
  {
    language: 'zh-Hans',
    prompt: '请介绍一下长城的历史。',
    text: '长城始建于春秋战国时期，历经 многих 朝代的修建与维护。今天我们看到的大部分城墙是明代 restored 的遗存。',
    parts: [
      ['многих', 'Cyrl'],
      ['restored', 'Latn', 'word', 'en'],
    ],
  },
  {
    language: 'zh-Hant',
    prompt: '請說明臺北的捷運系統。',
    text: '臺北捷運共有多條路線，旅客可以使用悠遊卡搭乘。转乘時請依照月臺上的指標前進，列车每三到五分鐘一班。',
    parts: [
      ['转', 'Hans', 'han'],
      ['车', 'Hans', 'han'],
    ],
  },
  {
    language: 'ar',
    prompt: 'اكتب فقرة قصيرة عن فوائد القراءة.',
    text: 'القراءة عادة مفيدة للعقل، فهي تساعد على развитие الخيال وتقوية الذاكرة (وخاصة عند الأطفال). كما أنها تمنح القارئ 时间 للتأمل، وتحسّن مهارات الكتابة بنسبة 20%.',
    parts: [
      ['развитие', 'Cyrl', 'script', 'ru'],
      ['时间', 'Hani', 'script', 'zh'],
    ],
  },
  {
    language: 'he',
    prompt: 'ספר לי על ירושלים.',
    text: 'ירושלים היא עיר עתיקה מאוד, ובה مدينة קדומה מוקפת חומה. רבים מבקרים בה every year כדי לראות את הכותל.',
    parts: [
      ['مدينة', 'Arab', 'script', 'ar'],
      ['every year', 'Latn', 'word', 'en'],
    ],
  },
  {
    language: 'hi',
    prompt: 'मानसून के बारे में बताइए।',
    text: 'भारत में मानसून जून से सितंबर तक रहता है। यह खेती के लिए very important है, क्योंकि अधिकांश फसलें वर्षा पर निर्भर करती हैं।',
    parts: [['very important', 'Latn', 'word', 'en']],
  },
  {
    language: 'th',
    prompt: 'แนะนำอาหารไทยยอดนิยม',
    text: 'ต้มยำกุ้งเป็นอาหารไทยที่มีชื่อเสียงทั่วโลก รสชาติเปรี้ยวและ辣 เหมาะสำหรับรับประทานกับข้าวสวยร้อน ๆ',
    parts: [['辣', 'Hani', 'script', 'zh']],
  },
  {
    language: 'ar',
    prompt: null,
    text: 'Reading is a useful habit. It trains the mind, and it costs nothing but time.',
    parts: [],
    instead: 'en',
  },
];

/** Forty flagged samples of 1,234, four rounds of the stories. */
export function examplesFixture(): Examples {
  const targets = [
    ['before', true],
    ['before', true],
    ['vendor/large', false],
    ['after', true],
  ] as const;
  const shown = targets.flatMap(([target, simulated], round) =>
    stories.map((story, index): Example => {
      return {
        target,
        simulated,
        language: story.language,
        prompt_id: `${story.language}-${String(index + 1).padStart(3, '0')}`,
        prompt: story.prompt,
        repeat: round,
        state: story.instead === undefined ? 'mixed' : 'wrong_language',
        text: story.text,
        findings: story.parts.map((part) => finding(story.text, ...part)),
        instead: story.instead ?? null,
      };
    }),
  );
  return { shown, flagged: 1234 };
}

/** What somebody may call a model, a prompt or a language, and what a model may answer. */
export const hostile =
  '<script>document.title="owned"</script></textarea></style>"><img src=x onerror=alert(1)>{{#each this}}{{handlebars}}' +
  '\u001B[31mred\u001B[0m \u202Etxt.exe\u202C \uD83D lone \u0000 | ` **b** \u200B\u2028 https://example.org/x @someone =1+1';

/** One long line without a space. */
export const longLine = 'あ'.repeat(20_000);

/** A report in which ids, models, paths and codes are hostile. */
export function hostileReport(): Report {
  const report = reportFixture();
  const [first, ...rest] = report.targets;
  if (first === undefined) throw new Error('the fixture has targets');
  const id = `=${hostile}`;
  const languages = { ...first.languages, [`"><b>${hostile}`]: languageReport('ja', 0) };
  return {
    ...report,
    baseline: id,
    detector: { version: hostile, policy: hostile, unicode: hostile },
    runs: report.runs.map((run) => ({ ...run, path: hostile, suite: hostile, created_at: hostile })),
    targets: [{ ...first, id, model: `@${hostile}\n|x|`, languages }, ...rest],
    comparisons: report.comparisons.map((row) => ({ ...row, baseline: id })),
  };
}

/** Samples whose every string is hostile, with good spans, bad spans, and one over a pair of surrogates. */
export function hostileExamples(): Examples {
  const text = `${hostile} before посмотреть after 😀 ${longLine} привет ${longLine}`;
  const bad = [
    { start: -4, end: 3 },
    { start: 5, end: 5 },
    { start: 10, end: 8 },
    { start: 0, end: 10 ** 9 },
    { start: Number.NaN, end: 4 },
    { start: text.indexOf('😀') + 1, end: text.indexOf('😀') + 2 },
  ].map(
    ({ start, end }): Finding => ({
      start,
      end,
      text: text.slice(start, end),
      kind: 'script',
      script: hostile,
    }),
  );
  const overlapping = finding(text, 'смотр', 'Cyrl');
  return {
    flagged: 2,
    shown: [
      {
        target: hostile,
        simulated: true,
        language: hostile,
        prompt_id: hostile,
        prompt: hostile + longLine,
        repeat: 0,
        state: 'mixed',
        text,
        findings: [
          finding(text, '<script>', 'Latn'),
          finding(text, 'посмотреть', 'Cyrl'),
          overlapping,
          finding(text, 'привет', 'Cyrl'),
          ...bad,
        ],
        instead: null,
      },
      {
        target: 'before',
        simulated: true,
        language: 'ar',
        prompt_id: 'wrong',
        prompt: null,
        repeat: 1,
        state: 'wrong_language',
        text: longLine,
        findings: [],
        instead: hostile,
      },
    ],
  };
}
