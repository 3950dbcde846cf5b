/** The scanner: cuts a text into runs of equal class. It is the hot loop of the whole project. */

import type { ScriptCode } from '../types.js';
import { type Classes, classOf, compileClasses, decode, encode, NEUTRAL, SURROGATE } from './classes.js';
import { scriptCodes } from './table.js';
import { CHUNK, copyUnits, units } from './units.js';

/** Runs of a text in order, column by column; run `i` ends where run `i + 1` starts, the last one at the text's end. */
export interface Runs {
  length: number;
  /** UTF-16 code units. */
  starts: Uint32Array;
  classes: Uint8Array;
}

export function emptyRuns(): Runs {
  return { length: 0, starts: new Uint32Array(64), classes: new Uint8Array(64) };
}

/** Makes room for `length` runs. */
function reserve(runs: Runs, length: number): void {
  if (length <= runs.starts.length) return;
  const room = Math.max(length, 2 * runs.starts.length);
  const { starts, classes } = runs;
  runs.starts = new Uint32Array(room);
  runs.starts.set(starts);
  runs.classes = new Uint8Array(room);
  runs.classes.set(classes);
}

/** The first place from `at` on in the copied units where the class changes, or `length`. Four at a time, then one by one. */
function nextChange(codes: Uint16Array, current: number, at: number, length: number): number {
  const source = units;
  for (; at < length - 3; at += 4) {
    const union =
      (codes[source[at] as number] as number) |
      (codes[source[at + 1] as number] as number) |
      (codes[source[at + 2] as number] as number) |
      (codes[source[at + 3] as number] as number);
    if (union !== current && union !== NEUTRAL) break;
  }
  for (; at < length; at++) {
    const code = codes[source[at] as number];
    if (code !== current && code !== NEUTRAL) break;
  }
  return at;
}

/** Code of the code point whose first unit stands at `at`; neutral for a lone surrogate and the second half of a pair. */
function codeAt(classes: Classes, text: string, at: number): number {
  return encode[classOf(classes, text.codePointAt(at) as number)] as number;
}

/**
 * Cuts `text` into runs of equal class. Neutral code points extend the run before them; those at the start of the text
 * belong to the first run. A text without any other class is one neutral run, an empty text none. Lone surrogates are
 * neutral. `into` is overwritten and returned, so that a caller can reuse its memory.
 */
export function scan(text: string, classes: Classes, into: Runs = emptyRuns()): Runs {
  const codes = classes.units;
  let runs = 0;
  let current = NEUTRAL;
  for (let offset = 0; offset < text.length; offset += CHUNK) {
    const length = copyUnits(text, offset);
    reserve(into, runs + length);
    const { starts, classes: found } = into;
    let at = nextChange(codes, current, 0, length);
    for (; at < length; at = nextChange(codes, current, at + 1, length)) {
      let code = codes[units[at] as number] as number;
      if (code === SURROGATE) code = codeAt(classes, text, offset + at);
      if (code === current || code === NEUTRAL) continue;
      starts[runs] = offset + at;
      found[runs++] = decode[code] as number;
      current = code;
    }
  }
  if (runs === 0 && text.length > 0) into.classes[runs++] = NEUTRAL;
  into.starts[0] = 0;
  into.length = runs;
  return into;
}

/** A run of one script, in UTF-16 code units. */
export interface ScriptRun {
  readonly start: number;
  readonly end: number;
  readonly script: ScriptCode;
}

const identity = Uint8Array.from({ length: scriptCodes.length }, (_, id) => id);
for (const code of ['Zyyy', 'Zinh', 'Zzzz']) identity[scriptCodes.indexOf(code)] = NEUTRAL;

/** The classes of {@link scriptRuns}: the script id itself. */
export const scriptClasses: Classes = compileClasses(identity, false);

/**
 * The script runs of a text, in order and without gaps. Common, Inherited and unassigned code points belong to the run
 * before them (UAX #24, 5.1). A text without any script is one run `Zyyy`, an empty text none.
 */
export function scriptRuns(text: string): ScriptRun[] {
  const { length, starts, classes } = scan(text, scriptClasses);
  return Array.from({ length }, (_, i) => ({
    start: starts[i] as number,
    end: i + 1 < length ? (starts[i + 1] as number) : text.length,
    script: classes[i] === NEUTRAL ? 'Zyyy' : (scriptCodes[classes[i] as number] ?? 'Zzzz'),
  }));
}
