/** A report and flagged samples whose every string is hostile. */

import type { Finding } from '../../detectors/index.js';
import type { Examples, Report } from '../../reports/types.js';
import { languageReport, reportFixture } from './fixture/index.js';
import { answerShown, finding } from './stories.js';

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
  const tag = `"><b>${hostile}`;
  const languages = { ...first.languages, [tag]: languageReport('ja', 0) };
  return {
    ...report,
    baseline: id,
    detector: { version: hostile, policy: hostile, unicode: hostile },
    runs: report.runs.map((run) => ({ ...run, path: hostile, suite: hostile, created_at: hostile })),
    targets: [
      {
        ...first,
        id,
        model: `@${hostile}\n|x|`,
        languages,
        unanswered: 3,
        answered_by: { [hostile]: 5, [`=2+${longLine}`]: 1 },
        fingerprints: { [hostile]: 5, [`=2+${longLine}`]: 1 },
        channels: { tool_calls: { ...languageReport('ja', 0), languages } },
      },
      ...rest,
    ],
    comparisons: report.comparisons.flatMap((row) => [
      { ...row, baseline: id },
      ...(row.language === 'ja' ? [{ ...row, baseline: id, language: tag }] : []),
    ]),
    lengths: report.lengths.flatMap((row) => [
      { ...row, baseline: id },
      ...(row.language === 'ja' ? [{ ...row, baseline: id, language: tag }] : []),
    ]),
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
      zone: 'text',
    }),
  );
  const overlapping = finding(text, 'смотр', 'Cyrl');
  return {
    flagged: 2,
    shown: [
      answerShown({
        key: `${hostile}1`,
        target: hostile,
        simulated: true,
        language: hostile,
        prompt_id: hostile,
        prompt: hostile + longLine,
        repeat: 0,
        text,
        findings: [
          finding(text, '<script>', 'Latn'),
          finding(text, 'посмотреть', 'Cyrl'),
          overlapping,
          finding(text, 'привет', 'Cyrl'),
          ...bad,
        ],
      }),
      answerShown({
        key: `${hostile}2`,
        target: 'before',
        simulated: true,
        language: 'ar',
        prompt_id: 'wrong',
        prompt: null,
        repeat: 1,
        text: longLine,
        findings: [],
        instead: hostile,
      }),
    ],
  };
}
