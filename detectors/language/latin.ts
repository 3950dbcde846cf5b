/** The language of running text in Latin script, by trigrams (franc). */

import { francAll } from 'franc';
import type { LanguageTag } from '../types.js';
import { isPlainly } from './function-words.js';

/** ISO 639-3 codes, which franc speaks, of the Latin-script languages that are told apart. */
const CODES: Readonly<Record<string, LanguageTag>> = {
  deu: 'de',
  eng: 'en',
  fra: 'fr',
  ind: 'id',
  ita: 'it',
  por: 'pt',
  spa: 'es',
  tur: 'tr',
  vie: 'vi',
};

const only = Object.keys(CODES);

/** Shorter texts, in code units, are lists of names as often as running text: no language is told. */
const LEAST = 60;

/** More code units than this add cost and no certainty: of a longer text, pieces of its start, middle and end are read. */
const ENOUGH = 510;

function excerpt(text: string): string {
  if (text.length <= ENOUGH) return text;
  const piece = ENOUGH / 3;
  const middle = (text.length - piece) >> 1;
  return `${text.slice(0, piece)} ${text.slice(middle, middle + piece)} ${text.slice(-piece)}`;
}

export interface LatinLanguage {
  readonly language: LanguageTag;
  /** How far the language is ahead of `than`, 0..1 of the distance scale. */
  readonly ahead: number;
}

/** The likeliest language of `text`, and how far it is ahead of the language `than`; null for a text too short to tell. */
export function latinLanguage(text: string, than: LanguageTag): LatinLanguage | null {
  if (isPlainly(text, than)) return { language: than, ahead: 0 };
  const ranking = francAll(excerpt(text), { only, minLength: LEAST });
  const [code = 'und', score = 0] = ranking[0] ?? [];
  const language = CODES[code];
  if (language === undefined) return null;
  const expected = ranking.find(([other]) => CODES[other] === than)?.[1] ?? 0;
  return { language, ahead: score - expected };
}
