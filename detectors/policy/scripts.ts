/** Which scripts a language tag stands for: the ISO 15924 code that it carries, or the one that CLDR holds likely. */

import type { LanguageTag, ScriptCode } from '../types.js';
import { scriptCodes } from '../unicode/index.js';
import { LIKELY_SCRIPTS } from './likely-scripts.generated.js';

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

let known: ReadonlyMap<LanguageTag, ScriptCode> | undefined;

function table(): ReadonlyMap<LanguageTag, ScriptCode> {
  known ??= new Map(
    LIKELY_SCRIPTS.split(';').flatMap((group) => {
      const [script = '', tags = ''] = group.split(':');
      return tags.split(',').map((tag) => [tag, script] as const);
    }),
  );
  return known;
}

/**
 * ISO 15924 code of the likely script, region considered; undefined where CLDR has none. That a language is in Latin script the
 * engine says: an older one may know fewer of them, and none that it knows is in another script than here.
 */
export function likelyScript(language: LanguageTag, locale: Intl.Locale): ScriptCode | undefined {
  const { region } = locale;
  const listed = (region && table().get(`${language}-${region}`)) ?? table().get(language);
  if (listed !== undefined) return listed;
  // CLDR takes the undetermined language for English.
  return language !== 'und' && locale.maximize().script === 'Latn' ? 'Latn' : undefined;
}
