/** The scanner: cuts a text into runs of equal class. It is the hot loop of the whole project. */

import type { ScriptCode } from '../types.js';
import { letterScriptIds, scriptCodes, scriptIds } from './table.js';
import { CHUNK, copyUnits, units } from './units.js';

/**
 * What the scanner tells apart. A class is a byte: {@link NEUTRAL} stays with the run it stands in, {@link SURROGATE}
 * sends the scanner to `astral`, every other value is the caller's.
 */
export interface Classes {
  /** Class of each UTF-16 code unit, 65,536 of them. */
  readonly units: Uint8Array;
  /** Class by script id, for code points above U+FFFF. */
  readonly astral: Uint8Array;
  /** Whether digits, punctuation and symbols that have a script of their own are neutral. */
  readonly letters: boolean;
}

export const NEUTRAL = 0;
export const SURROGATE = 255;

/** Runs of a text in order, column by column; run `i` ends where run `i + 1` starts, the last one at the text's end. */
export interface Runs {
  length: number;
  /** UTF-16 code units. */
  starts: Uint32Array;
  classes: Uint8Array;
}

/** Classes by script id: `classOf[id]`, with neutral where it is 0. */
export function compileClasses(classOf: Uint8Array, letters: boolean): Classes {
  const ids = letters ? letterScriptIds : scriptIds;
  const units = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = classOf[ids[unit] ?? 0] ?? NEUTRAL;
  units.fill(SURROGATE, 0xd800, 0xe000);
  return { units, astral: classOf, letters };
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

/** Bit 8 is set where `value` is neither neutral nor `current`: one test in place of two unpredictable branches. */
function change(value: number, current: number): number {
  return ((value ^ current) + 255) & (value + 255);
}

/** The first place from `at` on in the copied units where the class changes, or `length`. Four at a time, then one by one. */
function nextChange(classOf: Uint8Array, current: number, at: number, length: number): number {
  const source = units;
  for (; at < length - 3; at += 4) {
    const first = change(classOf[source[at] as number] as number, current);
    const second = change(classOf[source[at + 1] as number] as number, current);
    const third = change(classOf[source[at + 2] as number] as number, current);
    const fourth = change(classOf[source[at + 3] as number] as number, current);
    if (((first | second | third | fourth) & 256) !== 0) break;
  }
  for (; at < length; at++) {
    if ((change(classOf[source[at] as number] as number, current) & 256) !== 0) break;
  }
  return at;
}

/** Class of the code point whose first unit stands at `at`; neutral for a lone surrogate and the second half of a pair. */
function astralClass(text: string, at: number, { astral, letters }: Classes): number {
  const point = text.codePointAt(at) as number;
  if (point < 0x10000) return NEUTRAL;
  return astral[(letters ? letterScriptIds : scriptIds)[point] as number] as number;
}

/**
 * Cuts `text` into runs of equal class. Neutral code points extend the run before them; those at the start of the text
 * belong to the first run. A text without any other class is one neutral run, an empty text none. Lone surrogates are
 * neutral. `into` is overwritten and returned, so that a caller can reuse its memory.
 */
export function scan(text: string, classes: Classes, into: Runs = emptyRuns()): Runs {
  const classOf = classes.units;
  let runs = 0;
  let current = NEUTRAL;
  for (let offset = 0; offset < text.length; offset += CHUNK) {
    const length = copyUnits(text, offset);
    reserve(into, runs + length);
    let at = nextChange(classOf, current, 0, length);
    for (; at < length; at = nextChange(classOf, current, at + 1, length)) {
      let value = classOf[units[at] as number] as number;
      if (value === SURROGATE) value = astralClass(text, offset + at, classes);
      if (value === current || value === NEUTRAL) continue;
      into.starts[runs] = offset + at;
      into.classes[runs++] = value;
      current = value;
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

const identity = Uint8Array.from({ length: 256 }, (_, id) => id);
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
