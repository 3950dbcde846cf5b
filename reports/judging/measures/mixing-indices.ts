/** The literature's indices of mixing, over the scored answers of a language as sequences of language-tagged units. */

import * as v from 'valibot';
import {
  codeMixingIndex,
  countSwitches,
  integrationIndex,
  type LanguageTag,
  languageConfusionEntropy,
  languageUnits,
  multilingualIndexOf,
  type Switches,
  type UnitTag,
} from '../../../detectors/bare/index.js';
import { type Column, type CsvValue, number } from '../../cells.js';
import { indexValue } from '../../display/index.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** Indices of mixing over the scored responses of a language; null without any. */
export interface MixingIndices {
  readonly responses: number;
  /** Responses with units of more than one language. */
  readonly mixed: number;
  /** Code-mixing index, 0..100: mean over all responses, and over the mixed ones. */
  readonly cmi: number | null;
  readonly cmi_mixed: number | null;
  /** Multilingual index, 0..1, of all responses as one corpus. */
  readonly m_index: number | null;
  /** Integration index, 0..1. */
  readonly i_index: number | null;
  /** Language confusion entropy, nats: mean over all responses. */
  readonly confusion_entropy: number | null;
}

/** What it adds to the report of a language. */
export interface MixingIndexFields {
  /** Only where the literature's measures were asked for. */
  readonly mixing_indices?: MixingIndices;
}

/** A scored response as a sequence of language-tagged units. */
export interface MixingUnits extends Switches {
  /** Units by language, in the order of their first appearance; those of no language are left out. */
  readonly counts: readonly (readonly [string, number])[];
  /** Code-mixing index, 0..100. */
  readonly codeMixing: number;
  /** Language confusion entropy, nats. */
  readonly entropy: number;
}

function unitsOf(tags: readonly UnitTag[], language: LanguageTag): MixingUnits {
  const counts = new Map<string, number>();
  for (const tag of tags) if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return {
    counts: [...counts],
    ...countSwitches(tags),
    codeMixing: codeMixingIndex(tags),
    entropy: languageConfusionEntropy(tags, language),
  };
}

/** Sums over responses. */
interface State {
  responses: number;
  mixed: number;
  codeMixing: number;
  entropy: number;
  pairs: number;
  switches: number;
  readonly counts: Map<string, number>;
}

const sum = v.pipe(v.number(), v.minValue(0));
const stored = v.strictObject({
  responses: sum,
  mixed: sum,
  codeMixing: sum,
  entropy: sum,
  pairs: sum,
  switches: sum,
  counts: v.array(v.strictTuple([v.string(), sum])),
});

function merge(state: State, { counts, ...sums }: Omit<State, 'counts'> & Pick<MixingUnits, 'counts'>): void {
  state.responses += sums.responses;
  state.mixed += sums.mixed;
  state.codeMixing += sums.codeMixing;
  state.entropy += sums.entropy;
  state.pairs += sums.pairs;
  state.switches += sums.switches;
  for (const [tag, n] of counts) state.counts.set(tag, (state.counts.get(tag) ?? 0) + n);
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

function indicesOf({ responses, mixed, codeMixing, entropy, counts, ...switches }: State): MixingIndices {
  return {
    responses,
    mixed,
    cmi: share(codeMixing, responses),
    cmi_mixed: share(codeMixing, mixed),
    m_index: responses === 0 ? null : multilingualIndexOf([...counts.values()]),
    i_index: responses === 0 ? null : integrationIndex(switches),
    confusion_entropy: share(entropy, responses),
  };
}

/** Its columns in the table of the literature's measures. */
export const indexColumns: readonly Column<{ readonly indices: MixingIndices }>[] = [
  { head: 'CMI', align: 'right', cell: ({ indices }) => number(indexValue(indices.cmi, 2)) },
  { head: 'M-index', align: 'right', cell: ({ indices }) => number(indexValue(indices.m_index)) },
  { head: 'I-index', align: 'right', cell: ({ indices }) => number(indexValue(indices.i_index)) },
  { head: 'Entropy', align: 'right', cell: ({ indices }) => number(indexValue(indices.confusion_entropy)) },
];

const value = (measure: string, rate: number | null, more: Partial<CsvValue> = {}): CsvValue => ({
  measure,
  count: null,
  of: null,
  rate,
  low: null,
  high: null,
  ...more,
});

export const mixingIndices: Measure<'mixing_indices', State, object, MixingIndexFields> = {
  id: 'mixing_indices',
  wanted: (wanted) => wanted.lcb !== undefined,
  judge:
    () =>
    ({ case: { sample }, policy, detection, outcome }) =>
      detection === null || !isScored(outcome.state)
        ? undefined
        : unitsOf(languageUnits(sample.answer ?? '', policy, detection), policy.language),
  empty: () => ({
    responses: 0,
    mixed: 0,
    codeMixing: 0,
    entropy: 0,
    pairs: 0,
    switches: 0,
    counts: new Map(),
  }),
  tally: (state, units) => merge(state, { ...units, responses: 1, mixed: units.codeMixing > 0 ? 1 : 0 }),
  merge: (state, other) => merge(state, { ...other, counts: [...other.counts] }),
  toJSON: (state) => ({ ...state, counts: [...state.counts] }),
  fromJSON(json) {
    const { counts, ...sums } = v.parse(stored, json);
    return { ...sums, counts: new Map(counts) };
  },
  ofTarget: () => ({}),
  ofLanguage: (state) => ({ mixing_indices: indicesOf(state) }),
  columns: {
    language: [
      {
        csv: ({ cell: { mixing_indices: indices } }) =>
          indices === undefined
            ? []
            : [
                value('cmi', indices.cmi, { count: indices.mixed, of: indices.responses }),
                value('cmi_mixed', indices.cmi_mixed),
                value('m_index', indices.m_index),
                value('i_index', indices.i_index),
                value('confusion_entropy', indices.confusion_entropy),
              ],
      },
    ],
  },
};
