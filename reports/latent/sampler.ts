/** From the probabilities that a server gives to those by which it draws: temperature, top_k, top_p and min_p. */

import type { RunTarget } from '../../store/index.js';

/** What draws a target's tokens, as far as it changes probabilities. */
export interface Sampler {
  /** Whose probabilities a server gives: the model's, before anything of this, or those by which tokens are drawn. */
  readonly given: 'model' | 'sampler';
  readonly temperature: number;
  /** Tokens that are left; all where 0. */
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  /** Tokens that a list has where it is full; told by the lists themselves where missing. */
  readonly asked?: number;
  /** A setting that changes the model's probabilities in a way that they do not tell. */
  readonly beyond?: string;
}

/** Settings of requests that change probabilities otherwise, with the values that leave them as they are. */
const BEYOND: Readonly<Record<string, readonly unknown[]>> = {
  presence_penalty: [0],
  frequency_penalty: [0],
  repetition_penalty: [1],
  repeat_penalty: [1],
  logit_bias: [],
  typical_p: [1],
  typ_p: [1],
  top_a: [0],
  tfs: [1],
  epsilon_cutoff: [0],
  eta_cutoff: [0],
  top_n_sigma: [0, -1],
  top_nsigma: [0, -1],
  xtc_probability: [0],
  dry_multiplier: [0],
  dynatemp_range: [0],
  smoothing_factor: [0],
  mirostat: [0],
  mirostat_mode: [0],
  adaptive_target: [-1],
  quadratic_sampling: [0],
  response_format: [],
  guided_json: [],
  guided_regex: [],
  guided_choice: [],
  guided_grammar: [],
  structured_outputs: [],
  grammar: [''],
  json_schema: [],
  bad_words: [],
  allowed_token_ids: [],
  use_beam_search: [false],
};

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.keys(value as object).length === 0);

const numberIn = (fields: Readonly<Record<string, unknown>>, name: string, without: number): number => {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : without;
};

/** What draws the tokens of a target, as its suite says; what that does not say is taken for the usual: temperature 1, nothing cut off. */
export function samplerOf({
  sampling = {},
  extra_body = {},
  logprobs,
  logprobs_of,
}: Pick<RunTarget, 'sampling' | 'extra_body' | 'logprobs' | 'logprobs_of'>): Sampler {
  const fields: Readonly<Record<string, unknown>> = { ...extra_body, ...sampling };
  const beyond = Object.entries(BEYOND).find(
    ([name, neutral]) => name in fields && !isEmpty(fields[name]) && !neutral.includes(fields[name]),
  )?.[0];
  const named = logprobs_of ?? (fields.post_sampling_probs === true ? 'sampler' : 'model');
  const temperature = numberIn(fields, 'temperature', 1);
  return {
    given: named === 'sampler' ? 'sampler' : 'model',
    // What is given behind the temperature has it, and penalties and the like, which come before.
    temperature: named === 'temperature' && temperature > 0 ? 1 : temperature,
    topK: Math.max(0, numberIn(fields, 'top_k', 0)),
    topP: numberIn(fields, 'top_p', 1) || 1,
    minP: numberIn(fields, 'min_p', 0),
    ...(logprobs !== undefined && { asked: logprobs }),
    ...(beyond !== undefined && named === 'model' && { beyond }),
  };
}

/** Whether the probabilities given are those by which tokens are drawn. */
const isPlain = ({ given, temperature, topK, topP, minP }: Sampler): boolean =>
  given === 'sampler' || (temperature === 1 && topK === 0 && topP >= 1 && minP <= 0);

/** By what the likeliest tokens are drawn, the first ones first. */
export interface Drawn {
  /** Least and most that each may be; the same where all is known. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** What all others may come to together at most. */
  readonly rest: number;
}

/** Tokens that a vocabulary has at most: the largest of today's have 262,144. */
const MOST_TOKENS = 300_000;

/** What a weight function makes of tokens that are not listed: they have `mass` together, and none more than `each`. */
function tailWeight(mass: number, each: number, power: number, tokens: number): readonly [number, number] {
  if (mass <= 0 || each <= 0 || tokens <= 0) return [0, 0];
  const together = mass * each ** (power - 1);
  const spread = Math.min(tokens, MOST_TOKENS) ** (1 - power) * mass ** power;
  // A power over 1 makes most of few tokens, one under 1 of many.
  const [least, most] = power >= 1 ? [Math.min(spread, together), together] : [together, spread];
  // So many tokens at most, each of them at most so likely.
  const few = tokens * each ** power;
  return [tokens < MOST_TOKENS ? 0 : least, Math.min(most, few)];
}

