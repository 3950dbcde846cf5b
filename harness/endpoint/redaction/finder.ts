/**
 * Finds forms of secrets in a text, in one pass over each of its layers: by four code units in a row, and what stands around them. A long
 * text is gone through by windows, since its layers take some thirty bytes a unit.
 */

import type { Span } from '../../../detectors/index.js';
import { type Form, layersOf } from './forms.js';
import { isBlank, mayEscape, small, type Units } from './unescape.js';

/** Code units by which a place in a form is known. */
const GRAM = 4;

/** Bits of a hash of four units; most places of a text are told by them alone. */
const BITS = 16;

const hashOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - BITS);

/** Four units of ASCII in a number; what is not ASCII is in no form. */
const pushed = (gram: number, unit: number): number => (gram << 8) | (unit < 0x80 ? unit : 0);

/** Code units that two windows share at least: a secret is found that takes no more, with all that is written around its characters. */
const SHARED = 2 ** 16;

/** Code units that a character of a form may take in a text: escaped twice, as `\\u0041`, and more. */
const WRITTEN = 16;

/** How many times as long as what two windows share a window is. */
const WINDOW = 16;

/** A place in a form. */
interface Place {
  readonly form: Form;
  readonly at: number;
}

/** Makes what finds the forms in a text: where each begins and ends, by begin, none reaching into the next. */
export function finderOf(forms: readonly Form[]): (text: string) => Pick<Span, 'start' | 'end'>[] {
  const seen = new Uint8Array(1 << BITS);
  const places = new Map<number, Place[]>();
  for (const form of forms) {
    let gram = 0;
    for (const [i, unit] of form.units.entries()) {
      gram = pushed(gram, unit);
      if (i < GRAM - 1) continue;
      seen[hashOf(gram)] = 1;
      const known = places.get(gram);
      const place = { form, at: i };
      if (known === undefined) places.set(gram, [place]);
      else known.push(place);
    }
  }
  const shortest = Math.min(...forms.map(({ least }) => least));

  /** Whether a text as it stands may hold a form: as many units in a row as the shortest needs, told by their hashes. */
  function mayHold(text: string): boolean {
    let gram = 0;
    let row = GRAM - 1;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (isBlank(unit)) continue;
      gram = pushed(gram, small(unit));
      row = seen[hashOf(gram)] === 0 ? GRAM - 1 : row + 1;
      if (row >= shortest) return true;
    }
    return false;
  }

  /** The units around the one at `i` that stand in a row in one of the places, where these are enough; the longest such row. */
  function around({ units, length }: Units, i: number, gram: number): readonly [number, number] | null {
    let longest: readonly [number, number] | null = null;
    for (const { form, at } of places.get(gram) ?? []) {
      let before = 0;
      while (before < i && before < at && units[i - before - 1] === form.units[at - before - 1]) before++;
      let behind = 1;
      while (i + behind < length && units[i + behind] === form.units[at + behind]) behind++;
      const isLonger = longest === null || before + behind > longest[1] - longest[0];
      if (before + behind >= form.least && isLonger) longest = [i - before, i + behind];
    }
    return longest;
  }

  function* inLayer(layer: Units): Generator<Pick<Span, 'start' | 'end'>> {
    const { units, from, to, length } = layer;
    let gram = 0;
    for (let i = 0; i < length; i++) {
      gram = pushed(gram, units[i] as number);
      if (seen[hashOf(gram)] === 0) continue;
      const found = around(layer, i, gram);
      if (found === null) continue;
      yield { start: from[found[0]] as number, end: to[found[1] - 1] as number };
      // Nothing of what was found is looked at again.
      while (i + 1 < found[1]) gram = pushed(gram, units[++i] as number);
    }
  }

  const longest = Math.max(...forms.map(({ units }) => units.length));
  const shared = Math.max(SHARED, WRITTEN * longest);
  const window = WINDOW * shared;

  /** In windows, of which each begins before the one ahead of it ends. */
  function* inWindows(text: string): Generator<Pick<Span, 'start' | 'end'>> {
    for (let at = 0; at === 0 || at + shared < text.length; at += window - shared) {
      const piece = text.slice(at, at + window);
      if (piece.length < shortest || !(mayEscape(piece) || mayHold(piece))) continue;
      for (const layer of layersOf(piece))
        for (const { start, end } of inLayer(layer)) yield { start: at + start, end: at + end };
    }
  }

  return (text) => {
    const found: { start: number; end: number }[] = [];
    const all = [...inWindows(text)];
    for (const { start, end } of all.sort((a, b) => a.start - b.start)) {
      const last = found.at(-1);
      if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
      else found.push({ start, end });
    }
    return found;
  };
}
