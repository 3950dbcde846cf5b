/** Whether a text that is not in the language of its row is in one that its prompt asks for instead. */

import { isWrittenIn } from '../asked/index.js';
import { verdictOf } from '../identify/index.js';
import { policyFor } from '../policy/index.js';
import type { Scene } from '../scene.js';
import { union } from '../spans.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, WrongLanguage } from '../types.js';
import { stretches } from './quoted.js';

/** Code units of a text that are asked about. */
const WHOLE = 1000;

/** What of the text is running text, in lower case. */
function plainOf({ text, zones, brackets }: Scene): string {
  let plain = '';
  for (const [from, to] of stretches(text, union(zones, brackets))) {
    plain += `${text.slice(from, to)} `;
    if (plain.length >= WHOLE) break;
  }
  return plain.slice(0, WHOLE).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Whether a text in that script may be in the language asked for: the identifier does not gainsay it. */
function isIn(language: LanguageTag, { script }: WrongLanguage, scene: Scene): boolean {
  if (!isWrittenIn(new Set([language]), script)) return false;
  // A script by itself is what was asked for.
  if (primaryLanguage(language) === 'und') return true;
  const close = policyFor(language)?.close ?? [];
  return verdictOf(plainOf(scene), { language, close, identifier: scene.identifier }).kind !== 'other';
}

/** Whether the language that a text is in instead of its row's is one that the prompt asks to be answered in. */
export function isAskedFor(scene: Scene, wrong: WrongLanguage): boolean {
  const { language } = wrong;
  for (const asked of scene.prompt.asked()) {
    const isTold = language !== undefined && primaryLanguage(asked) !== 'und';
    if (isTold ? primaryLanguage(language) === primaryLanguage(asked) : isIn(asked, wrong, scene))
      return true;
  }
  return false;
}
