/** Blocks of reasoning between two markers, and what is left of torn ones. */

import { TURN_ENDS, WORDS_FORM, WRAPPERS, type Wrapper } from '../markup/index.js';
import type { Span } from '../types.js';
import { type Marker, markersIn, partnersOf } from './markers.js';
import {
  beginsReasoning,
  codeFrom,
  endsNested,
  endsReasoning,
  holdReasoning,
  type InCode,
} from './standing.js';
import type { Recognised, Thought, TornMarkup } from './types.js';

const INK = /\S/g;

/** A tag that begins a section of an answer. */
const SECTION = /<[a-z][\w-]{0,40}[^<>\n]{0,80}>/iy;

/** Offset of the first character from `at` on that is no white space; the length of the text where there is none. */
function inkFrom(text: string, at: number): number {
  INK.lastIndex = at;
  return INK.exec(text)?.index ?? text.length;
}

/** Finds the ends of wrappers: from places that only go forward, so that each stretch is searched once. */
class Wrapping {
  readonly #text: string;
  /** Of each wrapper the end that was found last; null where there is none any more. */
  readonly #found = new Map<Wrapper, Span | null>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The markup of a wrapper that begins at `from`: where it opens and, if anywhere, where it closes. */
  at(from: number, behind: boolean): readonly Span[] {
    for (const wrapper of WRAPPERS) {
      if (wrapper.behind && !behind) continue;
      wrapper.open.lastIndex = from;
      const open = wrapper.open.exec(this.#text);
      if (open === null) continue;
      const end = from + open[0].length;
      const close = this.#closeFrom(wrapper, end);
      return [{ start: from, end }, ...(close === null ? [] : [close])];
    }
    return [];
  }

  #closeFrom(wrapper: Wrapper, from: number): Span | null {
    const known = this.#found.get(wrapper);
    if (known === null || (known !== undefined && known.start >= from)) return known;
    wrapper.close.lastIndex = from;
    const match = wrapper.close.exec(this.#text);
    const found = match === null ? null : { start: match.index, end: match.index + match[0].length };
    this.#found.set(wrapper, found);
    return found;
  }
}

/** What ends the turn at the end of a text, with the space around it; empty where nothing does. */
function turnEnd(text: string): Span {
  let end = text.length;
  let start = text.length;
  for (;;) {
    while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
    const token = TURN_ENDS.find((one) => text.endsWith(one, end));
    if (token === undefined) break;
    end -= token.length;
    start = end;
  }
  return { start, end: text.length };
}

/** One pass over the markers of a text. */
class Reader {
  readonly #cuts: Span[] = [];
  readonly #reasoning: Thought[] = [];
  readonly #torn: TornMarkup[] = [];
  readonly #text: string;
  readonly #markers: readonly Marker[];
  readonly #apart: boolean;
  readonly #wrapping: Wrapping;
  /** Closing markers that belong to what was passed over as no markup. */
  readonly #spoken = new Set<number>();
  /** Where wrappers close. */
  readonly #wrapped = new Set<number>();
  #inCode: InCode;
  /** Up to here all is taken. */
  #from = 0;
  /** Where the text goes on from there. */
  #ink = 0;
  /** Nothing of an answer has come yet. */
  #isHead = true;
  /** A marker has come that can be of nothing but reasoning. */
  #hasOther = false;
  /** Where the last block ends. */
  #end = -1;

  constructor(text: string, markers: readonly Marker[], apart: boolean) {
    this.#text = text;
    this.#markers = markers;
    this.#apart = apart;
    this.#wrapping = new Wrapping(text);
    this.#inCode = codeFrom(text, 0);
    this.#goOn(0, false);
  }

  #goOn(from: number, behind: boolean): void {
    this.#from = from;
    this.#ink = inkFrom(this.#text, from);
    const [open, close] = this.#wrapping.at(this.#ink, behind);
    if (open === undefined) return;
    this.#cuts.push(open);
    if (close !== undefined) {
      this.#cuts.push(close);
      this.#wrapped.add(close.start);
    }
    this.#from = open.end;
    this.#ink = inkFrom(this.#text, open.end);
  }

  #take(start: number, reasoning: Span, end: number): void {
    this.#isHead &&= this.#ink >= start;
    this.#cuts.push({ start, end });
    this.#reasoning.push({ ...reasoning, goesOn: start === this.#end });
    this.#end = end;
    this.#goOn(end, true);
    if (this.#isHead) this.#inCode = codeFrom(this.#text, this.#from);
  }

