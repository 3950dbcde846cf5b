/** The columns of targets. */

import { type Column, csvCount, EVERYWHERE, MARKDOWN, number, text } from '../cells.js';
import { count } from '../display/index.js';
import type { TargetReport } from '../types.js';
import { csvRates, rateColumns } from './rates.js';

/** Samples in no rate, by the reason why. */
const excluded = (reason: keyof TargetReport['excluded'], head: string): Column<TargetReport> => ({
  head,
  group: 'Excluded',
  align: 'right',
  in: EVERYWHERE,
  cell: ({ excluded: counts }) => number(count(counts[reason])),
  csv: ({ excluded: counts, samples }) => [csvCount(reason, counts[reason], samples)],
});

/** What the answers of a target came to. */
export const targetColumns: readonly Column<TargetReport>[] = [
  { csv: csvRates },
  {
    head: 'Target',
    cell: ({ id, model }) => ({ kind: 'target', id, ...(model !== id && { model }) }),
    html: { scope: 'row' },
  },
  { head: 'Model', in: MARKDOWN, cell: ({ model }) => text(model) },
  { head: 'Samples', align: 'right', cell: ({ samples }) => number(count(samples)) },
  { head: 'Scored', align: 'right', cell: ({ scored }) => number(count(scored)) },
  excluded('error', 'Error'),
  excluded('empty', 'Empty'),
  excluded('refused', 'Refused'),
  excluded('too_short', 'Too short'),
  excluded('asked_otherwise', 'Asked otherwise'),
  ...rateColumns((row: TargetReport) => row),
];

/** What asking a target took. In the CSV these come behind the languages. */
export const askingColumns: readonly Column<TargetReport>[] = [
  {
    head: 'Retried',
    align: 'right',
    cell: ({ retried, requests }) => number(count(retried), { title: `${count(requests)} requests in all` }),
    html: { label: 'Retried samples' },
    csv: ({ retried, samples }) => [csvCount('retried', retried, samples)],
  },
  {
    csv: ({
      samples,
      requests,
      attempts = {},
      unanswered,
      spared,
      answered_by = {},
      fingerprints = {},
      identical_repeats,
      canary,
    }) => [
      ...(canary === undefined
        ? []
        : [{ ...csvCount(`canary ${canary.verdict}`, canary.readings), rate: canary.distance }]),
      ...(identical_repeats === undefined
        ? []
        : [csvCount('identical_repeats', identical_repeats.prompts, identical_repeats.of)]),
      csvCount('requests', requests),
      ...Object.entries(attempts).map(([name, n]) => csvCount(`requests ${name}`, n, requests)),
      ...(unanswered === undefined ? [] : [csvCount('unanswered', unanswered)]),
      ...(spared === undefined ? [] : [csvCount('spared', spared)]),
      ...Object.entries(answered_by).map(([name, n]) => csvCount(`answered_by ${name}`, n, samples)),
      ...Object.entries(fingerprints).map(([name, n]) => csvCount(`system_fingerprint ${name}`, n, samples)),
    ],
  },
];
