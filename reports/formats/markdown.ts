/** The report as Markdown tables (GitHub's syntax), to paste into release notes. */

import {
  channelRows,
  count,
  headlineSentence,
  languageName,
  languagesOf,
  pairsOf,
  percent,
  percentWithBounds,
  pointsWithBounds,
  pValue,
  SIMULATED,
  simulatedTargets,
  sizes,
  subjectOf,
  targetNotes,
  verdictWithSign,
} from '../display/index.js';
import type { Report, TargetReport } from '../types.js';
import { exemptionSection, literatureSections } from './markdown-measures.js';
import { escapeMarkdown, markdownTable as table } from './markdown-table.js';

/** Tables of targets, changes and languages. Whatever a target or a model is called, it stays inside its cell. */
export function renderMarkdown(report: Report): string {
  const simulated = simulatedTargets(report);
  const name = (id: string): string => `${escapeMarkdown(id)}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  const pairs = pairsOf(report);
  const sections = [
    '## Language mixing',
    ...pairs.flatMap((pair) => (pair.whole === null ? [] : [`**${headlineSentence(pair.whole, name)}**`])),
    targetTable(report.targets, name),
    ...noteList(report.targets, name),
    ...pairs.map((pair) =>
      [
        `### Changes: ${name(pair.baseline)} → ${name(pair.candidate)}`,
        table(
          [
            'Language',
            'Intruding script',
            '>Before',
            '>After',
            '>n',
            '>Change in points (95% interval)',
            '>Adjusted p',
            'Verdict',
          ],
          pair.rows.map((row) => [
            escapeMarkdown(languageName(row.language)),
            escapeMarkdown(subjectOf(row)),
            percent(row.baseline_rate.rate),
            percent(row.candidate_rate.rate),
            sizes(row),
            pointsWithBounds(row),
            pValue(row.p_adjusted),
            verdictWithSign(row.verdict),
          ]),
        ),
      ].join('\n\n'),
    ),
    ['### Languages', languageTable(report, name)].join('\n\n'),
    ...channelSection(report, name),
    ...literatureSections(report, name),
    ...exemptionSection(report, name),
    `Intervals are 95% intervals. Rates are shares of scored samples; excluded samples are counted, never dropped. ` +
      `Offscript detectors ${escapeMarkdown(report.detector.version)}, policy ${escapeMarkdown(report.detector.policy)}, ` +
      `Unicode ${escapeMarkdown(report.detector.unicode)}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function targetTable(targets: readonly TargetReport[], name: (id: string) => string): string {
  return table(
    [
      'Target',
      'Model',
      '>Samples',
      '>Scored',
      '>Error',
      '>Empty',
      '>Refused',
      '>Too short',
      '>Mixing (95% interval)',
      '>Wrong language (95% interval)',
      '>Retried',
    ],
    targets.map((target) => [
      name(target.id),
      escapeMarkdown(target.model),
      count(target.samples),
      count(target.scored),
      count(target.excluded.error),
      count(target.excluded.empty),
      count(target.excluded.refused),
      count(target.excluded.too_short),
      percentWithBounds(target.mixing),
      percentWithBounds(target.wrong_language),
      count(target.retried),
    ]),
  );
}

/** Empty where there is nothing to note. */
function noteList(targets: readonly TargetReport[], name: (id: string) => string): string[] {
  const items = targets.flatMap((target) =>
    targetNotes(target).map((note) => `- ${name(target.id)}: ${escapeMarkdown(note)}`),
  );
  return items.length === 0 ? [] : [items.join('\n')];
}

/** Empty where no sample has a channel beside its answer. */
function channelSection(report: Report, name: (id: string) => string): string[] {
  const rows = channelRows(report, languagesOf(report));
  if (rows.length === 0) return [];
  return [
    '### Beside the answer',
    'Reasoning and the arguments of tool calls, judged by themselves: they are in no other rate and in no comparison.',
    table(
      ['Channel', 'Language', 'Target', '>n', '>Mixing (95% interval)', '>Wrong language (95% interval)'],
      rows.map(({ channel, language, target, cell }) => [
        channel,
        escapeMarkdown(languageName(language)),
        name(target),
        count(cell.scored),
        percentWithBounds(cell.mixing),
        percentWithBounds(cell.wrong_language),
      ]),
    ),
  ];
}

function languageTable(report: Report, name: (id: string) => string): string {
  return table(
    ['Language', 'Target', '>n', '>Mixing (95% interval)', '>Wrong language (95% interval)'],
    languagesOf(report).flatMap((language) =>
      report.targets.flatMap((target) => {
        const cell = target.languages[language];
        if (cell === undefined) return [];
        return [
          [
            escapeMarkdown(languageName(language)),
            name(target.id),
            count(cell.scored),
            percentWithBounds(cell.mixing),
            percentWithBounds(cell.wrong_language),
          ],
        ];
      }),
    ),
  );
}
