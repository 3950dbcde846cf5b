/** The main language of a text: the one asked for, or another one. */

import { isOrdinaryWord } from '../exempt/index.js';
import type { HanVerdict } from '../find/index.js';
import type { Policy } from '../policy/index.js';
import type { MainLanguage, Scene } from '../scene.js';
import type { Share } from '../share.js';
import { spanAt } from '../spans.js';
import type { WrongLanguage } from '../types.js';
import { judgeAlphabet } from './alphabet.js';
import { hanShare } from './east-asian.js';
import { latinLines } from './latin.js';

export { hasOtherLetters } from './alphabet.js';
export { isAskedFor } from './asked.js';

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
function isListOfNames({ words, zones }: Scene): boolean {
  const enough = ORDINARY_SHARE * words.length;
  let ordinary = 0;
  let all = 0;
  for (const word of words) {
    if (spanAt(zones, word.start) !== undefined) continue;
    all++;
    // Whatever the words behind are.
    if (isOrdinaryWord(word) && ++ordinary >= enough) return false;
  }
  return all === 0 || ordinary < ORDINARY_SHARE * all;
}

/** A text with nothing in another language. */
export const NO_OTHER: MainLanguage = { wrongLanguage: null, lines: [], marked: [] };

const wrong = (wrongLanguage: WrongLanguage): MainLanguage => ({ ...NO_OTHER, wrongLanguage });

/** The main language of a scene: by the share of scripts, by Han, by lines, by letters. */
export function mainLanguage(scene: Scene, share: Share): MainLanguage {
  const { policy, han } = scene;
  // Between languages that share Han, scripts do not tell.
  const among = hanShare(scene, share);
  if (among !== undefined && among.instead !== null && among.own < OWN_SHARE)
    return wrong({ script: among.script, language: among.instead, share: 1 - among.own });
  const lacks = share.lacksEssential && isChinese(han, policy, share.ownLetters);
  const own = lacks ? 0 : Math.max(share.own, among?.withHanja ?? 0);
  if (own < OWN_SHARE && !(share.script === 'Latn' && isListOfNames(scene)))
    return wrong({ script: share.script, share: 1 - own });
  if (policy.latin === 'own') {
    const verdict = latinLines(scene);
    return 'script' in verdict ? wrong(verdict) : { ...NO_OTHER, lines: verdict };
  }
  return han.wrong === null ? judgeAlphabet(scene) : wrong(han.wrong);
}
