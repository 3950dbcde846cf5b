/** The phrases of each language that the simulated models speak. */

import type { LanguageTag } from '../../../detectors/index.js';
import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { id } from './id.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { tr } from './tr.js';
import type { Phrases } from './types.js';
import { vi } from './vi.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

export type { Phrases } from './types.js';

const phrases: ReadonlyMap<LanguageTag, Phrases> = new Map([
  ['ar', ar],
  ['de', de],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['hi', hi],
  ['id', id],
  ['it', it],
  ['ja', ja],
  ['ko', ko],
  ['pt', pt],
  ['ru', ru],
  ['tr', tr],
  ['vi', vi],
  ['zh-Hans', zhHans],
  ['zh-Hant', zhHant],
]);

/** BCP 47 tags of the languages, sorted. */
export const simulatedLanguages: readonly LanguageTag[] = [...phrases.keys()];

/** The phrases of a language. Throws RangeError for one that is not in `simulatedLanguages`. */
export function phrasesOf(language: LanguageTag): Phrases {
  const found = phrases.get(language);
  if (found === undefined) throw new RangeError(`there are no phrases in "${language}"`);
  return found;
}
