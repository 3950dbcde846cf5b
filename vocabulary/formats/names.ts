/** What classes of tokens are called, and how tokens are shown. */

import { escapeHidden, scriptName } from '../../reports/display/index.js';
import { classOf, classOfText, isOtherClass, OTHER_CLASSES, type TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Written } from './document/index.js';

const HAN: Readonly<Record<string, string>> = {
  Hani: 'Han, shared',
  Hans: 'Han, only Simplified',
  Hant: 'Han, only Traditional',
  Jpan: 'Japanese: kana with Han, or Han of Japanese only',
  Hrkt: 'Kana',
  Kore: 'Hangul with Han',
};

/** A class in English: `Cyrillic`, `Han, only Simplified`, `digits, signs and space`. */
export function className(name: TokenClass): string {
  if (isOtherClass(name)) return OTHER_CLASSES[name];
  return Object.hasOwn(HAN, name) ? (HAN[name] ?? name) : scriptName(name);
}

/** `e4 b8`: bytes in hexadecimal. */
export const bytesShown = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');

/** A token between quotation marks, so that its spaces are seen; its bytes where it is no text. */
export function tokenShown(vocabulary: Vocabulary, id: TokenId): string {
  const text = vocabulary.textOf(id);
  return text === null ? `<${bytesShown(vocabulary.bytesOf(id))}>` : JSON.stringify(text);
}

/** A token as a cell of a table, in the letters of its language; `after` stands behind it. */
export const tokenCell = (vocabulary: Vocabulary, id: TokenId, after = ''): Written => ({
  text: `${tokenShown(vocabulary, id)}${after}`,
  language: languageOfClass(classOf(vocabulary, id)),
});

/** What the CSV of a vocabulary says of each token. */
export const TOKEN_COLUMNS = ['id', 'bytes', 'text', 'kind', 'class'] as const;

/** The cells of {@link TOKEN_COLUMNS}: bytes in hexadecimal, the text with what cannot be seen made visible (empty where it is no whole characters). */
export const tokenCells = (vocabulary: Vocabulary, id: TokenId): (string | number)[] => [
  id,
  Buffer.from(vocabulary.bytesOf(id)).toString('hex'),
  escapeHidden(vocabulary.textOf(id) ?? ''),
  vocabulary.kindOf(id),
  classOf(vocabulary, id),
];

/** The language of a class whose letters are drawn as that language draws them. */
const LANGUAGES: Readonly<Record<TokenClass, string>> = {
  Hans: 'zh-Hans',
  Hant: 'zh-Hant',
  Jpan: 'ja',
  Hrkt: 'ja',
  Hang: 'ko',
  Kore: 'ko',
  Arab: 'ar',
  Hebr: 'he',
  Deva: 'hi',
  Beng: 'bn',
  Taml: 'ta',
  Thai: 'th',
};

/** The language in whose letters a page shows tokens of a class; undefined where nothing tells. */
export const languageOfClass = (name: TokenClass): string | undefined =>
  Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;

/** The language of a text's letters, as far as they tell. */
export const languageOfText = (text: string | null): string | undefined =>
  text === null ? undefined : languageOfClass(classOfText(text));

/** A token of which its id and its text are known, without its vocabulary: `"嘉祺"`; its number where it is no text. */
export const listedToken = ({ id, text }: { readonly id: TokenId; readonly text: string | null }): string =>
  text === null ? `#${id}` : JSON.stringify(text);
