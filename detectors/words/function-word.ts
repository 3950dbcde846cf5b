/** Function words: of English, which are keywords in code and slips elsewhere; of any language, which stand inside names. */

import { allLanguages } from '../languages/index.js';

let words: ReadonlySet<string> | undefined;
let all: ReadonlySet<string> | undefined;

/** Whether a word, in lower case, is one of the commonest of English: for, if, with. */
export function isFunctionWord(word: string): boolean {
  words ??= new Set(allLanguages.find(({ tag }) => tag === 'en')?.functionWords?.split(' '));
  return words.has(word);
}

/** Whether a word, in lower case, is one of the commonest of any language in Latin script. */
export function isFunctionWordAnywhere(word: string): boolean {
  all ??= new Set(allLanguages.flatMap(({ functionWords }) => functionWords?.split(' ') ?? []));
  return all.has(word);
}