  /** Whether nothing stands before a marker but what was taken. */
  #isNext({ start }: Span): boolean {
    return this.#ink >= start;
  }

  /** The last of nested closing markers: as many as there were opening ones inside, and none that is spoken of. */
  #outermost(from: number, first: number): number {
    const form = this.#markers[from]?.form;
    let depth = 0;
    for (let i = from + 1; i < first; i++) {
      const { kind, form: other } = this.#markers[i] as Marker;
      if (kind === 'open' && other === form) depth++;
    }
    let last = first;
    for (let i = first + 1; depth > 0 && i < this.#markers.length; i++) {
      const marker = this.#markers[i] as Marker;
      if (marker.form !== form || marker.kind === 'open') break;
      if (!endsNested(this.#text, marker, this.#inCode)) break;
      last = i;
      depth--;
    }
    return last;
  }

  /**
   * Whether a section, which marker `last` ends, is no part of an answer: it begins the text, no other reasoning stands before it, and
   * behind it an answer that is no further section.
   */
  #standsApart(open: Marker, last: number): boolean {
    const close = this.#markers[last];
    if (close === undefined || this.#hasOther || !this.#isHead || !this.#isNext(open)) return false;
    // A sentence goes on behind it.
    if (/[ \t]/.test(this.#text.charAt(close.start - 1)) && /[ \t]/.test(this.#text.charAt(close.end)))
      return false;
    const next = inkFrom(this.#text, close.end);
    if (next === this.#text.length) return false;
    SECTION.lastIndex = next;
    if (!SECTION.test(this.#text)) return true;
    const { kind, start } = this.#markers[last + 1] ?? {};
    return (kind === 'open' && start === next) || this.#wrapping.at(next, true).length > 0;
  }

  #open(i: number, own: number, other: number): number {
    const marker = this.#markers[i] as Marker;
    const isNext = this.#isNext(marker);
    const partner = own < 0 ? other : own;
    const close = partner < 0 ? undefined : this.#markers[partner];
    if (marker.isSection && !this.#standsApart(marker, partner)) {
      this.#spoken.add(partner);
      return i;
    }
    this.#hasOther ||= !marker.isSection;
    if (close === undefined) {
      if (!isNext && !beginsReasoning(this.#text, marker, this.#inCode)) return i;
      const { length } = this.#text;
      this.#torn.push({ kind: 'unclosed', start: marker.start, end: length });
      this.#take(marker.start, { start: marker.end, end: length }, length);
      return this.#markers.length;
    }
    if (!isNext && !holdReasoning(this.#text, marker, close, this.#inCode)) {
      this.#spoken.add(partner);
      return i;
    }
    const last = own < 0 ? partner : this.#outermost(i, partner);
    const { start, end } = this.#markers[last] as Marker;
    if (own < 0) this.#torn.push({ kind: 'mismatched', start: marker.start, end });
    this.#take(marker.start, { start: marker.end, end: start }, end);
    return last;
  }

  #close(i: number): void {
    const marker = this.#markers[i] as Marker;
    if (this.#spoken.has(i) || this.#wrapped.has(marker.start)) return;
    const { start, end } = marker;
    const isNext = this.#isNext(marker);
    if (!isNext && !endsReasoning(this.#text, marker, this.#inCode)) return;
    // What the prompt opened ends once.
    if (this.#apart || this.#reasoning.length > 0) {
      this.#torn.push({ kind: 'stray', start, end });
      if (!isNext) return;
      // Before what is said next, it is markup and no more.
      this.#cuts.push({ start, end });
      this.#goOn(end, true);
    } else this.#take(this.#from, { start: this.#from, end: start }, end);
  }

  read(): Recognised {
    const { own, other } = partnersOf(this.#text, this.#markers);
    for (let i = 0; i < this.#markers.length; i++) {
      const marker = this.#markers[i] as Marker;
      if (marker.start < this.#from) continue;
      if (marker.kind === 'open') i = this.#open(i, own[i] as number, other[i] as number);
      else this.#close(i);
    }
    if (this.#cuts.length > 0) this.#cuts.push(turnEnd(this.#text));
    return { cuts: this.#cuts, reasoning: this.#reasoning, torn: this.#torn };
  }
}

const WORDS = new RegExp(`\\s*${WORDS_FORM.open}`, 'iy');
const WORDS_END = new RegExp(`(?<=[\\s.!?])${WORDS_FORM.close}`, 'i');

/** Reasoning between plain words, which stand at the head of a text; undefined where one of them is missing. */
function wordsIn(text: string): Recognised | undefined {
  WORDS.lastIndex = 0;
  const open = WORDS.exec(text);
  const close = open === null ? null : WORDS_END.exec(text);
  if (open === null || close === null) return undefined;
  const end = close.index + close[0].length;
  return {
    cuts: [{ start: 0, end }],
    reasoning: [{ start: open[0].length, end: close.index }],
    torn: [],
  };
}

/**
 * What a text comes to in forms with a marker before the reasoning and one behind it. Where reasoning came `apart`, in a field of its
 * own, a lone closing marker ends none.
 */
export function blocksIn(text: string, apart: boolean): Recognised {
  return wordsIn(text) ?? new Reader(text, markersIn(text), apart).read();
}
