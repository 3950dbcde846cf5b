/** Markers of reasoning in a text: where they stand, which form they are of, and which ends which. */

import type { Span } from '../types.js';
import { TAG, TOKEN_FORMS } from './forms.js';
import { isQuoted } from './standing.js';

export interface Marker extends Span {
  readonly kind: 'open' | 'close';
  /** Markers of one form belong together; of tags it is their name, in small letters. */
  readonly form: string;
  readonly isTag: boolean;
}

const KINDS = ['open', 'close'] as const;

/** All markers: those of each form in groups of their own, opening and closing in turn; then tags, with the names of their groups. */
const MARKER = new RegExp(
  [...TOKEN_FORMS.flatMap((form) => KINDS.map((kind) => `(${form[kind]})`)), TAG].join('|'),
  'gi',
);

/** All markers of a text, in order. Takes time in proportion to its length. */
export function markersIn(text: string): Marker[] {
  return Array.from(text.matchAll(MARKER), (match) => {
    const { 0: written, index: start, groups: { slash, name } = {} } = match;
    const span = { start, end: start + written.length };
    if (name !== undefined)
      return { kind: slash === undefined ? 'open' : 'close', form: name.toLowerCase(), isTag: true, ...span };
    const group = match.indexOf(written, 1) - 1;
    const form = TOKEN_FORMS[group >> 1]?.name ?? '';
    return { kind: KINDS[group & 1] ?? 'open', form, isTag: false, ...span };
  });
}

/** For each opening marker the index of what ends it; -1 where nothing does, and for closing markers. */
export interface Partners {
  /** The next closing marker of the same form. */
  readonly own: Int32Array;
  /** The next closing tag of another name, which models take for it. */
  readonly other: Int32Array;
}

/** Pairs markers; one that stands in quotation marks of its own is spoken of, and ends nothing. */
export function partnersOf(text: string, markers: readonly Marker[]): Partners {
  const own = new Int32Array(markers.length).fill(-1);
  const other = new Int32Array(markers.length).fill(-1);
  const next = new Map<string, number>();
  let nextTag = -1;
  for (let i = markers.length - 1; i >= 0; i--) {
    const marker = markers[i] as Marker;
    if (marker.kind === 'open') {
      own[i] = next.get(marker.form) ?? -1;
      // A tag that has an opening one of its own in between is that one's.
      other[i] = marker.isTag ? nextTag : -1;
      if (nextTag >= 0 && markers[nextTag]?.form === marker.form) nextTag = -1;
    } else if (!isQuoted(text, marker)) {
      next.set(marker.form, i);
      if (marker.isTag) nextTag = i;
    }
  }
  return { own, other };
}