/** Shares of weights that rounding may take them over: four decimals of a logarithm are given. */
const ROUNDING = 1e-6;

interface Cut {
  /** How many of the listed tokens are left. */
  readonly left: number;
  /** Whether any other may be left. */
  readonly tail: boolean;
  /** Where top_p is reached among tokens that are not listed: the share of all weight that is left then. */
  readonly upTo?: number;
}

/** What top_k, top_p and min_p leave of weights that are sorted, where `others` come to so much. */
function cut(
  weights: readonly number[],
  others: number,
  { topK, topP, minP }: Sampler,
  isMinPFirst: boolean,
): Cut {
  const inTopK = topK > 0 ? Math.min(topK, weights.length) : weights.length;
  const least = minP * (weights[0] ?? 0) * (1 - ROUNDING);
  const inMinP = minP > 0 ? weights.filter((weight) => weight >= least).length : weights.length;
  const isWhole = (left: number): boolean => left === weights.length && !(topK > 0 && topK <= left);
  const before = isMinPFirst ? Math.min(inTopK, inMinP) : inTopK;
  const tail = isWhole(before) && others > 0;
  const after = Math.min(before, inMinP);
  const left = { left: after, tail: isWhole(after) && tail };
  if (topP >= 1) return left;
  const listed = weights.slice(0, before).reduce((sum, weight) => sum + weight, 0);
  const upTo = topP * (listed + (tail ? others : 0));
  let sum = 0;
  for (const [i, weight] of weights.slice(0, before).entries()) {
    sum += weight;
    if (sum >= upTo * (1 - ROUNDING)) return { left: Math.min(i + 1, after), tail: false };
  }
  return { ...left, upTo };
}

/** One order in which samplers go: the temperature and min_p before the other cuts (vLLM, SGLang, Transformers), or behind them (llama.cpp). */
function drawnBy(model: readonly number[], others: number, sampler: Sampler, isTemperatureFirst: boolean) {
  const power = 1 / sampler.temperature;
  const each = model.at(-1) ?? 0;
  const heated = model.map((probability) => probability ** power);
  const tokens = sampler.topK > 0 ? Math.max(0, sampler.topK - model.length) : MOST_TOKENS;
  const heatedOthers = tailWeight(others, each, power, tokens);
  const weights = isTemperatureFirst ? heated : model;
  const tail = isTemperatureFirst ? heatedOthers : tailWeight(others, each, 1, tokens);
  const least = new Array<number>(model.length).fill(Number.POSITIVE_INFINITY);
  const most = new Array<number>(model.length).fill(0);
  let rest = 0;
  for (const tailOf of new Set(tail)) {
    const { left, tail: isOpen, upTo } = cut(weights, tailOf, sampler, isTemperatureFirst);
    const listed = heated.slice(0, left).reduce((sum, weight) => sum + weight, 0);
    let [low, high] = isOpen ? heatedOthers : [0, 0];
    if (isOpen && sampler.temperature === 1 && upTo !== undefined) {
      // The last token that is left is the one with which top_p is reached.
      low = Math.max(0, Math.min(high, upTo - listed));
      high = Math.min(high, low + each);
    } else if (isOpen && upTo !== undefined) low = 0;
    for (const [i, weight] of heated.entries()) {
      const is = i < left ? weight : 0;
      least[i] = Math.min(least[i] ?? 0, is / (listed + high));
      most[i] = Math.max(most[i] ?? 0, is / (listed + low));
    }
    rest = Math.max(rest, high === 0 ? 0 : high / (listed + high));
  }
  return { least, most, rest };
}

/**
 * By what tokens are drawn whose logprobs these are, the likeliest first; all that are not listed have the rest of the probability, and none
 * of them more than the last one that is. Of what the list does not settle there are bounds.
 */
export function drawnFrom(logprobs: readonly number[], sampler: Sampler): Drawn {
  const model = logprobs.map(Math.exp);
  const others = Math.max(0, 1 - model.reduce((sum, probability) => sum + probability, 0));
  if (isPlain(sampler)) return { least: model, most: model, rest: others };
  if (sampler.temperature === 1) return drawnBy(model, others, sampler, true);
  const [first, last] = [drawnBy(model, others, sampler, true), drawnBy(model, others, sampler, false)];
  return {
    least: first.least.map((value, i) => Math.min(value, last.least[i] ?? value)),
    most: first.most.map((value, i) => Math.max(value, last.most[i] ?? value)),
    rest: Math.max(first.rest, last.rest),
  };
}
