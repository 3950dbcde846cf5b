/** What tells names of programs in a text from words of English: its code, its program lines, its lists of names. */

import type { Span } from '../types.js';
import { shownCode } from './code.js';
import { codeWords } from './code-words.js';
import { programLines } from './program.js';

export interface TechnicalText {
  /** Whether it, or the prompt, has code. */
  readonly hasCode: boolean;
  /** The words of that code, as they are written. */
  readonly words: ReadonlySet<string>;
  /** Lines that are a program without a fence; sorted and disjoint. */
  readonly programs: readonly Span[];
  /** Words in small letters that lines of a list begin with, each with what it is behind it, where there are several. */
  readonly listed: ReadonlySet<string>;
}

/** A line of a list that begins with one word in small letters, alone or in bold, and says what it is in another script. */
const HEAD =
  /^[ \t]{0,12}(?:[\-*•+]|\d{1,3}[.\)])[ \t]{1,6}[*_`]{0,3}([a-z][\w.\-]*)(?:\(\))?[*_`]{0,3} ?(?:[:：—–=\-]|\*\*[:：])[*_`]{0,3} ?(?=[^\n]{0,40}[\p{L}--\p{Script=Latin}])/gmv;
/** Fewest such lines of a list of names. */
const HEADS = 3;

function listedIn(text: string): ReadonlySet<string> {
  const heads = Array.from(text.matchAll(HEAD), ([, head]) => head as string);
  return new Set(heads.length < HEADS ? [] : heads);
}

/** `code` are the stretches of the text that are code; `prompt` is what was said before it. */
export function technicalText(text: string, code: readonly Span[], prompt: readonly string[]): TechnicalText {
  const programs = programLines(text);
  const given = prompt.map((said) => ({ text: said, code: [...shownCode(said).all, ...programLines(said)] }));
  const hasCode = code.length > 0 || programs.length > 0 || given.some((said) => said.code.length > 0);
  return {
    hasCode,
    words: hasCode ? codeWords([{ text, code: [...code, ...programs] }, ...given]) : new Set(),
    programs,
    listed: listedIn(text),
  };
}
