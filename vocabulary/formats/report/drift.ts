/** Drift of several states beside each other: by class, in percentiles, in what they share, token by token. */

import { shortened } from '../../../files/index.js';
import { count, NO_NUMBER, percent } from '../../../reports/display/index.js';
import type { TokenClass } from '../../classes/index.js';
import {
  type ClassRow,
  type Drift,
  PERCENTILES,
  type Summary,
  THRESHOLDS,
  type Under,
} from '../../drift/index.js';
import type { OfState } from '../../report/index.js';
import { cosineShown, number, underShown } from '../cosines.js';
import { type Column, left, right, type Section, token } from '../document/index.js';
import { languageOfText, listedToken } from '../names.js';
import { classLines, sumOf } from './scripts.js';

type Drifts = readonly OfState<Drift>[];

/** A column of states, where there are several. */
const stateColumn = (drifts: Drifts): Column[] => (drifts.length > 1 ? [left('state')] : []);
const stateCell = (drifts: Drifts, state: string): string[] => (drifts.length > 1 ? [state] : []);

/** A class in each of the states that have it. */
interface ClassOfStates {
  readonly class: TokenClass;
  readonly states: readonly { readonly state: string; readonly row: ClassRow }[];
}

function ofAllStates(drifts: Drifts): ClassOfStates[] {
  const classes = new Map<TokenClass, { state: string; row: ClassRow }[]>();
  for (const { state, of } of drifts)
    for (const row of of.classes) {
      const known = classes.get(row.class);
      if (known === undefined) classes.set(row.class, [{ state, row }]);
      else known.push({ state, row });
    }
  return Array.from(classes, ([name, states]) => ({ class: name, states }));
}

/** The rows of several classes as one: the mean weighs each by its tokens. */
function together(rows: readonly ClassRow[]): Pick<Summary, 'tokens' | 'mean' | 'lowest' | 'under'> {
  const withMean = rows.filter(({ mean }) => mean !== null);
  const lowest = rows.flatMap((one) => one.lowest ?? []);
  const weight = sumOf(withMean, (one) => one.tokens);
  const under = (name: keyof Under): number => sumOf(rows, (one) => one.under[name]);
  return {
    tokens: sumOf(rows, (one) => one.tokens),
    mean: weight === 0 ? null : sumOf(withMean, (one) => (one.mean ?? 0) * one.tokens) / weight,
    lowest: lowest.length === 0 ? null : Math.min(...lowest),
    under: { '0.95': under('0.95'), '0.90': under('0.90') },
  };
}

function classSection(drifts: Drifts): Section {
  const row = (name: string, state: string, one: Pick<Summary, 'tokens' | 'mean' | 'lowest' | 'under'>) => [
    name,
    ...stateCell(drifts, state),
    count(one.tokens),
    cosineShown(one.mean),
    cosineShown(one.lowest),
    ...underShown(one.under, one.tokens),
  ];
  const lines = classLines(ofAllStates(drifts));
  return {
    id: 'drift',
    title: 'Rows before and after, by class',
    lead: 'The cosine between the row of a token in the output matrix before and after. All rows are compared, so that these figures have no interval.',
    table: {
      grouped: drifts.length > 1,
      columns: [
        left('class'),
        ...stateColumn(drifts),
        right('tokens'),
        right('mean'),
        right('lowest'),
        ...THRESHOLDS.map((one) => right(`under ${one}`)),
      ],
      rows: [
        ...drifts.map(({ state, of }) => row('all', state, of)),
        ...lines.flatMap(({ name, of }) =>
          drifts.flatMap(({ state }) => {
            const own = of.flatMap((one) => one.states.filter((each) => each.state === state));
            return own.length === 0 ? [] : [row(name, state, together(own.map((each) => each.row)))];
          }),
        ),
      ],
    },
    notes: [
      ...drifts.map(
        ({ state, of: { base, post } }) =>
          `${drifts.length > 1 ? `${state}: ` : ''}${base.address} → ${post.address}, ${post.tensor}`,
      ),
      ...(lines.length === 0 ? ['Without a tokenizer nobody knows which row is of which token.'] : []),
    ],
  };
}

/** The spread of each, with the input embeddings beside it where they were read. */
function spreadSection(drifts: Drifts): Section {
  const row = (state: string, what: string, one: Pick<Summary, 'mean' | 'lowest' | 'percentiles'>) => [
    ...stateCell(drifts, state),
    what,
    cosineShown(one.lowest),
    ...PERCENTILES.map((percentile) => cosineShown(one.percentiles?.[percentile] ?? null)),
    cosineShown(one.mean),
  ];
  return {
    id: 'spread',
    title: 'Spread of the cosines',
    lead: 'So many per cent of the rows have at most this cosine: a small model sits far above every fixed threshold. Input embeddings are the control.',
    table: {
      grouped: drifts.length > 1,
      columns: [
        ...stateColumn(drifts),
        left('rows of'),
        right('lowest'),
        ...PERCENTILES.map((one) => right(`${one}%`)),
        right('mean'),
      ],
      rows: drifts.flatMap(({ state, of }) => [
        row(state, 'the output matrix', of),
        ...(of.input === null ? [] : [row(state, 'the input embeddings', of.input)]),
      ]),
    },
  };
}

function shiftSection(drifts: Drifts): Section {
  return {
    id: 'shared-shift',
    title: 'What rows moved by together',
    lead: 'The mean of the rows’ shifts. Rows that training never shows all move the same way.',
    table: {
      columns: [
        ...stateColumn(drifts),
        right('rows'),
        right('norm of the mean shift'),
        right('its part of the squared shifts'),
        right('mean cosine with it'),
      ],
      rows: drifts.map(({ state, of: { shared_shift: shift } }) => [
        ...stateCell(drifts, state),
        count(shift.rows),
        number(shift.norm),
        percent(shift.share),
        shift.cosine === null ? NO_NUMBER : shift.cosine.toFixed(3).replace('-', '−'),
      ]),
    },
  };
}

/** Most changed tokens that are shown, and UTF-16 code units of each. */
const CHANGED = 30;
const LONGEST = 24;

/** The most changed tokens of the first state, and where the others have them. */
function changedSection(drifts: Drifts): Section[] {
  const [first] = drifts;
  if (first === undefined || first.of.changed.length === 0) return [];
  const cosines = drifts.map(({ of }) => new Map(of.changed.map(({ id, cosine }) => [id, cosine])));
  const cosineIn = (at: number, id: number): string => {
    const cosine = cosines[at]?.get(id);
    if (cosine !== undefined) return cosineShown(cosine);
    const last = drifts[at]?.of.changed.at(-1);
    return last === undefined ? '1' : `≥ ${cosineShown(last.cosine)}`;
  };
  return [
    {
      id: 'changed',
      title: drifts.length > 1 ? `Most changed in ${first.state}, and then` : 'Most changed',
      lead: 'The lowest cosines.',
      table: {
        columns: [
          token('token'),
          right('id'),
          ...drifts.map(({ state }) => right(drifts.length > 1 ? state : 'cosine')),
        ],
        rows: first.of.changed
          .slice(0, CHANGED)
          .map((one) => [
            { text: shortened(listedToken(one), LONGEST), language: languageOfText(one.text) },
            String(one.id),
            ...drifts.map((_, at) => cosineIn(at, one.id)),
          ]),
      },
    },
  ];
}

export function driftSections(drifts: Drifts): readonly Section[] {
  if (drifts.length === 0) return [];
  return [classSection(drifts), spreadSection(drifts), shiftSection(drifts), ...changedSection(drifts)];
}
