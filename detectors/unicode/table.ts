/** Script and Script_Extensions of every code point (UAX #24), from the generated ranges. */

import type { ScriptCode } from '../types.js';
import {
  EXTENSION_RANGES,
  EXTENSION_SETS,
  NON_LETTER_RANGES,
  SCRIPT_CODES,
  SCRIPT_RANGES,
} from './scripts.generated.js';

const CODE_POINTS = 0x110000;

/** Index into {@link scriptCodes}; fits a byte. */
export type ScriptId = number;

/** ISO 15924 codes by script id; 0 is `Zzzz`. */
export const scriptCodes: readonly ScriptCode[] = SCRIPT_CODES.split(' ');

/** Fills the ranges of a list with what `change` makes of their values. */
function expand(
  ranges: string,
  into: Uint8Array | Uint16Array,
  change: (value: number) => number = (value) => value,
): void {
  let from = 0;
  for (const range of ranges.split(' ')) {
    const [gap = '', length = '', value = ''] = range.split('+');
    const start = from + Number.parseInt(gap, 36);
    from = start + Number.parseInt(length, 36);
    into.fill(change(Number.parseInt(value, 36)), start, from);
  }
}

/** Script id of each code point. */
export const scriptIds = new Uint8Array(CODE_POINTS);
expand(SCRIPT_RANGES, scriptIds);

/** Id of a script. Throws RangeError for what is no ISO 15924 code of a script in Unicode. */
export function scriptId(code: ScriptCode): ScriptId {
  const id = scriptCodes.indexOf(code);
  if (id < 0) throw new RangeError(`no script ${code} in Unicode`);
  return id;
}

const common = scriptId('Zyyy');
const inherited = scriptId('Zinh');

/** As {@link scriptIds}, but 0 for what is no letter or mark of one script: Common, Inherited, digits, punctuation, symbols. */
export const letterScriptIds = new Uint8Array(CODE_POINTS);
expand(SCRIPT_RANGES, letterScriptIds, (id) => (id === common || id === inherited ? 0 : id));
expand(NON_LETTER_RANGES, letterScriptIds, () => 0);

/** ISO 15924 code of a code point's Script property; `Zyyy` Common, `Zinh` Inherited, `Zzzz` unassigned. */
export function scriptOf(codePoint: number): ScriptCode {
  return scriptCodes[scriptIds[codePoint] ?? 0] ?? 'Zzzz';
}

/** ISO 15924 code of the script that a code point is a letter or a mark of; undefined for what is none of one script alone. */
export function letterScriptOf(codePoint: number): ScriptCode | undefined {
  const id = letterScriptIds[codePoint] ?? 0;
  return id === 0 ? undefined : scriptCodes[id];
}

const extensionSets: readonly (readonly ScriptId[])[] = EXTENSION_SETS.split(';').map((set) =>
  set.split(',').map((id) => Number.parseInt(id, 36)),
);

let extensionIndex: Uint16Array | undefined;

/** Ids of the scripts that a code point is used with (Script_Extensions); just its Script where Unicode gives no more. */
export function scriptExtensionIds(codePoint: number): readonly ScriptId[] {
  if (extensionIndex === undefined) {
    extensionIndex = new Uint16Array(CODE_POINTS);
    expand(EXTENSION_RANGES, extensionIndex);
  }
  return extensionSets[(extensionIndex[codePoint] ?? 0) - 1] ?? [scriptIds[codePoint] ?? 0];
}

/** ISO 15924 codes of the scripts that a code point is used with (Script_Extensions). */
export function scriptExtensionsOf(codePoint: number): readonly ScriptCode[] {
  return scriptExtensionIds(codePoint).map((id) => scriptCodes[id] ?? 'Zzzz');
}

const LETTER_OR_MARK = /^[\p{L}\p{M}]$/u;

/** True when a code point may stand inside a run of a script without belonging to it alone: marks and shared letters. */
export function joinsScript(codePoint: number, id: ScriptId): boolean {
  if (scriptIds[codePoint] === inherited) return true;
  return scriptExtensionIds(codePoint).includes(id) && LETTER_OR_MARK.test(String.fromCodePoint(codePoint));
}
