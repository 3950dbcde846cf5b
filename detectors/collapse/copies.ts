/** Copies: answers that give back the request, or the answer of an example in it, with next to nothing of their own. */

import { hashesOf } from './grams.js';
import { firstLetters, type Letters, lettersOf, weightOfUnit } from './letters.js';
import { type Request, requestOf } from './request.js';

/** Letters of a stretch that is found again: some five words. Names and terms are shorter as a rule. */
const STRETCH = 30;
const WIDE_STRETCH = 12;

/** Weight of an answer, of a request, and of what an echo has of it, from which a copy can be told from a short answer that names its question. */
const LEAST = 50;

/** Share of an answer in such stretches (the coverage of Grusky, Naaman and Artzi, Newsroom, NAACL 2018, over letters) from which it has nothing of its own. */
const COPIED = 0.8;
const COPIED_EXAMPLE = 0.7;

/** Least share of the request that an echo holds. */
const ECHOED = 0.6;

const stretchOf = ({ wide }: Letters): number => (wide ? WIDE_STRETCH : STRETCH);

/** Share of the letters that stand in stretches found in one of the texts. */
function coverage({ units }: Letters, texts: readonly Letters[], stretch: number): number {
  const known = new Set<number>();
  for (const text of texts) for (const hash of hashesOf(text.units, stretch)) known.add(hash);
  let covered = 0;
  let end = 0;
  for (const [start, hash] of hashesOf(units, stretch).entries()) {
    if (!known.has(hash)) continue;
    covered += start + stretch - Math.max(start, end);
    end = start + stretch;
  }
  return units.length === 0 ? 0 : covered / units.length;
}

/** Where the first `length` units of `part` stand in `units` for the first time, -1 where nowhere or where `length` is 0. */
function indexOf(units: Uint16Array, part: Uint16Array, length = part.length): number {
  if (length === 0) return -1;
  const first = part[0];
  for (let at = 0; at + length <= units.length; at++) {
    if (units[at] !== first) continue;
    let i = 1;
    while (i < length && units[at + i] === part[i]) i++;
    if (i === length) return at;
  }
  return -1;
}

/** Ends of sentences, lines and quotations. */
const STOP = /[.!?:;。！？：；．।؟…\n\r"”“»«」』]/u;

/** Whether a sentence goes on behind the first `count` letters of a text. */
function goesOn(text: string, count: number): boolean {
  let left = count;
  let at = 0;
  for (const character of text) {
    if (left === 0 && STOP.test(character)) return false;
    const size = lettersOf(character).units.length;
    if (left === 0 && size > 0) return true;
    left = Math.max(0, left - size);
    at += character.length;
  }
  return at < text.length;
}

/** The beginning of the request that is looked for: memory that every call uses anew. */
const beginning = new Uint16Array(STRETCH);

/**
 * Whether an answer echoes a request, from its beginning to its end; or, of one that stands on a single line, from its beginning until the answer breaks off in
 * the midst of a sentence. An answer that returns a text to work on has no reason to repeat what to do with it.
 */
function echoes(answer: Letters, text: string): boolean {
  const stretch = stretchOf(answer);
  // No answer to most begins like its request, so the rest of that is not even read.
  const known = firstLetters(text, stretch, beginning);
  if (indexOf(answer.units, beginning, known) < 0) return false;
  const request = lettersOf(text);
  if (request.weight < LEAST) return false;
  if (coverage(answer, [request], stretch) < COPIED) return false;
  const reachesEnd = indexOf(answer.units, request.units.subarray(-stretch)) >= 0;
  if (reachesEnd) return coverage(request, [answer], stretch) >= ECHOED;
  const last = indexOf(request.units, answer.units.subarray(-stretch)) + stretch;
  return (
    last >= stretch && last * weightOfUnit(request) >= LEAST && !/[\n\r]/.test(text) && goesOn(text, last)
  );
}

function returnsExample(answer: Letters, { text, examples }: Request): boolean {
  if (examples.length === 0) return false;
  const stretch = stretchOf(answer);
  const given = examples.map((example) => lettersOf(example));
  return (
    coverage(answer, given, stretch) > 0 &&
    coverage(answer, [...given, lettersOf(text)], stretch) >= COPIED_EXAMPLE
  );
}

/** Whether an answer copies what was last said to the model. */
export function copies(answer: Letters, prompt: string): boolean {
  if (answer.weight < LEAST) return false;
  const request = requestOf(prompt);
  return echoes(answer, request.text.trim()) || returnsExample(answer, request);
}
