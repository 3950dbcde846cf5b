/** What the prompt gave: its terms and passages, and the languages and scripts that it asks for by a name. */

import type { CandidateOf } from '../find/index.js';
import type { Scene } from '../scene.js';
import type { Span } from '../types.js';
import { codePointBefore, letterScriptIds, scriptId } from '../unicode/index.js';
import { touchesOwn } from './fused.js';
import type { ExemptionRule } from './rule.js';

/** Fewest characters of another script that a prompt can be said to have given. */
const GIVEN = 2;

const HAN = scriptId('Hani');
const isHan = (point: number | undefined): boolean => letterScriptIds[point ?? 0] === HAN;

const hasPassage = ({ start, end }: Span, { text, prompt }: Scene): boolean =>
  prompt.hasPassage(text.slice(start, end));

function givesScript(candidate: CandidateOf<'script'>, scene: Scene): boolean {
  if (touchesOwn(scene, candidate)) return false;
  const { start, end, script } = candidate;
  return (
    (end - start >= GIVEN && hasPassage(candidate, scene)) ||
    (script !== 'Latn' && scene.prompt.namesScript(script))
  );
}

/** Of a single character its neighbour must have come with it, as in a name. */
function givesHan({ start, end }: Span, scene: Scene): boolean {
  const { text, prompt } = scene;
  if (end - start > 1) return hasPassage({ start, end }, scene);
  const [before, after] = [codePointBefore(text, start), text.codePointAt(end)];
  const length = (point: number | undefined): number => ((point ?? 0) > 0xffff ? 2 : 1);
  return (
    (isHan(before) && prompt.hasPassage(text.slice(start - length(before), end))) ||
    (isHan(after) && prompt.hasPassage(text.slice(start, end + length(after))))
  );
}

export const prompt: ExemptionRule<'prompt'> = {
  name: 'prompt',
  title: 'Terms of the prompt',
  why: 'words that the prompt gave',
  what:
    'what the prompt gave: passages of another script, sentences, Latin words. Of a prompt in Latin ' +
    'script only names and words that are not common English: "sharding" is a term, "important" was ' +
    'left untranslated. Scripts, words and lines of a language that the prompt asks for by its name ' +
    '(in the language of the answer or in English; English itself only in the former) and does not forbid',
  priority: 110,
  covers: {
    script: givesScript,
    han: (candidate, scene) => givesHan(candidate, scene) || scene.prompt.namesLanguage('zh'),
    word: (candidate, scene) => {
      if (candidate.form === 'marked') return hasPassage(candidate, scene);
      const { fused, text } = candidate;
      return !fused && (scene.prompt.hasWord(text) || scene.prompt.namesScript('Latn'));
    },
    line: (candidate, scene) =>
      hasPassage(candidate, scene) || scene.prompt.namesLanguage(candidate.language),
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
