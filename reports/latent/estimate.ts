/** The rate that probabilities tell, beside the one that is counted, and whether it can be shown at all. */

import { rateOf } from '../rates.js';
import {
  differenceInterval,
  differenceOfMeans,
  type Interval,
  meanOf,
  rateInterval,
  type Unseen,
  type Values,
  worthOf,
} from '../statistics/index.js';
import type { Rate } from '../types.js';
import { pooledFor, unitsOf } from '../units.js';
import type { LatentTally, OfPrompt } from './tally.js';
import type { Pieces, Slip } from './types.js';

/** Why a rate is not shown. */
export type Withheld =
  | { readonly kind: 'greedy' | 'no_alternatives' }
  /** A setting that changes probabilities beyond what they tell. */
  | { readonly kind: 'beyond'; readonly setting: string }
  /** Answers whose tokens are not their text, or whose probabilities are none. */
  | { readonly kind: 'unusable'; readonly answers: number; readonly of: number }
  /** Share of places without any other token. */
  | { readonly kind: 'bare'; readonly share: number }
  /** How often the likeliest token was drawn, and how often that should be. */
  | { readonly kind: 'drawn_otherwise'; readonly likeliest: number; readonly expected: number }
  /** Slips that were counted, and as many as there should be. */
  | { readonly kind: 'disagrees'; readonly counted: number; readonly expected: number }
  /** What the lists do not hold leaves it open between these. */
  | { readonly kind: 'open'; readonly least: number; readonly most: number };

/** Answers with a letter of another script before any exemption, and how many that are by the probabilities of their tokens. */
export interface LatentReport {
  /** Counted, of the answers whose probabilities are known. */
  readonly slips: Rate;
  /** By probabilities, with its 95% interval; null where it is not shown. */
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many times as many answers would tell as much if they were counted. */
  readonly worth: number | null;
  readonly withheld?: Withheld;
  /** Answers with probabilities that could not be used. */
  readonly left_out?: number;
}

/** Share of the answers that may be unusable, and of places that may lack other tokens. */
const MOST_UNUSABLE = 0.1;
const MOST_BARE = 0.01;

/** Standard errors and share from which tokens are not drawn as the probabilities say. */
const ERRORS_OF_DRAWING = 5;
const SHARE_OF_DRAWING = 0.01;

/** Standard errors from which the slips are not those that the probabilities let expect. */
const ERRORS_OF_SLIPS = 4;

const middle = ({ least, most }: Slip): number => (least + most) / 2;

const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

function total(tallies: readonly LatentTally[], name: keyof LatentTally['sums']): number {
  return sumOf(tallies.map(({ sums }) => sums[name]));
}

const toldBy = (tallies: readonly LatentTally[]): number => sumOf(tallies.map(({ told }) => told));

function untoldBy(tallies: readonly LatentTally[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { untold } of tallies) for (const [why, n] of untold) all.set(why, (all.get(why) ?? 0) + n);
  return all;
}

/** How a server gives pieces: as one where that was ever seen, in whatever language. */
export const piecesOf = (tallies: readonly LatentTally[]): Pieces =>
  tallies.some(({ pieces }) => pieces === 'joined') ? 'joined' : 'apart';

/** Settings of a target and answers that cannot be used: what is known before anything is added up. */
function withheldBefore(tallies: readonly LatentTally[]): Withheld | undefined {
  const untold = untoldBy(tallies);
  const told = toldBy(tallies);
  for (const why of untold.keys()) {
    if (why === 'greedy') return { kind: 'greedy' };
    if (why.startsWith('beyond ')) return { kind: 'beyond', setting: why.slice('beyond '.length) };
  }
  const answers = sumOf(untold.values());
  const of = told + answers;
  if (answers > MOST_UNUSABLE * of) {
    if ((untold.get('no_alternatives') ?? 0) > answers / 2) return { kind: 'no_alternatives' };
    return { kind: 'unusable', answers, of };
  }
  const all = total(tallies, 'all');
  const bare = total(tallies, 'bare');
  if (bare > MOST_BARE * all) return { kind: 'bare', share: bare / all };
  const [places, likeliest, expected] = [
    total(tallies, 'places'),
    total(tallies, 'likeliest'),
    total(tallies, 'expected'),
  ];
  const distance = Math.abs(likeliest - expected);
  const isOff = distance > ERRORS_OF_DRAWING * Math.sqrt(Math.max(1, total(tallies, 'variance')));
  if (isOff && distance > SHARE_OF_DRAWING * places)
    return { kind: 'drawn_otherwise', likeliest: likeliest / places, expected: expected / places };
  return undefined;
}

/**
 * Slips by tokens that are not listed count as themselves. Where fewer of them were seen than the less likely half of the lists lets expect of what is not listed, so few answers do not show how these vary.
 */
function unseenIn(tallies: readonly LatentTally[]): Unseen {
  const tails = tallies.map((tally) => tally.tail(piecesOf(tallies)));
  const tail = sumOf(tails.map((one) => one.tail));
  const share = tail > 0 ? sumOf(tails.map(({ tailOff }) => tailOff)) / tail : 0;
  const expected = share * sumOf(tails.map(({ rest }) => rest));
  return { slips: Math.max(0, expected - sumOf(tails.map(({ unlisted }) => unlisted))) };
}

interface Estimate {
  readonly rate: number;
  readonly interval: Interval;
  readonly worth: number | null;
}

