/** ISO 15924 codes of writing systems, as language tags carry them, in terms of Unicode's scripts. */

import type { ScriptCode } from '../types.js';
import { scriptCodes } from '../unicode/index.js';

/** Codes that Unicode knows as several scripts together, as a variety of one, or under another code. */
const SETS: Readonly<Record<ScriptCode, readonly ScriptCode[]>> = {
  Aran: ['Arab'],
  Cyrs: ['Cyrl'],
  Geok: ['Geor'],
  Hanb: ['Hani', 'Bopo'],
  Hans: ['Hani'],
  Hant: ['Hani', 'Bopo'],
  Hrkt: ['Hira', 'Kana'],
  Jamo: ['Hang'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
  Latf: ['Latn'],
  Latg: ['Latn'],
  Syre: ['Syrc'],
  Syrj: ['Syrc'],
  Syrn: ['Syrc'],
};

/** Common, Inherited and unknown: no language is written in them. */
const NONE: ReadonlySet<ScriptCode> = new Set(['Zyyy', 'Zinh', 'Zzzz']);

/** True for the ISO 15924 code of a script that Unicode gives letters to: `Cyrl`, `Hani`; not `Jpan`, `Hans`, `Zyyy`. */
export function isScript(code: ScriptCode): boolean {
  return scriptCodes.includes(code) && !NONE.has(code);
}

/** Unicode's scripts for an ISO 15924 code, `Jpan` or `Cyrl`; undefined for what is no writing system that Unicode holds. */
export function scriptsOf(code: ScriptCode): readonly ScriptCode[] | undefined {
  if (Object.hasOwn(SETS, code)) return SETS[code];
  return isScript(code) ? [code] : undefined;
}
