/** What the model cannot write, in several states beside each other. */

import { shortened } from '../../../files/index.js';
import { count, NO_NUMBER, percentWithBounds, plural, pValue } from '../../../reports/display/index.js';
import type { ProbeChange, ProbedState } from '../../report/index.js';
import { type Column, left, right, type Section, token } from '../document/index.js';
import { languageOfClass, listedToken } from '../names.js';
import { classLines } from './scripts.js';

type States = readonly ProbedState[];

/** A column of states, where there are several. */
const stateColumn = (states: States): Column[] => (states.length > 1 ? [left('state')] : []);

interface Shown {
  readonly tokens: number;
  readonly probed: number;
  readonly forgotten: number;
  readonly undecided: number;
  readonly share: { readonly rate: number | null; readonly low: number | null; readonly high: number | null };
}

const WAYS: Readonly<Record<ProbedState['way'], string>> = {
  sampling: 'by sampling',
  prefill: 'by the probabilities of a prompt',
  next_token: 'by the probabilities of the next token',
  magikarp: 'by the published verification of under-trained tokens',
};

/** `damaged → repaired: of 500 tokens asked in both 24 came back and 1 was lost (p <0.001).` */
const changeText = ({ baseline, candidate, tokens, recovered, lost, p }: ProbeChange): string =>
  `${baseline} → ${candidate}: of ${plural(tokens, 'token')} decided in both ${count(recovered)} came back and ${count(lost)} ${lost === 1 ? 'was' : 'were'} lost${p === null ? '' : ` (p ${pValue(p)}, McNemar’s exact test${p < 0.05 ? '' : ', not significant'})`}.`;

const rowOf = (
  states: States,
  name: string,
  state: string,
  { tokens, probed, forgotten, undecided, share }: Shown,
) => [
  name,
  ...(states.length > 1 ? [state] : []),
  count(tokens),
  count(probed),
  count(forgotten),
  ...(states.some((one) => one.undecided > 0) ? [count(undecided)] : []),
  share.rate === null ? NO_NUMBER : percentWithBounds(share),
];

function classSection(states: States, changes: readonly ProbeChange[]): Section {
  const names = [...new Set(states.flatMap((one) => one.classes.map((own) => own.class)))];
  const lines = classLines(names.map((name) => ({ class: name })));
  const whole = (state: ProbedState): Shown => ({
    ...state,
    tokens: state.classes.reduce((sum, one) => sum + one.tokens, 0),
    share: state.vocabulary ?? { rate: null, low: null, high: null },
  });
  return {
    id: 'probe',
    title: 'What the model cannot write',
    lead: 'Forgotten: written in at most 1 of 5 answers. Shares are of the tokens that a prompt can ask for, with their 95% intervals.',
    table: {
      grouped: states.length > 1,
      columns: [
        left('class'),
        ...stateColumn(states),
        right('tokens'),
        right('probed'),
        right('forgotten'),
        ...(states.some((one) => one.undecided > 0) ? [right('undecided')] : []),
        right('share'),
      ],
      rows: [
        ...states.map((state) => rowOf(states, 'all', state.state, whole(state))),
        ...lines.flatMap(({ name, of }) =>
          states.flatMap((state) => {
            const own = state.classes.filter((one) => of.some((each) => each.class === one.class));
            const sum = (value: (one: (typeof own)[number]) => number): number =>
              own.reduce((total, one) => total + value(one), 0);
            if (sum((one) => one.probed) === 0) return [];
            const [only] = own;
            const shown: Shown = {
              tokens: sum((one) => one.tokens),
              probed: sum((one) => one.probed),
              forgotten: sum((one) => one.forgotten),
              undecided: sum((one) => one.undecided),
              // Of several classes each has its own.
              share: own.length === 1 && only !== undefined ? only : { rate: null, low: null, high: null },
            };
            return [rowOf(states, name, state.state, shown)];
          }),
        ),
      ],
    },
    notes: [
      ...changes.map(changeText),
      ...states.map(
        ({ state, model, way, why, done, magikarp }) =>
          `${state}: ${model}, ${WAYS[way]}: ${why}.${magikarp === undefined ? '' : ` ${count(magikarp.strong)} strongly, ${count(magikarp.weak)} weakly verified.`}${done ? '' : ' It is not whole.'}`,
      ),
    ],
  };
}

/** Forgotten tokens that are shown, and UTF-16 code units of each. */
const FORGOTTEN = 30;
const LONGEST = 24;

/** Forgotten tokens of the state that has most, and what the others do with them. */
function forgottenSection(states: States): Section[] {
  const worst = [...states].sort((a, b) => b.forgotten - a.forgotten)[0];
  if (worst === undefined || worst.forgotten_tokens.length === 0) return [];
  const cells = states.map((state) => {
    const asked = new Map(
      [...state.forgotten_tokens, ...state.undecided_tokens].map((one) => [
        one.id,
        one.of === 0 ? `p ${one.probability?.toPrecision(2) ?? NO_NUMBER}` : `${one.written} of ${one.of}`,
      ]),
    );
    const written = new Set(state.written_ids);
    return (id: number): string => asked.get(id) ?? (written.has(id) ? 'written' : NO_NUMBER);
  });
  return [
    {
      id: 'forgotten',
      title: states.length > 1 ? `Forgotten in ${worst.state}` : 'Forgotten',
      lead: 'In how many answers each was written, the least first.',
      table: {
        columns: [
          token('token'),
          right('id'),
          ...states.map(({ state }) => right(states.length > 1 ? state : 'written')),
        ],
        rows: worst.forgotten_tokens
          .slice(0, FORGOTTEN)
          .map((one) => [
            { text: shortened(listedToken(one), LONGEST), language: languageOfClass(one.class) },
            String(one.id),
            ...cells.map((cell) => cell(one.id)),
          ]),
      },
    },
  ];
}

export function probeSections(states: States, changes: readonly ProbeChange[]): readonly Section[] {
  return states.length === 0 ? [] : [classSection(states, changes), ...forgottenSection(states)];
}

/** `damaged: 24 of 500 probed tokens forgotten`. */
export const probeOverview = (states: States): readonly string[] =>
  states.map(
    ({ state, forgotten, probed }) =>
      `${states.length > 1 ? `${state}: ` : ''}${count(forgotten)} of ${plural(probed, 'probed token')} forgotten`,
  );
