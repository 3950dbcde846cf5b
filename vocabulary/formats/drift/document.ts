/** Drift in sections, for the terminal and the page. */

import { shortened } from '../../../files/index.js';
import { count, NO_NUMBER, percent, plural } from '../../../reports/display/index.js';
import {
  type Changed,
  type Drift,
  type Measured,
  PERCENTILES,
  type Summary,
  THRESHOLDS,
} from '../../drift/index.js';
import type { Vocabulary } from '../../tokenizer/index.js';
import { cosineShown, number, underShown } from '../cosines.js';
import {
  type Cell,
  type Document,
  left,
  right,
  type Section,
  token,
  type Written,
} from '../document/index.js';
import { className, tokenCell } from '../names.js';

const UNDER = THRESHOLDS.map((one) => right(`under ${one}`));

/** UTF-16 code units that a token is shown with: some are a hundred signs. */
const LONGEST = 24;

/** Neighbours that are shown of those that JSON has. */
const NEIGHBOURS = 3;

function tokensShown(vocabulary: Vocabulary | undefined): (id: number) => Written {
  return (id) => {
    if (vocabulary === undefined) return { text: `#${id}` };
    const { text, language } = tokenCell(vocabulary, id);
    return { text: shortened(text, LONGEST), language };
  };
}

function classSection({ classes, ...all }: Drift): Section {
  const row = (
    name: string,
    { tokens, mean, lowest, under }: Pick<Summary, 'tokens' | 'mean' | 'lowest' | 'under'>,
  ) => [name, count(tokens), cosineShown(mean), cosineShown(lowest), ...underShown(under, tokens)];
  return {
    id: 'classes',
    title: 'Cosine of rows before and after, by class',
    lead:
      classes.length === 0
        ? 'There is no tokenizer beside the checkpoint, so nobody knows which row is of which token.'
        : 'By the scripts of the tokens’ letters. Norms, distances and the cosine of each token are in the CSV.',
    table: {
      columns: [left('class'), right('tokens'), right('mean'), right('lowest'), ...UNDER],
      rows: [...classes.map((one) => row(className(one.class), one)), row('all', all)],
    },
    notes: notesOf({ classes, ...all }),
  };
}

function notesOf({
  without_cosine: { zero, not_finite: notFinite },
  matched_by,
  only,
  unused,
}: Drift): string[] {
  return [
    ...(zero > 0 ? [`${plural(zero, 'row')} of zeros: no cosine.`] : []),
    ...(notFinite > 0 ? [`${plural(notFinite, 'row')} with NaN or infinity: no cosine.`] : []),
    ...(matched_by === 'token' ? ['The vocabularies differ: rows are matched by their tokens.'] : []),
    ...(['base', 'post'] as const)
      .filter((side) => only[side].length > 0)
      .map(
        (side) =>
          `${plural(only[side].length, 'row')} that ${side === 'base' ? 'BASE' : 'POST'} alone has: left out.`,
      ),
    ...(unused === null
      ? []
      : [
          `${plural(unused.rows, 'row')} known to be unused: the CSV has the distance of each other one to their mean.`,
        ]),
  ];
}

function spreadSection({ input, percentiles, ...all }: Drift): Section {
  const row = (name: string, one: Pick<Summary, 'mean' | 'lowest' | 'percentiles'>): readonly string[] => [
    name,
    cosineShown(one.lowest),
    ...PERCENTILES.map((percentile) => cosineShown(one.percentiles?.[percentile] ?? null)),
    cosineShown(one.mean),
  ];
  return {
    id: 'spread',
    title: 'Spread of the cosines',
    lead: 'So many per cent of the rows have at most this cosine. The input embeddings are the control: where they moved as much, training moved all.',
    table: {
      columns: [
        left('rows of'),
        right('lowest'),
        ...PERCENTILES.map((one) => right(`${one}%`)),
        right('mean'),
      ],
      rows: [
        row(all.base.tied && all.post.tied ? 'the output matrix, tied to the input' : 'the output matrix', {
          percentiles,
          ...all,
        }),
        ...(input === null ? [] : [row('the input embeddings', input)]),
      ],
    },
    notes:
      input === null && !(all.base.tied && all.post.tied)
        ? ['The input embeddings were not read; --input reads them.']
        : [],
  };
}

