/** The phrases of each language that the simulated models speak. */

import type { LanguageTag } from '../../../detectors/index.js';
import { ar } from './ar.js';
import { bn } from './bn.js';
import { cs } from './cs.js';
import { de } from './de.js';
import { el } from './el.js';
import { en } from './en.js';
import { es } from './es.js';
import { fa } from './fa.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { hi } from './hi.js';
import { id } from './id.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { ms } from './ms.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { ro } from './ro.js';
import { ru } from './ru.js';
import { sv } from './sv.js';
import { sw } from './sw.js';
import { ta } from './ta.js';
import { te } from './te.js';
import { th } from './th.js';
import { tr } from './tr.js';
import type { Phrases } from './types.js';
import { uk } from './uk.js';
import { ur } from './ur.js';
import { vi } from './vi.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

export type { Phrases } from './types.js';

const phrases: ReadonlyMap<LanguageTag, Phrases> = new Map([
  ['ar', ar],
  ['bn', bn],
  ['cs', cs],
  ['de', de],
  ['el', el],
  ['en', en],
  ['es', es],
  ['fa', fa],
  ['fr', fr],
  ['he', he],
  ['hi', hi],
  ['id', id],
  ['it', it],
  ['ja', ja],
  ['ko', ko],
  ['ms', ms],
  ['nl', nl],
  ['pl', pl],
  ['pt', pt],
  ['ro', ro],
  ['ru', ru],
  ['sv', sv],
  ['sw', sw],
  ['ta', ta],
  ['te', te],
  ['th', th],
  ['tr', tr],
  ['uk', uk],
  ['ur', ur],
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
