/**
 * Normalisation Form C (UAX #15), with the way back: letters that are written as base and marks come to the same verdict as
 * composed ones, and findings still point into the text as it is.
 */

import { MARKS_TOGETHER, normalForm } from './normal-form.js';

/** A text in Normalisation Form C. */
export interface Normalised {
  readonly text: string;
  /** Offset in the original of a unit of `text`, or of its end; inside what changed, that of the start of the change. */
  readonly startOf: (at: number) => number;
  /** As {@link startOf} for the end of a span: inside what changed, the end of the change. */
  readonly endOf: (at: number) => number;
}

/** A character and the marks that may compose with it; vowels and finals of Hangul compose with what is before them. */
const CLUSTER = new RegExp(
  `[^\\p{M}\\u1160-\\u11ff][\\p{M}\\u1160-\\u11ff]{0,${MARKS_TOGETHER}}|[\\p{M}\\u1160-\\u11ff]{1,${MARKS_TOGETHER}}`,
  'gu',
);

/** Stretches that changed, column by column, and where the text after each is moved to. */
interface Changes {
  readonly starts: number[];
  readonly ends: number[];
  readonly originalStarts: number[];
  readonly originalEnds: number[];
}

/** Index of the last change that starts at `at` or before it; -1 where there is none. */
function lastChange({ starts }: Changes, at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The normalised text; `undefined` where `text` is in that form already, as nearly every one is. */
export function normalised(text: string): Normalised | undefined {
  if (normalForm(text) === text) return undefined;
  const changes: Changes = { starts: [], ends: [], originalStarts: [], originalEnds: [] };
  const pieces: string[] = [];
  let length = 0;
  let kept = 0;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const composed = cluster.normalize('NFC');
    if (composed === cluster) continue;
    length += index - kept;
    pieces.push(text.slice(kept, index), composed);
    kept = index + cluster.length;
    changes.starts.push(length);
    changes.originalStarts.push(index);
    length += composed.length;
    changes.ends.push(length);
    changes.originalEnds.push(kept);
  }
  pieces.push(text.slice(kept));
  const place = (at: number, inside: readonly number[]): number => {
    const i = lastChange(changes, at);
    if (i < 0) return at;
    const end = changes.ends[i] as number;
    if (at >= end) return (changes.originalEnds[i] as number) + at - end;
    return inside[i] as number;
  };
  return {
    text: pieces.join(''),
    startOf: (at) => place(at, changes.originalStarts),
    endOf: (at) => {
      const i = lastChange(changes, at);
      // A span that ends where a change starts does not hold it.
      return i >= 0 && at === changes.starts[i]
        ? (changes.originalStarts[i] as number)
        : place(at, changes.originalEnds);
    },
  };
}
