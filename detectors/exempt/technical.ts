/** Names of programs, modules, functions in small letters, and terms of science that all languages write in Latin. */

import {
  type CandidateOf,
  type ForeignWords,
  isLatinWord,
  type Judged,
  type LatinWord,
} from '../find/index.js';
import type { Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import {
  isBorrowedBySoftware,
  isCommonEnglish,
  isFunctionWord,
  isInternational,
  isOfSoftware,
  LATIN_TERMS,
} from '../words/index.js';
import type { ExemptionRule } from './rule.js';
import { type Called, isCalledIn } from './things.js';

const PHRASE = new RegExp(`(?<!\\p{Script=Latin})(?:${LATIN_TERMS})(?!\\p{Script=Latin})`, 'giu');
const PHRASE_WORDS = new Set(LATIN_TERMS.split(/[ |]/));
const LONGEST_PHRASE = Math.max(...LATIN_TERMS.split('|').map(({ length }) => length));

function isInPhrase(lower: string, { start, end }: Span, text: string): boolean {
  if (!PHRASE_WORDS.has(lower)) return false;
  const from = Math.max(0, start - LONGEST_PHRASE);
  for (const { 0: phrase, index } of text.slice(from, end + LONGEST_PHRASE).matchAll(PHRASE))
    if (from + index <= start && end <= from + index + phrase.length) return true;
  return false;
}

const HYPHEN = /[-‐‑]/;
/** Endings of verbs, without which a word of software may be known: finetuning, pretrained. */
const INFLECTED = /(?:ing|ed|er|ers)$/;

/** Letters that no word of English is written with: pptx, gcc. */
const ACRONYM = /^[bcdfghjklmnpqrstvwxz]{2,}$/;
const isPartOfName = (part: string): boolean => isOfSoftware(part) || ACRONYM.test(part);

/** Whether words that hyphens join are a name by its parts (scikit-learn), by what they are in one (fine-tuning), or by their number. */
function isJoinedName(parts: readonly string[], hasCode: boolean): boolean {
  if (parts.length < 2 || parts.some((part) => part === '')) return false;
  const joined = parts.join('');
  const stem = joined.replace(INFLECTED, '');
  if (isOfSoftware(joined) || (stem !== joined && (isOfSoftware(stem) || isOfSoftware(`${stem}e`))))
    return true;
  if (hasCode && parts.some((part) => part.length > SYLLABLE && !isCommonEnglish(part))) return true;
  return parts.some(isPartOfName) || (parts.length > 2 && !parts.some(isFunctionWord));
}

const speaking = new WeakMap<Scene, boolean>();

/** Fewest words that English and software share, one of them no syllable, in a text that speaks of programs without others. */
const BORROWED = 2;
const SYLLABLE = 3;
const CALL = /[A-Za-z_]\w*\(\)/;

/** Whether a text speaks of programs: it or the prompt has code, a call, a word of software or two that English has as well. */
function speaksOfPrograms(scene: Scene): boolean {
  let speaks = speaking.get(scene);
  if (speaks === undefined) {
    const small = scene.words.flatMap(({ form, text }) => (form === 'small' ? [text] : []));
    const borrowed = [...new Set(small)].filter(isBorrowedBySoftware);
    speaks =
      scene.technical().hasCode ||
      CALL.test(scene.text) ||
      small.some(isOfSoftware) ||
      (borrowed.length >= BORROWED && borrowed.some(({ length }) => length > SYLLABLE));
    speaking.set(scene, speaks);
  }
  return speaks;
}

/** What values are in a program: so said in any technical text. */
const TYPES = new Set('array boolean byte float integer string tuple'.split(' '));

/** Words of English that languages of programs reserve. */
const KEYWORDS = new Set(
  'and as assert break case catch class continue default delete do else except false final finally for from function goto if implements import in interface is lambda let map native new not null or package pass print private protected public raise return select static super switch this throw throws trait true try type union use using var void where while with yield'.split(
    ' ',
  ),
);

const named = new WeakMap<Scene, Set<string>>();

/** The words that a text has called something so far. */
function namesIn(scene: Scene): Set<string> {
  let names = named.get(scene);
  if (names === undefined) {
    names = new Set();
    named.set(scene, names);
  }
  return names;
}

const SPOKEN_OF: readonly Called[] = ['word'];
const THING: readonly Called[] = ['thing'];

const LATIN_AFTER = /^[ -]?\p{Script=Latin}/u;

/** Whether a word stands alone behind the name of a program, as a command of it does: git merge, docker run. */
function isCommand(word: LatinWord, text: string, earlier: readonly Judged[]): boolean {
  const last = earlier.at(-1);
  if (last?.candidate.end !== word.start - 1 || text[last.candidate.end] !== ' ') return false;
  if (last.exempt !== 'technical' && last.exempt !== 'acronym') return false;
  const program = text.slice(last.candidate.start, last.candidate.end);
  return program === program.toLowerCase() && !LATIN_AFTER.test(word.after);
}

const SMALL_BEFORE = /[a-z] $/;
const SMALL_AFTER = /^ [a-z]/;

/** Whether words in small letters stand on both sides. */
const isWithinPhrase = ({ before, after }: LatinWord): boolean =>
  SMALL_BEFORE.test(before) && SMALL_AFTER.test(after);

/** Whether words of another language are all in the code of the text or the prompt, as a command of it is; function words are of no code. */
function isOfCode({ words }: ForeignWords, scene: Scene): boolean {
  const { words: ofCode } = scene.technical();
  return ofCode.size > 0 && words.every((word) => ofCode.has(word) && !isFunctionWord(word));
}

function isTechnicalName(word: CandidateOf<'word'>, scene: Scene, earlier: readonly Judged[]): boolean {
  if (word.form === 'foreign')
    return (
      word.words.some(isOfSoftware) ||
      isInternational(word.text, word.before, word.after) ||
      isOfCode(word, scene)
    );
  if (!isLatinWord(word) || word.form === 'letter' || word.fused) return false;
  const technical = scene.technical();
  if (spanAt(technical.programs, word.start) !== undefined) return true;
  const { text } = word;
  const lower = text.toLowerCase();
  const isKeyword = isFunctionWord(lower);
  if (!isKeyword && technical.words.has(text)) return true;
  // What has a capital is no name of a program by its looks.
  if (lower !== text && word.form !== 'capitals') return isInPhrase(lower, word, scene.text);
  if (isOfSoftware(lower) || technical.listed.has(text)) return true;
  // Within a phrase of English nothing else makes a word a name.
  if (isWithinPhrase(word) && isCommonEnglish(lower) && earlier.at(-1)?.exempt !== 'technical')
    return isInPhrase(lower, word, scene.text);
  if (isJoinedName(lower.split(HYPHEN), technical.hasCode)) return true;
  // Whether a text speaks of programs is looked for last: most words end before.
  const mayBe = TYPES.has(lower) || isBorrowedBySoftware(lower) || isCommand(word, scene.text, earlier);
  if (mayBe && speaksOfPrograms(scene)) return true;
  const names = namesIn(scene);
  if (names.has(text)) return true;
  const { language } = scene.policy;
  const isThing = (): boolean =>
    isCalledIn(scene.text, word, language, THING) &&
    (KEYWORDS.has(lower) || !isCommonEnglish(lower) || speaksOfPrograms(scene));
  if (isCalledIn(scene.text, word, language, SPOKEN_OF) || isThing()) {
    // What is called so once is a name from there on.
    if (!isKeyword) names.add(text);
    return true;
  }
  return isInPhrase(lower, word, scene.text);
}

export const technical: ExemptionRule<'technical'> = {
  name: 'technical',
  title: 'Technical names',
  why: 'names of programs, modules, functions in small letters; Latin terms of science',
  what:
    'words of software that English does not have otherwise (softmax, nginx), of which it has others ' +
    '(pip, daemon) where there are such words or code, in the answer or the prompt; words of that code; ' +
    'program lines without a fence; words that a list of three and more explains; words beside "library", ' +
    '"command", "word" and the like in the language, ordinary English ones only where there is code or such ' +
    'a word; a word behind a program (`git merge`); three words and more that hyphens join, two where one ' +
    'is of software; terms of science in Latin (in vitro); between languages in Latin script expressions that all ' +
    'of them have as they are (déjà vu, machine learning), words beside one of software, and words of the code',
  priority: 120,
  covers: { word: isTechnicalName },
  examples: [
    { language: 'es', text: 'Es una condición sine qua non de todo.', exempt: ['sine qua non'] },
    {
      language: 'es',
      text: 'Es una condición that everybody knows y nada más.',
      exempt: [],
      found: ['that everybody knows'],
    },
    { language: 'ru', text: 'Функция softmax превращает числа в вероятности.', exempt: ['softmax'] },
    {
      language: 'ru',
      text: 'Установите её с помощью pip:\n```bash\npip install numpy\n```\nГотово.',
      exempt: ['pip'],
    },
    { language: 'ko', text: '세포를 in vitro 조건에서 배양합니다.', exempt: ['in', 'vitro'] },
    { language: 'ja', text: 'とても important な話です。', exempt: [], found: ['important'] },
    {
      language: 'ja',
      text: 'とても important な話です。\n```js\nlet a = "so important"; // important\n```',
      exempt: [],
      found: ['important'],
    },
  ],
};
