/** Where a slip goes: inside a sentence, replacing a word, beside one, or glued to its letters. */

import { intruders, wordSeparator } from './intruders.js';
import type { Phrases } from './phrases.js';
import { below, draw, pick, type Random } from './random.js';
import type { Intruder, IntrudingScript, SlipTable } from './types.js';

/** Share of slips that are two words long. */
const TWO_WORDS = 0.2;

/** The intruders of one response, drawn by their rates. A response in the wrong language has no other slips. */
export function drawIntruders(rates: SlipTable[string] | undefined, random: Random): Intruder[] {
  if (rates === undefined) return [];
  const wrong = rates.wrong ?? 0;
  if (random() < wrong) return ['wrong'];
  // A rate is a share of all responses, and the wrong ones have taken theirs.
  return (Object.entries(rates) as [Intruder, number][])
    .filter(([intruder, rate]) => random() < rate / (1 - wrong) && intruder !== 'wrong')
    .map(([intruder]) => intruder);
}

function intrusion(script: IntrudingScript, random: Random): string {
  return draw(random, intruders[script], random() < TWO_WORDS ? 2 : 1).join(wordSeparator(script));
}

/** What a slip may stand after and before: some vowels of Thai are not to be parted from the consonant after or before them. */
const ENDS_WORD = /[[\p{L}\p{M}]--[เ-ไ]]/v;
const BEGINS_WORD = /[\p{L}--[ะาำๅๆ]]/v;

/** Between two letters of a text without spaces, in place of up to three of them. */
function slipBetweenLetters(sentence: string, words: string, random: Random, replace: boolean): string {
  const letters = [...sentence];
  const gaps = letters.flatMap((letter, i) => {
    const previous = letters[i - 1];
    return previous !== undefined && ENDS_WORD.test(previous) && BEGINS_WORD.test(letter) ? [i] : [];
  });
  const at = pick(random, gaps);
  let end = at;
  for (let left = replace ? below(random, 4) : 0; left > 0 && gaps.includes(end + 1); left--) end++;
  const space = random() < 0.4 ? ' ' : '';
  return letters.slice(0, at).join('') + space + words + space + letters.slice(end).join('');
}

/** In place of a word after the first, before it, or glued to it; a Korean word keeps its ending. */
function slipBetweenWords(
  sentence: string,
  words: string,
  random: Random,
  { replace, glue }: { readonly replace: boolean; readonly glue: 'word' | 'ending' | 'no' },
): string {
  const native = sentence.split(' ');
  const at = 1 + below(random, native.length - 1);
  const word = native[at] as string;
  const [, core = word, tail = ''] = /^(.*?)([\p{P}\s]*)$/u.exec(word) ?? [];
  const form = random();
  if (!replace || form < 0.35) native[at] = `${words} ${word}`;
  else if (form < 0.7 || glue === 'no') native[at] = words + tail;
  else if (glue === 'ending') native[at] = words + core.slice(Math.ceil(core.length / 2)) + tail;
  else native[at] = random() < 0.5 ? words + core + tail : core + words + tail;
  return native.join(' ');
}

/** `sentences` with the words of each intruder in one of them, another one each as long as there are enough. */
export function slipInto(
  sentences: readonly string[],
  phrases: Phrases,
  scripts: readonly IntrudingScript[],
  random: Random,
): string[] {
  const slipped = [...sentences];
  const order = draw(random, [...sentences.keys()]);
  for (const [i, script] of scripts.entries()) {
    const at = order[i % order.length] as number;
    const sentence = slipped[at] as string;
    const words = intrusion(script, random);
    // A second slip in a sentence must not take the first one's place.
    const replace = i < order.length;
    const glue = script === phrases.script ? 'no' : phrases.script === 'Hang' ? 'ending' : 'word';
    slipped[at] =
      wordSeparator(phrases.script) === ''
        ? slipBetweenLetters(sentence, words, random, replace)
        : slipBetweenWords(sentence, words, random, { replace, glue });
  }
  return slipped;
}
