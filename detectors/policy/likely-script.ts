/** The script that a language is likely written in, by CLDR; the same in every engine but for languages in Latin script. */

import type { LanguageTag, ScriptCode } from '../types.js';
import { LIKELY_SCRIPTS } from './likely-scripts.generated.js';

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
