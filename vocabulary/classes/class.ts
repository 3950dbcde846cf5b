/** The class of a token: what it is of, by the scripts of its letters. */

import { hanScriptOf, letterScriptOf, type ScriptCode } from '../../detectors/bare/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';

/**
 * A script by its ISO 15924 code, or one of {@link OTHER_CLASSES}. Han is told apart as far as its characters do: `Hans`, `Hant` and `Jpan` are
 * those that only Simplified Chinese, Traditional Chinese or Japanese is written with, `Hani` all that these share. `Hrkt` is kana alone;
 * kana with Han is `Jpan`, Hangul with Han `Kore`.
 */
export type TokenClass = string;

/** Classes that are no script. */
export const OTHER_CLASSES = {
  several: 'letters of several scripts',
  none: 'digits, signs and space',
  partial: 'pieces of characters',
  byte: 'bytes of byte fallback',
  special: 'special tokens',
  unused: 'tokens kept for later',
  padding: 'rows without a token',
} as const;

const KANA: ReadonlySet<ScriptCode> = new Set(['Hira', 'Kana', 'Hrkt']);
const HAN: ReadonlySet<ScriptCode> = new Set(['Hani', 'Hans', 'Hant', 'Jpan']);

/** The scripts of a text's letters, Han by its forms and kana as one. */
function scriptsIn(text: string): Set<ScriptCode> {
  const scripts = new Set<ScriptCode>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const script = letterScriptOf(codePoint);
    if (script === undefined) continue;
    if (script === 'Hani') scripts.add(hanScriptOf(codePoint));
    else scripts.add(KANA.has(script) ? 'Hrkt' : script);
  }
  return scripts;
}

/** The class of several scripts: what is shared goes with what is not, and kana or Hangul with Han. */
function together(scripts: Set<ScriptCode>): TokenClass {
  const han = [...scripts].filter((script) => HAN.has(script));
  const others = [...scripts].filter((script) => !HAN.has(script));
  const forms = han.filter((script) => script !== 'Hani');
  if (others.length === 0) return forms.length === 1 ? (forms[0] ?? 'Hani') : 'several';
  if (others.length > 1 || forms.length > 1) return 'several';
  if (others[0] === 'Hrkt' && (forms.length === 0 || forms[0] === 'Jpan')) return 'Jpan';
  return others[0] === 'Hang' && forms.length === 0 ? 'Kore' : 'several';
}

/** The class of a text. */
export function classOfText(text: string): TokenClass {
  const scripts = scriptsIn(text);
  if (scripts.size === 0) return 'none';
  const [only = 'none'] = scripts;
  return scripts.size === 1 ? only : together(scripts);
}

/** The class of a token; of an id without one, `padding`. */
export function classOf(vocabulary: Vocabulary, id: TokenId): TokenClass {
  const kind = vocabulary.kindOf(id);
  return kind === 'text' ? classOfText(vocabulary.textOf(id) ?? '') : kind;
}

/** Whether a class is one of {@link OTHER_CLASSES}, and no script. */
export function isOtherClass(name: TokenClass): name is keyof typeof OTHER_CLASSES {
  return Object.hasOwn(OTHER_CLASSES, name);
}

/** A class, and how many tokens are of it. */
interface ClassSize {
  readonly class: TokenClass;
  readonly tokens: number;
}

const others = Object.keys(OTHER_CLASSES);
const placeOf = (name: TokenClass): number => (isOtherClass(name) ? others.indexOf(name) : -1);

/** The order of lists of classes: scripts, that with most tokens first, then the others in the order of {@link OTHER_CLASSES}. */
export const inClassOrder = (a: ClassSize, b: ClassSize): number =>
  placeOf(a.class) - placeOf(b.class) || b.tokens - a.tokens || (a.class < b.class ? -1 : 1);