const valuesOf = (prompts: readonly OfPrompt[], of: (slip: Slip) => number): Values[] =>
  prompts.map(({ slips }) => slips.map(of));

const clustersOf = (prompts: readonly OfPrompt[]) =>
  prompts.map(({ slips }) => ({ events: sumOf(slips.map(({ slipped }) => slipped)), trials: slips.length }));

function estimated(tallies: readonly LatentTally[], prompts: readonly OfPrompt[]): Estimate | null {
  const units = unitsOf('prompts', clustersOf(prompts));
  const [least, mean, most] = [
    meanOf(
      valuesOf(prompts, (slip) => slip.least),
      units,
    ),
    meanOf(valuesOf(prompts, middle), units),
    meanOf(
      valuesOf(prompts, (slip) => slip.most),
      units,
    ),
  ];
  if (least === null || mean === null || most === null) return null;
  const unseen = unseenIn(tallies);
  return {
    rate: Math.min(1, mean.mean),
    interval: { low: rateInterval(least, unseen).low, high: rateInterval(most, unseen).high },
    worth: worthOf(mean, unseen, most.mean - least.mean),
  };
}

/** Whether as many slipped as the probabilities let expect. */
function disagreement(prompts: readonly OfPrompt[]): Withheld | undefined {
  const slips = prompts.flatMap((one) => one.slips);
  const counted = sumOf(slips.map(({ slipped }) => slipped));
  const [least, most] = [sumOf(slips.map((slip) => slip.least)), sumOf(slips.map((slip) => slip.most))];
  const expected = Math.min(most, Math.max(least, counted));
  const squares = sumOf(slips.map((slip) => (slip.slipped - middle(slip)) ** 2));
  const error = Math.sqrt(Math.max(expected, squares, 1));
  return Math.abs(counted - expected) > ERRORS_OF_SLIPS * error
    ? { kind: 'disagrees', counted, expected }
    : undefined;
}

/** The rates of answers in these languages of one target; undefined where none has probabilities. */
export function latentReport(tallies: readonly LatentTally[]): LatentReport | undefined {
  const untold = sumOf(untoldBy(tallies).values());
  if (toldBy(tallies) + untold === 0) return undefined;
  const pieces = piecesOf(tallies);
  const prompts = tallies.flatMap((tally) => tally.byPrompt(pieces));
  const slips = rateOf(pooledFor('prompts', clustersOf(prompts)));
  const left = untold > 0 && { left_out: untold };
  const not = (withheld: Withheld): LatentReport => ({
    slips,
    rate: null,
    low: null,
    high: null,
    worth: null,
    withheld,
    ...left,
  });
  const before = withheldBefore(tallies) ?? disagreement(prompts);
  if (before !== undefined) return not(before);
  const found = estimated(tallies, prompts);
  if (found === null) return { slips, rate: null, low: null, high: null, worth: null, ...left };
  const { rate, interval, worth } = found;
  const all = prompts.flatMap((one) => one.slips);
  const [least, most] = [sumOf(all.map((slip) => slip.least)), sumOf(all.map((slip) => slip.most))];
  const width = (slips.high ?? 1) - (slips.low ?? 0);
  if ((most - least) / all.length > width / 2)
    return not({ kind: 'open', least: least / all.length, most: Math.min(1, most / all.length) });
  return { slips, rate, ...interval, worth, ...left };
}

/** How two targets' rates by probabilities differ. */
export interface LatentDifference {
  readonly delta: number;
  readonly low: number;
  readonly high: number;
}

/** Candidate less baseline, prompt by prompt where both have it; null where a side is not shown. */
export function latentDifference(
  candidate: readonly LatentTally[],
  baseline: readonly LatentTally[],
  promptOf: (prompt: number) => number | undefined,
): LatentDifference | null {
  const ours = candidate.flatMap((tally) => tally.byPrompt(piecesOf(candidate)));
  const theirs = new Map(
    baseline.flatMap((tally) => tally.byPrompt(piecesOf(baseline))).map((one) => [one.prompt, one.slips]),
  );
  const pairs = ours.map(({ prompt, slips }) => {
    const number = promptOf(prompt);
    const other = number === undefined ? undefined : theirs.get(number);
    if (number !== undefined) theirs.delete(number);
    return [slips, other ?? []] as const;
  });
  const all = [...pairs, ...[...theirs.values()].map((slips) => [[], slips] as const)];
  const units = unitsOf(
    'prompts',
    all.map(([one]) => ({ events: 0, trials: one.length })),
    all.map(([, two]) => ({ events: 0, trials: two.length })),
  );
  const differenceBy = (of: (slip: Slip) => number, ofOther: (slip: Slip) => number) =>
    differenceOfMeans(
      all.map(([one]) => one.map(of)),
      all.map(([, two]) => two.map(ofOther)),
      units,
    );
  const [least, mean, most] = [
    differenceBy(
      (slip) => slip.least,
      (slip) => slip.most,
    ),
    differenceBy(middle, middle),
    differenceBy(
      (slip) => slip.most,
      (slip) => slip.least,
    ),
  ];
  if (least === null || mean === null || most === null) return null;
  const unseen = [unseenIn(candidate), unseenIn(baseline)] as const;
  return {
    delta: mean.mean,
    low: differenceInterval(least, unseen).low,
    high: differenceInterval(most, unseen).high,
  };
}
