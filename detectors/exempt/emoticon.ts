/** Emoticons: faces of signs, whose letters are in no language: (ﾟДﾟ), ಠ_ಠ, ლ(╹◡╹ლ), ٩(ˊᗜˋ*)و. */

import type { Scene } from '../scene.js';
import type { Span } from '../types.js';
import type { ExemptionRule } from './rule.js';

/** A sign that can be an eye: no letter, digit or space, and nothing that text has in brackets. */
const EYE = String.raw`[[\p{S}\p{P}\p{Lm}\p{M}]--[\(\)（）ʕʔ,.、。，:：;；\-‐‑–—"'«»“”‘’「」%#@\/&+=*_~´｀\`<>≧≦ˊˋ×÷]]`;
/** Eyes that look at each other. */
const FACING = ['´｀', '´`', '｀´', '`´', '≧≦', '><', '＞＜', 'ˊˋ', 'ˋˊ'].map(
  (eyes) => `${eyes.charAt(0)}.{1,5}?${eyes.charAt(1)}`,
);
/** Two eyes alike or facing with a mouth between them, tears, eyes that are one letter with signs for a mouth. */
const EYES = [
  String.raw`(?<eye>${EYE}).{1,5}?\k<eye>`,
  String.raw`(?<tear>[;；])\p{L}\k<tear>`,
  String.raw`(?<letter>[\p{L}--\p{Script=Latin}])[[\p{S}\p{P}益]--[\(\),]]{1,3}\k<letter>`,
  String.raw`'[\u0300-\u036f].{1,3}?'[\u0300-\u036f]`,
  ...FACING,
].join('|');
const NO_BRACKET = String.raw`[^\(\)（）ʕʔ\n]{0,6}`;
const HANDS = String.raw`[\p{L}\p{M}]{0,2}`;
/** A face between brackets, and a shrug, with hands. */
const FACE = new RegExp(
  `${HANDS}(?:[\\(（ʕ]${NO_BRACKET}?(?:${EYES})${NO_BRACKET}[\\)）ʔ]|[\\\\＼][_ー]{0,2}[\\(（].[\\)）][_ー]{0,2}[\\/／])${HANDS}`,
  'gv',
);
/** A face without brackets: ಠ_ಠ. */
const BARE =
  /(?<![\p{L}\p{M}])(?<letter>[\p{L}--\p{Script=Latin}])[_‿◡﹏益]{1,3}\k<letter>(?![\p{L}\p{M}])/gv;

/** Code units of the longest face, on either side of a letter in it. */
const AROUND = 20;
/** Letters side by side that are a word, and no part of a face. */
const WORD = 3;

/** Whether a stretch is a letter or two of an emoticon. */
function isInFace(text: string, { start, end }: Span): boolean {
  if (end - start >= WORD) return false;
  const from = Math.max(0, start - AROUND);
  const around = text.slice(from, end + AROUND);
  for (const face of [FACE, BARE]) {
    for (const match of around.matchAll(face)) {
      const at = from + match.index;
      if (at <= start && end <= at + match[0].length) return true;
    }
  }
  return false;
}

const isFace = (candidate: Span, { text }: Scene): boolean => isInFace(text, candidate);

export const emoticon: ExemptionRule<'emoticon'> = {
  name: 'emoticon',
  title: 'Emoticons',
  why: 'letters in faces of signs',
  what:
    'a letter or two in a face: in brackets with two eyes that are alike or look at each other, ' +
    '(ﾟДﾟ), (´Д｀), its hands (ლ(╹◡╹ლ), ٩(ˊᗜˋ*)و), or between signs, ಠ_ಠ',
  priority: 45,
  covers: { script: isFace, han: isFace },
  examples: [
    { language: 'ja', text: 'それは驚きですね(ﾟДﾟ)！ぜひ(´Д｀)見てください。', exempt: ['Д', 'Д'] },
    { language: 'ko', text: '정말 대단하네요 내일도 힘내세요 ٩(ˊᗜˋ*)و', exempt: ['ᗜ', 'و'] },
    { language: 'en', text: 'That is hard to believe ಠ_ಠ but it is true.', exempt: ['ಠ', 'ಠ'] },
    { language: 'ja', text: '文字（Д）と「д」があります。', exempt: [], found: ['Д', 'д'] },
  ],
};
