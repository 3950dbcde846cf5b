/** Markers of reasoning in a text: where they stand, which form they are of, and which ends which. */

import { isQuoted, SECTION_NAMES, TAG, TOKEN_FORMS } from '../markup/index.js';
import type { Span } from '../types.js';

export interface Marker extends Span {
  readonly kind: 'open' | 'close';
  /** Markers of one form belong together; of tags it is their name, in small letters. */
  readonly form: string;
  readonly isTag: boolean;
  /** Its tag may stand for a section of the answer: whether it holds reasoning, what stands behind it says. */
  readonly isSection: boolean;
}

const KINDS = ['open', 'close'] as const;

/** All markers: those of each form in groups of their own, opening and closing in turn; then tags, with the names of their groups. */
const MARKER = new RegExp(
  [
    ...TOKEN_FORMS.flatMap((form) => KINDS.map((kind) => `(${form[kind]})`)),
    TAG,
    `<(?<ends>/)?(?<section>${SECTION_NAMES})>`,
  ].join('|'),
  'gi',
);

const SHARED: ReadonlySet<string> = new Set(
  TOKEN_FORMS.filter(({ isShared }) => isShared).map(({ name }) => name),
);

/** Without the ends of what no marker has begun, where they may end other things, and without sections that are not whole. */
function withoutForeign(markers: readonly Marker[]): Marker[] {
  const open = new Map<string, number>();
  const foreign = new Set<number>();
  for (const [i, { kind, form, isSection }] of markers.entries()) {
    if (!isSection && !SHARED.has(form)) continue;
    const before = open.get(form);
    if (kind === 'close') {
      if (before === undefined) foreign.add(i);
      open.delete(form);
    } else {
      // The first of several is the one that is ended.
      if (before !== undefined) foreign.add(i);
      else open.set(form, i);
    }
  }
  for (const [form, i] of open) if (!SHARED.has(form)) foreign.add(i);
  return foreign.size === 0 ? [...markers] : markers.filter((_, i) => !foreign.has(i));
}

/** All markers of a text, in order. Takes time in proportion to its length. */
export function markersIn(text: string): Marker[] {
  const all = Array.from(text.matchAll(MARKER), (match): Marker => {
    const { 0: written, index: start, groups: { slash, name, ends, section } = {} } = match;
    const span = { start, end: start + written.length };
    const kindOf = (closing: string | undefined) => (closing === undefined ? 'open' : 'close');
    if (name !== undefined)
      return { kind: kindOf(slash), form: name.toLowerCase(), isTag: true, isSection: false, ...span };
    if (section !== undefined)
      return { kind: kindOf(ends), form: section.toLowerCase(), isTag: false, isSection: true, ...span };
    const group = match.indexOf(written, 1) - 1;
    const form = TOKEN_FORMS[group >> 1]?.name ?? '';
    return { kind: KINDS[group & 1] ?? 'open', form, isTag: false, isSection: false, ...span };
  });
  return withoutForeign(all);
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
