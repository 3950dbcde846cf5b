/** The phrases that the simulated models speak: `phrases/LANGUAGE.json`, read when they are first needed. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LanguageTag, ScriptCode } from '../../detectors/index.js';

/** What a language's text is composed of, and what its requests are told by. */
export interface Phrases {
  /** The script that most of the text is in, as an ISO 15924 code. */
  readonly script: ScriptCode;
  /** What stands between two sentences; Thai has a space there, and none between words. */
  readonly separator: '' | ' ';
  /** Complete sentences that can follow each other in any order. */
  readonly sentences: readonly string[];
  readonly headings: readonly string[];
  /** Words that requests in it are full of, lower-case, with spaces between them; where other languages share its script. */
  readonly words?: string;
  /** Letters that few others of those languages have, lower-case. */
  readonly letters?: string;
}

const folder = fileURLToPath(
  new URL('./harness/simulator/phrases/', import.meta.resolve('offscript/package.json')),
);

/** BCP 47 tags of the languages, sorted. */
export const simulatedLanguages: readonly LanguageTag[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

const known = new Map<LanguageTag, Phrases>();

/** The phrases of a language. Throws RangeError for one that is not in `simulatedLanguages`. */
export function phrasesOf(language: LanguageTag): Phrases {
  let found = known.get(language);
  if (found !== undefined) return found;
  if (!simulatedLanguages.includes(language)) throw new RangeError(`there are no phrases in "${language}"`);
  found = JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')) as Phrases;
  known.set(language, found);
  return found;
}
