/** A probe in sections, for the terminal and the page. */

import { count, NO_NUMBER, percentWithBounds, plural } from '../../../reports/display/index.js';
import {
  type ClassProbe,
  type ProbeSummary,
  summarizeProbe,
  type TargetProbe,
  type Way,
  worstFirst,
} from '../../probe/index.js';
import { type Document, left, right, type Section, token } from '../document/index.js';
import { className, tokenShown } from '../names.js';
import type { ProbeResult } from './types.js';

const WAYS: Readonly<Record<Way, string>> = {
  sampling: 'Asked by sampling',
  prefill: 'Asked by prefill',
  next_token: 'Asked by the next token',
  magikarp: 'Verified',
};

const shown = (share: ProbeSummary['share']): string =>
  share === null ? NO_NUMBER : percentWithBounds(share);

function classSection(probe: TargetProbe, classes: readonly ClassProbe[], place: number): Section {
  const { way, why, requests } = probe;
  return {
    id: `target-${'i'.repeat(place + 1)}`,
    title: probe.target,
    lead: `${WAYS[way]}: ${why}.`,
    table: {
      columns: [left('class'), right('tokens'), right('probed'), right('forgotten'), right('share')],
      rows: classes
        .filter(({ probed }) => probed > 0)
        .map((one) => [
          className(one.class),
          count(one.tokens),
          count(one.probed),
          count(one.forgotten),
          shown(one.share),
        ]),
    },
    notes: [
      `${plural(requests.screen + requests.single, 'request')}: ${count(requests.screen)} that screened, ${count(requests.single)} for a token alone${requests.failed > 0 ? `; ${count(requests.failed)} without an answer` : ''}.`,
      ...(probe.isDone ? [] : ['It is not whole: the same command goes on.']),
    ],
  };
}

function foundSection(
  { vocabulary }: ProbeResult,
  { way, findings }: TargetProbe,
  { place, examples }: { readonly place: number; readonly examples: number },
): Section[] {
  const rows = worstFirst(findings)
    .filter(({ verdict }) => verdict === 'forgotten')
    .slice(0, examples)
    .map(({ id, written, of, probability, magikarp }) => [
      String(id),
      tokenShown(vocabulary, id),
      magikarp ?? (of === 0 ? NO_NUMBER : `${written} of ${of}`),
      probability === undefined ? NO_NUMBER : probability.toPrecision(2),
    ]);
  if (rows.length === 0) return [];
  return [
    {
      id: `forgotten-${'i'.repeat(place + 1)}`,
      title: 'Forgotten',
      lead:
        way === 'magikarp'
          ? 'A largest probability under 0.001 is strong, up to 0.1 weak. What is not among the likeliest tokens has less than what is shown.'
          : 'Written in at most 1 of 5 answers, the least first.',
      table: {
        columns: [right('id'), token('token'), right('written'), right('probability')],
        rows,
      },
    },
  ];
}

/** A probe in sections, with so many forgotten tokens of each target. */
export function probeSections(result: ProbeResult, examples: number): Document {
  const { vocabulary, choice, targets } = result;
  const summaries = targets.map((probe) => ({ probe, summary: summarizeProbe(choice, probe) }));
  const overview = summaries.map(({ probe, summary }) => {
    const { forgotten, probed, undecided, share } = summary;
    const whole = share === null ? '' : `; of the vocabulary ${percentWithBounds(share)}`;
    const open = undecided > 0 ? `, ${count(undecided)} undecided` : '';
    return `${probe.target}: ${count(forgotten)} of ${plural(probed, 'token')} forgotten${open}${whole}`;
  });
  return {
    title: `Probe with ${vocabulary.source.path}`,
    overview: overview.join('. '),
    sections: summaries.flatMap(({ probe, summary }, place) => [
      classSection(probe, summary.classes, place),
      ...foundSection(result, probe, { place, examples }),
    ]),
  };
}
