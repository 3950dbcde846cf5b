/** Events of a target's samples, one by one: what is counted of each, in the order of its facts. */

import { type Counted, RATES, SIGNS, type Sign } from '../judging/index.js';
import type { Cluster } from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import { byPrompt, type Fact, questionOf } from './facts.js';
import type { ServiceMeasure, VendorAmount, VendorRate } from './types.js';

/** A target with all that is known of it. */
export interface Vendor {
  readonly id: string;
  readonly tally: TargetTally;
  readonly facts: readonly Fact[];
  /** Indices of facts by prompt. */
  readonly prompts: ReadonlyMap<number, readonly number[]>;
}

export const vendorOf = (id: string, tally: TargetTally, facts: readonly Fact[]): Vendor => ({
  id,
  tally,
  facts,
  prompts: byPrompt(facts),
});

/** Of each fact whether the event happened (1) or not (0); -1 where it is not looked for. */
export type Values = Int8Array;

/** What only facts tell. */
type Own = Exclude<ServiceMeasure, 'error' | 'refused'>;

const own: Readonly<Record<Own, (fact: Fact) => boolean | undefined>> = {
  empty: ({ isEmpty, state }) => (state === 'error' || state === 'refused' ? undefined : isEmpty),
  cut_off: ({ cut, state }) => (state === 'error' ? undefined : cut),
  only_reasoning: ({ onlyReasoning, state }) => (state === 'error' ? undefined : onlyReasoning),
  retried: ({ attempts }) => (attempts === 0 ? undefined : attempts > 1),
};

export const isOwn = (measure: VendorRate): measure is Own => measure in own;

const isSign = (measure: VendorRate): measure is Sign => SIGNS.some((sign) => sign === measure);

/** Events that tallies count, by the measure. */
export const eventOf = (measure: Exclude<VendorRate, Own | Sign>) =>
  measure === 'mixing' ? ({ measure, script: '*' } as const) : { measure };

/** Those that a comparison takes from the tallies. */
export type Tallied = ReturnType<typeof eventOf> | { readonly measure: Sign };
export const talliedOf = (measure: Exclude<VendorRate, Own>): Tallied =>
  isSign(measure) ? { measure } : eventOf(measure);

function countedIn(tally: TargetTally, measure: Exclude<VendorRate, Own>): Counted[] {
  if (isSign(measure))
    return [...tally.languages.keys()].flatMap(
      (language) => tally.measures.collapseIn(language)?.counted(measure) ?? [],
    );
  const event = eventOf(measure);
  return [...tally.languages.values()].map((outcomes) => outcomes.counted(event));
}

/** The values of a measure. */
export function valuesOf({ tally, facts }: Pick<Vendor, 'tally' | 'facts'>, measure: VendorRate): Values {
  if (isOwn(measure))
    return Int8Array.from(facts, (fact) => {
      const happened = own[measure](fact);
      return happened === undefined ? -1 : Number(happened);
    });
  const values = new Int8Array(facts.length).fill(-1);
  const places = new Map(facts.map((fact, i) => [questionOf(fact.own, fact.repeat), i]));
  for (const { samples, test } of countedIn(tally, measure))
    for (let i = 0; i < samples.size; i++) {
      const tested = test(i);
      const place = places.get(questionOf(samples.prompt(i), samples.repeat(i)));
      if (tested !== 0 && place !== undefined) values[place] = tested >> 1;
    }
  return values;
}

/** One cluster of values, of the facts at these places. */
export function clusterOf(values: Values, places: readonly number[]): Cluster {
  let [events, trials] = [0, 0];
  for (const place of places) {
    const value = values[place] ?? -1;
    if (value < 0) continue;
    trials++;
    events += value;
  }
  return { events, trials };
}

/** One cluster a prompt. */
export const clustersOf = ({ prompts }: Vendor, values: Values): Cluster[] =>
  Array.from(prompts.values(), (places) => clusterOf(values, places)).filter(({ trials }) => trials > 0);

/** What vendors are told apart by besides rates. */
export const AMOUNTS: readonly VendorAmount[] = ['latency', 'first_token', 'cost_of_clean'];

/** Rates that vendors are told apart by, in order: of the answers, signs of collapse, and what became of requests. */
export const RATE_MEASURES: readonly VendorRate[] = [
  'script_mixing',
  'word_mixing',
  'mixing',
  ...RATES.filter((rate) => rate !== 'script_mixing' && rate !== 'word_mixing'),
  ...SIGNS,
  'error',
  'refused',
  'empty',
  'cut_off',
  'only_reasoning',
  'retried',
];
