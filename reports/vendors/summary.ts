/** What asking one vendor came to: how its requests ended, times, tokens, cost. */

import { rateOf } from '../rates.js';
import {
  type Amounts,
  effectiveValues,
  orderedValues,
  type PerUnit,
  perUnit,
  type Quantiles,
  quantilesIn,
} from '../statistics/index.js';
import type { Rate } from '../types.js';
import { type Inference, pooledFor } from '../units.js';
import type { Fact } from './facts.js';
import type { Cost, TokensPerAnswer, VendorRate, VendorTarget } from './types.js';
import { clustersOf, type Vendor, valuesOf } from './values.js';

/** What a million tokens cost. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

/** Quantiles of a number of every fact, NaN where it has none; null where none has. */
export function quantilesOf({ prompts }: Pick<Vendor, 'prompts'>, values: Float64Array): Quantiles | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const clusters = Array.from(prompts.values(), (places) =>
    places.map((place) => values[place] ?? Number.NaN).filter((value) => !Number.isNaN(value)),
  );
  // Answers to one prompt take alike.
  return quantilesIn(orderedValues(sorted), (p) => effectiveValues(clusters, p));
}

function speedOf(vendor: Vendor): VendorTarget['tokens_per_second'] {
  const streamed = vendor.facts.some(({ first }) => first !== undefined);
  const speeds = Float64Array.from(vendor.facts, ({ latency, first, output }) => {
    if (latency === undefined || output === undefined || output < 2) return Number.NaN;
    if (streamed && first === undefined) return Number.NaN;
    // The first token is there when the clock starts.
    const [tokens, ms] = streamed ? [output - 1, latency - (first ?? 0)] : [output, latency];
    return ms <= 0 ? Number.NaN : (tokens * 1000) / ms;
  });
  const found = quantilesOf(vendor, speeds);
  return found && { ...found, streamed };
}

/** Sum over the facts at these places. */
export function amountOver(
  facts: readonly Fact[],
  places: readonly number[],
  of: (fact: Fact) => Amounts | undefined,
): Amounts {
  let [amount, units] = [0, 0];
  for (const place of places) {
    const fact = facts[place];
    const own = fact && of(fact);
    if (own === undefined) continue;
    amount += own.amount;
    units += own.units;
  }
  return { amount, units };
}

/** Sums over the facts of each prompt. */
const amountsOf = (
  { prompts, facts }: Pick<Vendor, 'prompts' | 'facts'>,
  of: (fact: Fact) => Amounts | undefined,
): Amounts[] =>
  Array.from(prompts.values(), (places) => amountOver(facts, places, of)).filter(
    ({ amount, units }) => amount > 0 || units > 0,
  );

function tokensOf(vendor: Vendor): TokensPerAnswer | null {
  const of = vendor.facts.filter(({ input }) => input !== undefined).length;
  const mean = (tokens: (fact: Fact) => number | undefined): PerUnit | null =>
    perUnit(
      amountsOf(vendor, (fact) => {
        const amount = tokens(fact);
        return amount === undefined ? undefined : { amount, units: 1 };
      }),
    );
  const [prompt, completion] = [mean(({ input }) => input), mean(({ output }) => output)];
  if (prompt === null || completion === null) return null;
  // An endpoint that counts them leaves them out of answers without any.
  const reasons = vendor.facts.some(({ reasoning }) => reasoning !== undefined);
  const reasoning = reasons
    ? mean(({ output, reasoning: own }) => (output === undefined ? undefined : (own ?? 0)))
    : null;
  return { of, prompt, completion, reasoning };
}

/** What a sample cost; undefined where its tokens are not known. */
const priceOf = ({ input, output }: Fact, prices: Prices): number | undefined =>
  input === undefined || output === undefined
    ? undefined
    : (input * prices.input + output * prices.output) / 1e6;

/** What was paid, for each clean answer. One whose tokens are not known is neither paid for nor counted. */
export function paidForClean(fact: Fact, prices: Prices): Amounts {
  const price = priceOf(fact, prices);
  return price === undefined
    ? { amount: 0, units: 0 }
    : { amount: price, units: fact.state === 'clean' ? 1 : 0 };
}

function costOf(vendor: Vendor, prices: Prices | undefined): Cost | null {
  if (prices === undefined) return null;
  const paid = amountsOf(vendor, (fact) => {
    const amount = priceOf(fact, prices);
    return amount === undefined ? undefined : { amount, units: 1 };
  });
  const per_answer = perUnit(paid);
  if (per_answer === null) return null;
  return {
    total: paid.reduce((sum, { amount }) => sum + amount, 0),
    per_answer,
    per_clean_answer: perUnit(amountsOf(vendor, (fact) => paidForClean(fact, prices))),
  };
}

/** Requests that brought no answer, prompt by prompt. */
function failedRequests(vendor: Vendor, inference: Inference): Rate {
  const requests = amountsOf(vendor, ({ failed, attempts }) => ({ amount: failed, units: attempts }));
  const clusters = requests.map(({ amount, units }) => ({ events: amount, trials: units }));
  return rateOf(pooledFor(inference, clusters));
}

/** All but ranks, and when it was asked. */
export function summaryOf(
  vendor: Vendor,
  prices: Prices | undefined,
  inference: Inference,
): Omit<VendorTarget, 'ranks' | 'asked'> {
  const rate = (measure: VendorRate): Rate =>
    rateOf(pooledFor(inference, clustersOf(vendor, valuesOf(vendor, measure))));
  return {
    failed_requests: failedRequests(vendor, inference),
    error: rate('error'),
    refused: rate('refused'),
    empty: rate('empty'),
    cut_off: rate('cut_off'),
    only_reasoning: rate('only_reasoning'),
    retried: rate('retried'),
    tokens_per_second: speedOf(vendor),
    tokens: tokensOf(vendor),
    cost: costOf(vendor, prices),
  };
}
