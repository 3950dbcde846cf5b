/** Whether vendors were asked side by side: how far apart in time the same questions went to them. */

import { quantileOf } from '../statistics/index.js';
import { questionOf } from './facts.js';
import { FAR } from './far.js';
import type { Beside } from './types.js';
import type { Vendor } from './values.js';

/** When each question was asked, milliseconds since 1970. */
function timesOf({ facts }: Vendor): Map<number, number> {
  return new Map(
    facts.flatMap(({ prompt, repeat, started }) =>
      started === undefined ? [] : [[questionOf(prompt, repeat), started] as const],
    ),
  );
}

/** Seconds between the same questions to both, sorted. */
function gapsOf(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): Float64Array {
  const gaps: number[] = [];
  for (const [question, time] of one) {
    const there = other.get(question);
    if (there !== undefined) gaps.push(Math.abs(time - there) / 1000);
  }
  return Float64Array.from(gaps).sort();
}

const medianOf = (gaps: Float64Array): number => quantileOf(gaps, 0.5, 0)?.value ?? 0;

/** Of each vendor when it was asked, and how far from the reference; where there is none, and of the reference, from whom it is furthest. Null where nothing says when. */
export function besideOf(vendors: readonly Vendor[], reference: string | null): (Beside | null)[] {
  const times = vendors.map(timesOf);
  return vendors.map(({ id }, i): Beside | null => {
    const own = times[i] ?? new Map<number, number>();
    if (own.size === 0) return null;
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const time of own.values()) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    const others = vendors.flatMap((other, k) => {
      if (k === i || (reference !== null && id !== reference && other.id !== reference)) return [];
      const gaps = gapsOf(own, times[k] ?? new Map<number, number>());
      return gaps.length === 0 ? [] : [{ id: other.id, gaps, median: medianOf(gaps) }];
    });
    const furthest = others.reduce<(typeof others)[number] | undefined>(
      (most, one) => (most === undefined || one.median > most.median ? one : most),
      undefined,
    );
    const { gaps = new Float64Array() } = furthest ?? {};
    return {
      first_asked: new Date(first).toISOString(),
      last_asked: new Date(last).toISOString(),
      beside: furthest?.id ?? null,
      questions: gaps.length,
      median: gaps.length === 0 ? null : medianOf(gaps),
      p95: quantileOf(gaps, 0.95, 0)?.value ?? null,
      longest: gaps.at(-1) ?? null,
      far: gaps.filter((gap) => gap > FAR).length,
    };
  });
}
