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

const MARKER = new RegExp([...TOKEN_FORMS.flatMap(({ open, close }) => [open, close]), TAG].join('|'), 'gi');

type Sort = Pick<Marker, 'kind' | 'form' | 'isTag'>;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'i');
const KINDS = ['open', 'close'] as const;
const SORTS: readonly (Sort & { readonly pattern: RegExp })[] = TOKEN_FORMS.flatMap((form) =>
  KINDS.map((kind) => ({ kind, form: form.name, isTag: false, pattern: whole(form[kind]) })),
);

/** What sort of marker a text is: one of the forms', or else a tag. */
function sortOf(text: string): Sort {
  const known = SORTS.find(({ pattern }) => pattern.test(text));
  if (known === undefined) {
    const name = /[A-Za-z][A-Za-z:_]*/.exec(text)?.[0] ?? '';
    return { kind: /^[<|\s]*\//.test(text) ? 'close' : 'open', form: name.toLowerCase(), isTag: true };
  }
  const { kind, form, isTag } = known;
  return { kind, form, isTag };
}

/** Ways to write a marker that are remembered in a text. */
const REMEMBERED = 100;

/** All markers of a text, in order. Takes time in proportion to its length. */
export function markersIn(text: string): Marker[] {
  const sorts = new Map<string, Sort>();
  const markers: Marker[] = [];
  for (const { 0: written, index: start } of text.matchAll(MARKER)) {
    let sort = sorts.get(written);
    if (sort === undefined) {
      sort = sortOf(written);
      if (sorts.size < REMEMBERED) sorts.set(written, sort);
    }
    const { kind, form, isTag } = sort;
    markers.push({ kind, form, isTag, start, end: start + written.length });
  }
  return markers;
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
