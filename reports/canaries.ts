/** What repeated small requests say of a target: whether who answers stayed the same while it was asked. */

import type { Reading } from '../store/index.js';
import { escapeHidden, percent, plural, pValue } from './display/index.js';
import { distanceOf, driftOf, meanLook } from './statistics/index.js';

/** Level at which a change is named: a run has many targets. */
const ALPHA = 0.01;

/** Probability that must have moved: arithmetic on a busy GPU moves less from one time to the next. */
const LEAST = 0.005;

/** Probability by which single readings may be off their mean before they are said to come from several models. */
const APART = 0.05;

export interface CanaryReport {
  readonly readings: number;
  /** `moved`: it changed at a moment and stayed so; `varies`: it is now this and now that; `still`: neither was seen; `few`: too few readings to tell. */
  readonly verdict: 'moved' | 'varies' | 'still' | 'few';
  /** Of a change: the probability that moved, 0..1, and how likely as much is by chance. */
  readonly distance: number;
  readonly p: number | null;
  /** When it had changed, ISO 8601. */
  readonly at?: string;
  /** The largest distance of a reading from their mean. */
  readonly spread: number;
  /** Readings by model and fingerprint, where these changed. */
  readonly models?: Readonly<Record<string, number>>;
  readonly fingerprints?: Readonly<Record<string, number>>;
}

/** The probabilities of a reading. What a server gives may be none, and come to more than 1 together: then it is taken in proportion. */
function lookOf({ tokens }: Reading): ReadonlyMap<string, number> {
  const given = tokens.flatMap(([token, logprob]) =>
    logprob === null ? [] : [[JSON.stringify(token), Math.exp(Math.min(0, logprob))] as const],
  );
  const look = new Map(given);
  const sum = [...look.values()].reduce((all, one) => all + one, 0);
  return sum <= 1 ? look : new Map(Array.from(look, ([token, probability]) => [token, probability / sum]));
}

function countsOf(values: readonly (string | undefined)[]): Readonly<Record<string, number>> | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts.size > 1 ? Object.fromEntries(counts) : undefined;
}

/** Undefined where nothing was read. */
export function canaryReport(readings: readonly Reading[]): CanaryReport | undefined {
  if (readings.length === 0) return undefined;
  const looks = readings.map(lookOf);
  const mean = meanLook(looks);
  const spread = looks.reduce((most, look) => Math.max(most, distanceOf(look, mean)), 0);
  const drift = driftOf(looks);
  const moved = drift !== null && drift.p < ALPHA && drift.distance >= LEAST;
  const at = moved ? readings[drift.at]?.at : undefined;
  const models = countsOf(readings.map(({ model }) => model));
  const fingerprints = countsOf(readings.map(({ fingerprint }) => fingerprint));
  return {
    readings: readings.length,
    verdict: moved ? 'moved' : spread >= APART ? 'varies' : drift === null ? 'few' : 'still',
    distance: drift?.distance ?? 0,
    p: drift?.p ?? null,
    ...(at !== undefined && { at }),
    spread,
    ...(models && { models }),
    ...(fingerprints && { fingerprints }),
  };
}

/** What a reader should know of it: nothing where it stood still. */
export function canaryNotes(canary: CanaryReport | undefined): string[] {
  if (canary === undefined) return [];
  const { readings, verdict, distance, p, at, spread } = canary;
  if (verdict === 'moved')
    return [
      `answers a repeated request otherwise since ${escapeHidden(at ?? '')}: ${percent(distance)} of the probability of its first token moved (${plural(readings, 'reading')}, p ${pValue(p)}); what was measured before and after may be two models`,
    ];
  if (verdict === 'varies')
    return [
      `answers a repeated request now so and now otherwise: the probabilities of its first token are up to ${percent(spread)} off their mean (${plural(readings, 'reading')}); several models or stacks may answer`,
    ];
  return [];
}
