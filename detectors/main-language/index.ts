/** The main language of a text: the one asked for, or another one. */

import { isOrdinaryWord } from '../exempt/index.js';
import type { HanVerdict } from '../find/index.js';
import type { Policy } from '../policy/index.js';
import type { JudgedScene, Scene } from '../scene.js';
import type { Share } from '../share.js';
import { judgeAlphabet } from './alphabet.js';
import { latinLines } from './latin.js';

export { hasOtherLetters } from './alphabet.js';

/** Share of a text that must be in the language asked for; below it the response is in the wrong language. */
const OWN_SHARE = 0.4;

/** Of Latin words in a text in Latin script, the share that must be ordinary for it to be running text and no list of names. */
const ORDINARY_SHARE = 0.25;

/** Share of the letters of a text without kana that must stand in Chinese stretches. */
const CHINESE_SHARE = 0.2;

/**
 * Whether a text without kana is Chinese where Japanese was asked for, and no list of names in kanji: of its letters enough stand in
 * Chinese stretches.
 */
function isChinese({ spans }: HanVerdict, { han }: Policy, letters: number): boolean {
  if (han !== 'japanese') return true;
  return spans.reduce((sum, { start, end }) => sum + end - start, 0) >= CHINESE_SHARE * letters;
}

/** A list of names is in no language: Latin script alone says nothing where hardly any word is an ordinary one. */
function isListOfNames({ words }: Scene): boolean {
  const ordinary = words.filter(isOrdinaryWord).length;
  return ordinary < ORDINARY_SHARE * words.length;
}

/** The scene with its main language: by the share of scripts, by Han, by lines, by letters. */
export function judgeLanguage(scene: Scene, share: Share): JudgedScene {
  const { policy, han } = scene;
  const nothing = { lines: [], marked: [] };
  const own = share.lacksEssential && isChinese(han, policy, share.ownLetters) ? 0 : share.own;
  const isNames = share.script === 'Latn' && isListOfNames(scene);
  if (own < OWN_SHARE && !isNames)
    return { ...scene, ...nothing, wrongLanguage: { script: share.script, share: 1 - own } };
  if (policy.latin === 'own') {
    const verdict = latinLines(scene);
    return 'script' in verdict
      ? { ...scene, ...nothing, wrongLanguage: verdict }
      : { ...scene, ...nothing, wrongLanguage: null, lines: verdict };
  }
  if (han.wrong !== null) return { ...scene, ...nothing, wrongLanguage: han.wrong };
  const { wrong, lines, marked } = judgeAlphabet(scene);
  return { ...scene, wrongLanguage: wrong, lines, marked };
}
