/** Damage that a text speaks of: what it looks like, how it comes about. */

import type { CandidateOf } from '../find/index.js';
import { inkBefore, isBetweenSentences, isItem, isQuoted, isWord } from '../markup/index.js';
import type { Scene } from '../scene.js';
import type { ExemptionRule } from './rule.js';

/** Words of texts about tokens of models; about how tokenizers make them; about text that was read in a wrong encoding. */
const OF_TOKENS =
  /token|vocab|byte.?pair|\bBPE\b|sentencepiece|トークン|токен|词元|分词|詞元|分詞|标记|標記|토큰|โทเค็น|توكن/iu;
const OF_TOKENIZERS =
  /tokeni[sz]|byte.?pair|byte-level|\bBPE\b|sentencepiece|токениз|分词|分詞|トークナイ|トークン化|토크나이|토큰화/iu;
const OF_ENCODINGS =
  /mojibake|garbled|latin-?1\b|cp-?125\d|windows-125\d|iso-?8859|character encoding|文字化け|文字コード|乱码|亂碼|кодировк|кракозябр|encodage|zeichenkodierung|zeichensatz|codificación de caracteres|codificação de caracteres|인코딩/iu;

/** Share of a text in code units from which damage is no example: all of it is broken. */
const BROKEN = 0.08;

/** Whether as much of the text is damage as where nothing was decoded. */
function isBroken({ text, damage }: Scene): boolean {
  let broken = 0;
  for (const { start, end, sort } of damage) if (sort !== 'control') broken += end - start;
  return broken >= BROKEN * text.length;
}

/** What stands for a space or a line's end in vocabularies, alone. */
const SPACES = /^[ĠĊ▁]+$/;

/** Whether a text or its prompt is about something, looked up once: a text may have thousands of such letters. */
function aboutBy(words: RegExp): (scene: Scene) => boolean {
  const known = new WeakMap<Scene, boolean>();
  return (scene) => {
    const about =
      known.get(scene) ?? ((words.test(scene.text) || scene.prompt.matches(words)) && !isBroken(scene));
    known.set(scene, about);
    return about;
  };
}

const isAboutTokens = aboutBy(OF_TOKENS);
const isAboutTokenizers = aboutBy(OF_TOKENIZERS);
const isAboutEncodings = aboutBy(OF_ENCODINGS);

/** Whether a control token is a word of a sentence, of a list or a table. */
function isSpoken(token: CandidateOf<'damage'>, scene: Scene): boolean {
  const { text } = scene;
  const before = inkBefore(text, token.start);
  if (before >= 0 && isItem(text, before + 1)) return true;
  if (isBetweenSentences(text, token)) return false;
  return isWord(text, token) || isAboutTokens(scene);
}

export const mention: ExemptionRule<'mention'> = {
  name: 'mention',
  title: 'Spoken of',
  why: 'damage that the text speaks of',
  what:
    'damage that a text speaks of: alone between quotation marks or in brackets; a control token as the head of an item or as a word of a ' +
    'sentence; letters and tokens of bytes in a text about tokens of models, text in a wrong encoding in one about encodings',
  priority: 105,
  covers: {
    damage(candidate, scene) {
      const { sort, text } = candidate;
      // Text that cannot be read is not spoken of by standing in quotation marks, as it does in tables.
      const isMarkup = (sort !== 'mojibake' && sort !== 'bpe') || SPACES.test(text);
      if (isMarkup && isQuoted(scene.text, candidate)) return true;
      switch (sort) {
        case 'control':
          return isSpoken(candidate, scene);
        case 'byte':
        case 'bpe':
          return isAboutTokenizers(scene) || isAboutEncodings(scene);
        case 'mojibake':
          return isAboutEncodings(scene);
        default:
          return false;
      }
    },
    punctuation: ({ start, end }, { text }) => isQuoted(text, { start, end }),
  },
  examples: [
    {
      language: 'en',
      text: 'Generation ends at the token "<|endoftext|>" as a rule.',
      exempt: ['<|endoftext|>'],
    },
    { language: 'en', text: 'That is all.<|endoftext|>', exempt: [], found: ['<|endoftext|>'] },
    {
      language: 'en',
      text: 'The text is UTF-8, but was read as Latin-1: cafÃ© for café.',
      exempt: ['Ã©'],
    },
  ],
};
