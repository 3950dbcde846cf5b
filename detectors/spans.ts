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

/** What either of two lists covers: spans that overlap are one. Both are sorted and disjoint, and so is the result. */
export function union(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...left, ...right].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || start > last.end) joined.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return joined;
}
