/** Letters of scripts that a language neither is written in nor tolerates, also while only a piece of their UTF-8 is there. */

import { classesOf, EXPECTED, type Policy } from './policy/index.js';
import { classOf, letterScriptIds, NEUTRAL, scriptId, scriptOf } from './unicode/index.js';

const LATIN = scriptId('Latn');

/** Stands for what is left out, whatever its script. */
const PLACEHOLDER = 0x3007;

/** What looks for them under one policy. */
export interface OffScript {
  /** Whether a text has such a letter. Latin letters are none where Latin script is a guest: there, words decide. */
  in(text: string): boolean;
  /** Whether a code point is one. */
  is(point: number): boolean;
  /** Whether whatever character these first bytes of UTF-8 may become is one. False of none, and of what begins no character. */
  mustFollow(bytes: readonly number[]): boolean;
}

/** The code points that begin with these bytes, from the first to before the last; null where there are none. */
function pointsFrom(bytes: readonly number[]): readonly [from: number, to: number] | null {
  const [lead = 0, ...rest] = bytes;
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || rest.length >= length - 1) return null;
  if (rest.some((byte) => (byte & 0xc0) !== 0x80)) return null;
  let from = lead & (0x7f >> length);
  for (const byte of rest) from = (from << 6) | (byte & 0x3f);
  const width = 6 * (length - 1 - rest.length);
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  return [Math.max(least, from << width), Math.min(0x110000, (from + 1) << width)];
}

/** Letters of other scripts under a policy. */
export function offScriptUnder(policy: Policy): OffScript {
  const classes = classesOf(policy);
  const known = new Map<number, boolean>();
  const is = (point: number): boolean => {
    const id = classOf(classes, point);
    return id !== EXPECTED && id !== NEUTRAL && id !== LATIN && point !== PLACEHOLDER;
  };
  const allAre = (from: number, to: number): boolean => {
    let letters = 0;
    for (let point = from; point < to; point++) {
      if (letterScriptIds[point] !== 0) {
        if (!is(point)) return false;
        letters++;
      } else if (scriptOf(point) !== 'Zzzz') return false;
    }
    return letters > 0;
  };
  return {
    is,
    in(text) {
      for (let at = 0; at < text.length; at++) {
        const point = text.codePointAt(at) as number;
        if (point > 0xffff) at++;
        if (point > 0x7f && is(point)) return true;
      }
      return false;
    },
    mustFollow(bytes) {
      const points = pointsFrom(bytes);
      if (points === null) return false;
      const name = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      const found = known.get(name) ?? allAre(...points);
      known.set(name, found);
      return found;
    },
  };
}
