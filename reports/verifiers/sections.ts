/** Tables of the metrics of verifiers, and their lines in the CSV. */

import {
  type CsvValue,
  csvRate,
  EVERYWHERE,
  number,
  type Section,
  target,
  text,
  viewOf,
  WIDE,
} from '../cells.js';
import { count, percentWithBounds, plural, pValue } from '../display/index.js';
import type { Report, TargetReport } from '../types.js';
import type { Finishes, Metric, MetricRow } from './types.js';

const NAMES: Readonly<Record<Metric, string>> = {
  query_success_rate: 'Query success',
  finish_tool_calls_rate: 'Finish tool calls',
  tool_calls_match_rate: 'Tool calls match',
  toolcalls_trigger_similarity: 'Trigger similarity (F1)',
  schema_accuracy: 'Schema accuracy',
  response_success_rate_not_only_reasoning: 'Not only reasoning',
  language_following_success_rate: 'Language following',
  scenario_check_pass_rate: 'Scenario check',
  error_repeating_success_rate: 'No repeating',
};

/** What is to be said of the difference: that it is told, what would tell it, or why nothing does. */
function saidOf({ verdict, more, metric }: MetricRow, isReference: boolean): string {
  if (isReference) return '';
  if (verdict === 'higher' || verdict === 'lower') return verdict;
  if (more !== null)
    return [
      ...(more.repeats === null ? [] : [plural(more.repeats, 'more run')]),
      ...(more.prompts === null ? [] : [plural(more.prompts, 'more request')]),
    ].join(' or ');
  if (verdict === 'undecided') return 'too alike for any number';
  return metric === 'toolcalls_trigger_similarity' ? 'run the reference again' : '';
}

const metricSection: Section = {
  id: 'verifier-metrics',
  title: 'Metrics of verifiers',
  in: EVERYWHERE,
  lead: ({ verifier }) =>
    `What MiniMax-Provider-Verifier and K2-Vendor-Verifier measure, by what their validators wrote.${
      verifier?.reference === null || verifier === undefined
        ? ' No reference was named (--vendors): nothing is told from it, and there is no similarity to it.'
        : ' Similarity is F1 with the reference as the truth, and of the reference how alike its own runs are. Targets are tested together by each metric, at 5%.'
    }`,
  view: ({ verifier }, place) =>
    viewOf<MetricRow>(
      [
        { head: 'Target', in: EVERYWHERE, cell: (row) => target(row.target), html: { scope: 'row' } },
        { head: 'Metric', in: EVERYWHERE, cell: ({ metric }) => text(NAMES[metric]) },
        { head: 'Of', align: 'right', in: EVERYWHERE, cell: ({ rate }) => number(count(rate.of)) },
        {
          head: 'Share (95% interval)',
          align: 'right',
          in: EVERYWHERE,
          cell: ({ rate }) => number(percentWithBounds(rate)),
        },
        {
          head: 'Reference (95% interval)',
          align: 'right',
          in: WIDE,
          cell: ({ reference_rate: rate }) => number(rate === null ? '' : percentWithBounds(rate)),
        },
        {
          head: 'Adjusted p',
          align: 'right',
          in: WIDE,
          cell: (row) => number(row.p_adjusted === null ? '' : pValue(row.p_adjusted)),
        },
        {
          head: 'Beside the reference',
          in: EVERYWHERE,
          cell: (row) =>
            text(saidOf(row, verifier?.reference === row.target || verifier?.reference === null)),
        },
      ],
      verifier?.metrics ?? [],
      place,
    ),
};

const finishSection: Section = {
  id: 'verifier-finishes',
  title: 'How responses ended',
  in: EVERYWHERE,
  lead: () => 'Responses by finish reason: the counts from which verifiers take their metrics.',
  view: ({ verifier }, place) =>
    viewOf<Finishes>(
      [
        { head: 'Target', in: EVERYWHERE, cell: (row) => target(row.target), html: { scope: 'row' } },
        ...(['tool_calls', 'stop', 'others', 'failed'] as const).map((name) => ({
          head: name === 'failed' ? 'no response' : name,
          align: 'right' as const,
          in: EVERYWHERE,
          cell: (row: Finishes) => number(count(row[name])),
        })),
      ],
      verifier?.finishes ?? [],
      place,
    ),
};

export const verifierSections: readonly Section[] = [metricSection, finishSection].map((section) => ({
  ...section,
  first: true,
}));

/** Each metric of a target as a line, by its name. */
export const verifierValues = ({ verifier }: Report, { id }: TargetReport): CsvValue[] =>
  (verifier?.metrics ?? [])
    .filter((row) => row.target === id)
    .map(({ metric, rate }) => csvRate(metric, rate));
