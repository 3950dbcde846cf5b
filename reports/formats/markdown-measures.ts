/** Sections of the Markdown for the literature's measures, and for what was exempted. */

import {
  count,
  exemptionRows,
  indexValue,
  languageName,
  languagesOf,
  NO_NUMBER,
  percent,
} from '../display/index.js';
import type { LcbReport, Report } from '../types.js';
import { escapeMarkdown, markdownTable } from './markdown-table.js';

type Name = (id: string) => string;

/** A rate of no response at all counts as passed in the benchmark's averages; by itself it says nothing. */
function ownRate({ judged }: LcbReport, rate: number | null): string {
  return judged === 0 ? NO_NUMBER : percent(rate);
}

function tasks({ targets }: Report, name: Name): string {
  return markdownTable(
    ['Target', 'Task', '>LPR', '>WPR', '>LCPR'],
    targets.flatMap(({ id, lcb = {} }) =>
      Object.entries(lcb).map(([task, { lpr, wpr, lcpr }]) => [
        name(id),
        task === '*' ? 'all' : escapeMarkdown(task),
        percent(lpr),
        percent(wpr),
        percent(lcpr),
      ]),
    ),
  );
}

function languages(report: Report, name: Name): string {
  return markdownTable(
    ['Language', 'Target', '>Judged', '>LPR', '>WPR', '>LCPR', '>CMI', '>M-index', '>I-index', '>Entropy'],
    languagesOf(report).flatMap((language) =>
      report.targets.flatMap(({ id, languages: cells }) => {
        const { lcb, mixing_indices: mixing } = cells[language] ?? {};
        if (lcb === undefined || mixing === undefined) return [];
        return [
          [
            escapeMarkdown(languageName(language)),
            name(id),
            count(lcb.judged),
            ownRate(lcb, lcb.lpr),
            ownRate(lcb, lcb.wpr),
            ownRate(lcb, lcb.lcpr),
            indexValue(mixing.cmi, 2),
            indexValue(mixing.m_index),
            indexValue(mixing.i_index),
            indexValue(mixing.confusion_entropy),
          ],
        ];
      }),
    ),
  );
}

/** Empty where they were not asked for. */
export function literatureSections(report: Report, name: Name): string[] {
  if (report.lcb === undefined) return [];
  const { words } = report.lcb;
  const list = words === null ? 'no list of English words was given' : `${count(words)} English words`;
  return [
    '### Measures of the literature',
    `Line, word and language confusion pass rates (Marchisio et al. 2024) by fastText's lid.176; ${list}. Averages are the ` +
      'benchmark’s: over languages, each the average of its sources.',
    tasks(report, name),
    'By language over all responses; code-mixing index (0 to 100), multilingual and integration index, language confusion entropy ' +
      'over the scored ones.',
    languages(report, name),
  ];
}

/** Empty where nothing was exempted. */
export function exemptionSection(report: Report, name: Name): string[] {
  const rows = exemptionRows(report);
  if (rows.length === 0) return [];
  return [
    '### What was exempted',
    'Spans in another script or language that are no finding, in scored samples; in brackets, samples with at least one.',
    markdownTable(
      ['Exempted', 'What it covers', ...report.targets.map(({ id }) => `>${name(id)}`)],
      rows.map(({ name: what, why, cells }) => [
        what,
        escapeMarkdown(why),
        ...cells.map(({ spans, samples }) => (spans === 0 ? '0' : `${count(spans)} (${count(samples)})`)),
      ]),
    ),
  ];
}
