/** What slips most: the pieces of another script that stand in most answers. */

import * as v from 'valibot';
import type { ScriptCode } from '../../../detectors/bare/index.js';
import { number, type Section, target, text, viewOf } from '../../cells.js';
import { count, scriptName } from '../../display/index.js';
import type { Report, TargetReport } from '../../types.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';
import { slipsOf } from './slips.js';

/** A piece of another script, and the scored answers that it stands in. Its text is the model's. */
export interface Intruder {
  readonly script: ScriptCode;
  readonly text: string;
  readonly answers: number;
}

/** What it adds to the report of a target. */
export interface IntruderFields {
  /** The most frequent ones; missing where there are none. */
  readonly intruders?: readonly Intruder[];
}

/** Pieces of one answer, each once. */
export type Pieces = readonly (readonly [script: ScriptCode, text: string])[];

/** By script and text. */
type State = Map<string, number>;

/** Code units of a piece that is counted: longer ones are lines, and hardly come twice. */
const LONGEST = 24;
/** Pieces of one answer: one that loops has thousands. */
const OF_ONE = 20;
/** Pieces that a report names of a target. */
const NAMED = 20;

const stored = v.array(
  v.strictTuple([v.string(), v.string(), v.pipe(v.number(), v.integer(), v.minValue(1))]),
);

function merge(state: State, other: State): void {
  for (const [piece, answers] of other) state.set(piece, (state.get(piece) ?? 0) + answers);
}

const nameOf = (script: string, piece: string): string => `${script}\n${piece}`;

function partsOf(name: string): { script: string; text: string } {
  const at = name.indexOf('\n');
  return { script: name.slice(0, at), text: name.slice(at + 1) };
}

const ordered = (state: State) => [...state].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));

/** Of all targets, those in most answers first. */
function rowsOf({ targets }: Report) {
  const rows = new Map<string, { readonly script: string; readonly text: string; all: number }>();
  for (const { intruders: own = [] } of targets)
    for (const { script, text: piece, answers } of own) {
      const row = rows.get(nameOf(script, piece)) ?? { script, text: piece, all: 0 };
      row.all += answers;
      rows.set(nameOf(script, piece), row);
    }
  return [...rows.values()].sort((a, b) => b.all - a.all).slice(0, NAMED);
}

type Row = ReturnType<typeof rowsOf>[number];

const answersIn = ({ intruders: own = [] }: TargetReport, row: Row): number =>
  own.find(({ script, text: piece }) => script === row.script && piece === row.text)?.answers ?? 0;

const section: Section = {
  id: 'intruders',
  title: 'What slips most',
  in: ['html'],
  lead: () =>
    'Pieces of another script, and the scored answers that hold each. Pieces of more than 24 characters are not counted, nor more than 20 of one answer; a target without a number has it in fewer answers than its twenty most frequent ones.',
  view: (report, place) =>
    viewOf<Row>(
      [
        { head: 'Piece', cell: (row) => text(row.text), html: { scope: 'row', class: 'piece' } },
        { head: 'Script', cell: (row) => text(scriptName(row.script)) },
        ...report.targets.map((one) => ({
          head: target(one.id),
          align: 'right' as const,
          cell: (row: Row) => {
            const n = answersIn(one, row);
            return number(n === 0 ? '' : count(n));
          },
        })),
      ],
      rowsOf(report),
      place,
    ),
};

export const intruders: Measure<'intruders', State, IntruderFields, object> = {
  id: 'intruders',
  judge:
    () =>
    ({ outcome, detection }) => {
      if (detection === null || !isScored(outcome.state)) return undefined;
      const found = new Map<string, readonly [ScriptCode, string]>();
      for (const { script, text: piece } of slipsOf(outcome, detection)) {
        if (piece.length > LONGEST || piece.includes('\n')) continue;
        found.set(nameOf(script, piece), [script, piece]);
        if (found.size === OF_ONE) break;
      }
      return found.size === 0 ? undefined : [...found.values()];
    },
  empty: () => new Map(),
  tally(state, pieces) {
    for (const [script, piece] of pieces) {
      const name = nameOf(script, piece);
      state.set(name, (state.get(name) ?? 0) + 1);
    }
  },
  merge,
  toJSON: (state) =>
    ordered(state).map(([name, answers]) => {
      const { script, text: piece } = partsOf(name);
      return [script, piece, answers];
    }),
  fromJSON: (json) =>
    new Map(v.parse(stored, json).map(([script, piece, answers]) => [nameOf(script, piece), answers])),
  ofTarget(languages) {
    const all: State = new Map();
    for (const state of languages.values()) merge(all, state);
    if (all.size === 0) return {};
    return {
      intruders: ordered(all)
        .slice(0, NAMED)
        .map(([name, answers]) => ({ ...partsOf(name), answers })),
    };
  },
  ofLanguage: () => ({}),
  columns: { sections: [section] },
};