function shiftSection({ shared_shift: { rows, norm, share, cosine } }: Drift): Section {
  return {
    id: 'shared-shift',
    title: 'What rows moved by together',
    lead: 'The mean of the rows’ shifts. Rows that training never shows all move the same way.',
    table: {
      columns: [
        right('rows'),
        right('norm of the mean shift'),
        right('its part of the squared shifts'),
        right('mean cosine with it'),
      ],
      rows: [
        [
          count(rows),
          number(norm),
          percent(share),
          cosine === null ? NO_NUMBER : cosine.toFixed(3).replace('-', '−'),
        ],
      ],
    },
  };
}

const BAR = 40;

function histogramSection({ histogram }: Drift): Section {
  const most = Math.max(1, ...histogram.map(({ tokens }) => tokens));
  const first = Math.max(
    0,
    histogram.findIndex(({ tokens }) => tokens > 0),
  );
  return {
    id: 'histogram',
    title: 'Histogram',
    lead: '',
    table: {
      columns: [left('cosine from'), left('to'), right('tokens'), left('')],
      rows: histogram
        .slice(first)
        .map(({ from, to, tokens }) => [
          String(from),
          String(to),
          count(tokens),
          tokens === 0 ? '' : '█'.repeat(Math.max(1, Math.round((BAR * tokens) / most))),
        ]),
    },
  };
}

function changedSection({ changed, vocabulary }: Measured, most: number): Section[] {
  const shown = tokensShown(vocabulary);
  const hasUnused = changed.some(({ unusedPost }) => unusedPost !== null);
  if (changed.length === 0 || most === 0) return [];
  return [
    {
      id: 'changed',
      title: 'Most changed',
      lead: hasUnused
        ? 'The lowest cosines. Unused: cosine distance to the mean of rows known to be unused, before and after; near 0 a token was never trained.'
        : 'The lowest cosines.',
      table: {
        columns: [
          token('token'),
          right('id'),
          ...(vocabulary === undefined ? [] : [left('class')]),
          right('cosine'),
          right('L2 difference'),
          right('norm before'),
          right('after'),
          ...(hasUnused ? [right('unused before'), right('after')] : []),
        ],
        rows: changed
          .slice(0, most)
          .map((one) => [
            shown(one.id),
            String(one.id),
            ...(one.class === null ? [] : [className(one.class)]),
            cosineShown(one.cosine),
            number(one.l2),
            number(one.normBase),
            number(one.normPost),
            ...(hasUnused ? [number(one.unusedBase), number(one.unusedPost)] : []),
          ]),
      },
    },
  ];
}

function neighbourSection({ drift: { neighbours }, vocabulary }: Measured): Section[] {
  if (neighbours.length === 0) return [];
  const shown = tokensShown(vocabulary);
  const list = (found: readonly Changed[]): Cell => ({
    list: found.slice(0, NEIGHBOURS).map(({ id }) => shown(id)),
  });
  return [
    {
      id: 'neighbours',
      title: 'Neighbours of the most changed',
      lead: 'The tokens with the closest rows.',
      table: {
        columns: [token('token'), token('before'), token('after'), right('kept')],
        rows: neighbours.map(({ id, base, post, kept }) => [
          shown(id),
          list(base),
          list(post),
          `${kept} of ${base.length}`,
        ]),
      },
    },
  ];
}

/** Drift in sections, with so many of the most changed tokens. */
export function driftDocument(measured: Measured, most: number): Document {
  const { drift } = measured;
  const { tokens, mean, lowest, under, base, post } = drift;
  const [at95, at90] = underShown(under, tokens);
  return {
    title: `Drift from ${base.address} to ${post.address}`,
    overview: `${plural(tokens, 'row')} of ${post.tensor}: mean cosine ${cosineShown(mean)}, lowest ${cosineShown(lowest)}, ${at95} under 0.95, ${at90} under 0.90`,
    sections: [
      classSection(drift),
      spreadSection(drift),
      shiftSection(drift),
      ...changedSection(measured, most),
      ...neighbourSection(measured),
      histogramSection(drift),
    ],
  };
}
