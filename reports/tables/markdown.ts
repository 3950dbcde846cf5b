/** The report as Markdown tables (GitHub's syntax), to paste into release notes. */

import type { Report, TargetReport } from '../types.js';
import { languagesOf, pairsOf, simulatedTargets } from './arrange.js';
import { headlineSentence } from './headline.js';
import { exemptionSection, literatureSections } from './markdown-measures.js';
import { escapeMarkdown, markdownTable as table } from './markdown-table.js';
import { languageName, SIMULATED, subjectOf, verdictWithSign } from './names.js';
import { count, percent, percentWithBounds, pointsWithBounds, pValue, sizes } from './numbers.js';

/** Tables of targets, changes and languages. Whatever a target or a model is called, it stays inside its cell. */
export function renderMarkdown(report: Report): string {
  const simulated = simulatedTargets(report);
  const name = (id: string): string => `${escapeMarkdown(id)}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  const pairs = pairsOf(report);
  const sections = [
    '## Language mixing',
    ...pairs.flatMap((pair) => (pair.whole === null ? [] : [`**${headlineSentence(pair.whole, name)}**`])),
    targetTable(report.targets, name),
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
