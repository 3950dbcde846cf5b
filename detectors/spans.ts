/** Lists of spans: what holds a place, what overlaps. */

import type { ExemptionName, Span } from './types.js';

/** A stretch that an exemption covers by what it is, such as a URL. */
export interface Zone extends Span {
  readonly reason: ExemptionName;
}

/** The span that holds the unit at `at`, by binary search; spans are sorted and disjoint. */
export function spanAt<S extends Span>(spans: readonly S[], at: number): S | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as S).end <= at) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span.start <= at ? span : undefined;
}

/** Sorts spans by start and drops what overlaps an earlier one; of two that start together the longer one stays. */
export function disjoint<S extends Span>(spans: S[]): S[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: S[] = [];
  let end = 0;
  for (const span of spans) {
    if (span.start < end) continue;
    kept.push(span);
    end = span.end;
  }
  return kept;
}

const byStart = (a: Span, b: Span): number => a.start - b.start;

/** What spans cover: those that overlap are one. Sorted by start and disjoint. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort(byStart)) {
    const last = joined.at(-1);
    if (last === undefined || start > last.end) joined.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return joined;
}

/** What either of two lists covers; both are sorted and disjoint, and so is the result. */
export function union(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  if (left.length === 0) return right;
  return right.length === 0 ? left : merged([...left, ...right]);
}

/** Zones with those of one more exemption under them: what `spans` cover that no zone does yet. Zones are sorted and disjoint. */
export function layered(
  zones: readonly Zone[],
  spans: readonly Span[],
  reason: ExemptionName,
): readonly Zone[] {
  const added: Zone[] = [];
  let next = 0;
  for (const { start, end } of merged(spans)) {
    let from = start;
    while (next < zones.length && (zones[next] as Zone).end <= from) next++;
    for (let i = next; i < zones.length && (zones[i] as Zone).start < end; i++) {
      const zone = zones[i] as Zone;
      if (zone.start > from) added.push({ start: from, end: zone.start, reason });
      from = zone.end;
    }
    if (from < end) added.push({ start: from, end, reason });
  }
  return zones.length === 0 ? added : [...zones, ...added].sort(byStart);
}
