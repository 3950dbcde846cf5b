/** What the prompt gave: its terms and passages, and the languages and scripts that it asks for by a name. */

import type { CandidateOf, ForeignWords } from '../find/index.js';
import type { Scene } from '../scene.js';
import type { Span } from '../types.js';
import { codePointBefore, letterScriptIds, scriptCodes, scriptId } from '../unicode/index.js';
import { touchesOwn } from './fused.js';
import type { ExemptionRule } from './rule.js';

/** Fewest characters of another script that a prompt can be said to have given. */
const GIVEN = 2;

const HAN = scriptId('Hani');
const lengthOf = (point: number | undefined): number => ((point ?? 0) > 0xffff ? 2 : 1);
const isHan = (point: number | undefined): boolean => letterScriptIds[point ?? 0] === HAN;

const hasPassage = ({ start, end }: Span, { text, prompt }: Scene): boolean =>
  prompt.hasPassage(text.slice(start, end));

/** Whether a code point is a letter of a script that is neither the language's nor Latin. */
function isForeignLetter(point: number | undefined, { policy }: Scene): boolean {
  const id = letterScriptIds[point ?? 0];
  if (id === undefined || id === 0) return false;
  const script = scriptCodes[id] ?? 'Latn';
  return script !== 'Latn' && !policy.scripts.includes(script);
}

/** Longest word of several scripts, in code units. */
const LONGEST_WORD = 40;

/** A stretch with the letters of other scripts around it: 注 and ぐ are one word. */
function wordAround({ start, end }: Span, scene: Scene): Span {
  const { text } = scene;
  let from = start;
  let to = end;
  while (start - from < LONGEST_WORD) {
    const point = codePointBefore(text, from);
    if (!isForeignLetter(point, scene)) break;
    from -= lengthOf(point);
  }
  while (to - end < LONGEST_WORD) {
    const point = text.codePointAt(to);
    if (!isForeignLetter(point, scene)) break;
    to += lengthOf(point);
  }
  return { start: from, end: to };
}

function givesScript(candidate: CandidateOf<'script'>, scene: Scene): boolean {
  // In code, what stands beside is no word: the n of a line's end.
  if (candidate.zone !== 'code' && touchesOwn(scene, candidate)) return false;
  const { script } = candidate;
  if (script !== 'Latn' && scene.prompt.excusesScript(script)) return true;
  const isGiven = (span: Span): boolean => span.end - span.start >= GIVEN && hasPassage(span, scene);
  return isGiven(candidate) || isGiven(wordAround(candidate, scene));
}

/** Marks around a sentence that the prompt may have otherwise. */
const EDGE = /[\s"“”„«»「」『』‘’*_]/u;

/** Whether the prompt holds a sentence, whatever marks stand around it. Unit by unit: a search for the end of such marks would be quadratic. */
function hasSentence({ start, end }: Span, { text, prompt }: Scene): boolean {
  let [from, to] = [start, end];
  while (from < to && EDGE.test(text.charAt(from))) from++;
  while (to > from && EDGE.test(text.charAt(to - 1))) to--;
  return from < to && prompt.hasPassage(text.slice(from, to));
}

/** Of a single character its neighbour must have come with it, as in a name. */
function givesHan({ start, end }: Span, scene: Scene): boolean {
  const { text, prompt } = scene;
  if (end - start > 1) return hasPassage({ start, end }, scene);
  const [before, after] = [codePointBefore(text, start), text.codePointAt(end)];
  return (
    (isHan(before) && prompt.hasPassage(text.slice(start - lengthOf(before), end))) ||
    (isHan(after) && prompt.hasPassage(text.slice(start, end + lengthOf(after))))
  );
}

/** Longest word before a mark, in code units. */
const BEFORE_MARK = 12;

/** Whether a mark came with the word before it, or with the words that the prompt asks for. */
function givesMark({ start, end, script }: CandidateOf<'punctuation'>, { text, prompt }: Scene): boolean {
  const [word = ''] = /\S*$/.exec(text.slice(Math.max(0, start - BEFORE_MARK), start)) ?? [];
  return (word !== '' && prompt.hasPassage(word + text.slice(start, end))) || prompt.excusesScript(script);
}

/** Whether a prompt in the language of the answer has the words, or it asks for words of their language. */
function givesWords(candidate: ForeignWords, scene: Scene): boolean {
  const { prompt } = scene;
  if (candidate.languages.some((language) => prompt.excusesLanguage(language))) return true;
  // A prompt in English holds every word of it: what it has of others, and what one in the language of the answer has, it gives.
  const isGiven = prompt.isOwn() || !candidate.languages.includes('en');
  return (isGiven && hasPassage(candidate, scene)) || candidate.words.every((word) => prompt.hasWord(word));
}

export const prompt: ExemptionRule<'prompt'> = {
  name: 'prompt',
  title: 'Terms of the prompt',
  why: 'words that the prompt gave',
  what:
    'what the prompt gave: passages of another script, sentences, Latin words. Of a prompt in Latin ' +
    'script only names and words that are not common English: "sharding" is a term, "important" was ' +
    'left untranslated. Scripts, words and lines of a language that the prompt asks for by its name (in ' +
    'the language of the answer or in English): a translation, an answer, a word of it, its grammar. To ' +
    'name a language is not to ask for it, to forbid it even less. Scripts of a word that the prompt cites',
  priority: 110,
  covers: {
    script: givesScript,
    han: (candidate, scene) =>
      givesHan(candidate, scene) ||
      (scene.policy.han === 'japanese'
        ? scene.prompt.excusesLanguage('zh')
        : scene.prompt.excusesScript(candidate.script)),
    word: (candidate, scene) => {
      if (candidate.form === 'foreign') return givesWords(candidate, scene);
      if (candidate.form === 'marked')
        return (
          hasPassage(candidate, scene) ||
          (candidate.language !== undefined && scene.prompt.excusesLanguage(candidate.language))
        );
      const { fused, text } = candidate;
      return !fused && (scene.prompt.hasWord(text) || scene.prompt.excusesScript('Latn'));
    },
    line: (candidate, scene) =>
      hasSentence(candidate, scene) || scene.prompt.excusesLanguage(candidate.language),
    damage: ({ text }, { prompt }) => prompt.hasPassage(text),
    punctuation: givesMark,
  },
  examples: [
    {
      language: 'ja',
      text: 'データベースの sharding は便利です。',
      prompt: 'Explain how sharding works in a database.',
      exempt: ['sharding'],
    },
    {
      language: 'ja',
      text: 'ロシア語では Привет と言います。',
      prompt: '「こんにちは」をロシア語で教えてください。',
      exempt: ['Привет'],
    },
    {
      language: 'ko',
      text: '이것은 对象입니다.',
      prompt: 'Always answer in Korean. Never use Chinese characters.',
      exempt: [],
      found: ['对象'],
    },
    {
      language: 'ko',
      text: '이것은 对象입니다.',
      prompt: '한자나 중국어를 절대 섞지 마세요.',
      exempt: [],
      found: ['对象'],
    },
    {
      language: 'ko',
      text: '이것은 对象 입니다.',
      prompt: '"object"를 중국어로 번역해 주세요.',
      exempt: ['对象'],
    },
    {
      language: 'de',
      text: 'Das ist душа.',
      prompt: 'Antworte nur auf Deutsch, kein Russisch!',
      exempt: [],
      found: ['душа'],
    },
    {
      language: 'ja',
      text: 'これは important です。',
      prompt: 'Why is it important to sleep?',
      exempt: [],
      found: ['important'],
    },
  ],
};
