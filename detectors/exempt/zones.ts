/** Zones: the stretches of a text that an exemption covers. */

import type { ExemptionName } from '../types.js';

/** Half-open, in UTF-16 code units. */
export interface Zone {
  readonly start: number;
  readonly end: number;
  readonly reason: ExemptionName;
}

/** The zone that holds the unit at `at`, by binary search; zones are sorted and disjoint. */
export function zoneAt(zones: readonly Zone[], at: number): Zone | undefined {
  let low = 0;
  let high = zones.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((zones[middle] as Zone).end <= at) low = middle + 1;
    else high = middle;
  }
  const zone = zones[low];
  return zone !== undefined && zone.start <= at ? zone : undefined;
}

/** Sorts zones by start and drops what overlaps an earlier one; of two that start together the longer one stays. */
export function disjoint(zones: Zone[]): Zone[] {
  zones.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Zone[] = [];
  let end = 0;
  for (const zone of zones) {
    if (zone.start < end) continue;
    kept.push(zone);
    end = zone.end;
  }
  return kept;
}

/** What either of two lists covers: zones that overlap are one. Both are sorted and disjoint, and so is the result. */
export function union(left: readonly Zone[], right: readonly Zone[]): readonly Zone[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const joined: { start: number; end: number; reason: ExemptionName }[] = [];
  for (const zone of [...left, ...right].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || zone.start > last.end) joined.push({ ...zone });
    else last.end = Math.max(last.end, zone.end);
  }
  return joined;
}
