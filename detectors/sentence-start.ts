/** Where a sentence or a line begins, as far as marks tell: what stands there may have a capital and be no name. */

/** What comes before its first word: a mark that ends sentences in any script, a colon, a line's break and what sets off an item or a title, marks that open. */
const SENTENCE_START =
  /(?:[\n…:：\p{Sentence_Terminal}][\s*_"'\p{Ps}\p{Pi}]{0,4}|\n[^\p{L}\n]{0,8})[*_"'\p{Ps}\p{Pi}]{0,4}$/u;
const LONGEST_START = 8;

/** Whether a sentence or a line begins at `at`. A text begins as a line does. */
export const startsSentence = (text: string, at: number): boolean =>
  SENTENCE_START.test(at < LONGEST_START ? `\n${text.slice(0, at)}` : text.slice(at - LONGEST_START, at));
