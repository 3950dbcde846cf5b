/**
 * Words of another language. Where Latin script is a guest, its words: names, acronyms, units and code stand there in every clean
 * text, so exemptions go by what a word looks like. Elsewhere, words with a letter that the language is not written with, and runs
 * of words that tell another language of its script.
 */

import type { Scene } from '../scene.js';
import { startsSentence } from '../sentence-start.js';
import type { Finding, LanguageTag, Span } from '../types.js';
import { isLatinWord, type LatinWord, type WordCandidate } from './candidate.js';
import { foreignWords } from './foreign-words.js';
import type { Judged, Kind } from './kind.js';
import { foreignLine, lineAround } from './latin-line.js';
import { areBeside, BESIDE_NUMBER } from './latin-word.js';

type JudgedWord = Judged<LatinWord>;

const isOfLatinWord = (judged: Judged<WordCandidate>): judged is JudgedWord => isLatinWord(judged.candidate);

/** Foreign words side by side; `fused` where one of them stands in one with a word of the language. */
interface WordSpan {
  readonly start: number;
  end: number;
  fused: boolean;
}

/**
 * Joins foreign words that stand side by side to spans; exempt words between two foreign ones belong to the span ("plusieurs
 * Enterprise customers"), and so does the capitalised word that starts a sentence before them ("Yahan tak").
 */
function foreignSpans(text: string, words: readonly JudgedWord[]): WordSpan[] {
  const spans: WordSpan[] = [];
  let open: WordSpan | undefined;
  for (const [i, { candidate: word, exempt }] of words.entries()) {
    const before = words[i - 1];
    if (!areBeside(text, before?.candidate, word, BESIDE_NUMBER)) open = undefined;
    if (exempt !== null) continue;
    if (open === undefined) {
      const starts =
        before?.exempt === 'name' &&
        areBeside(text, before.candidate, word) &&
        startsSentence(text, before.candidate.start);
      open = { start: starts ? before.candidate.start : word.start, end: word.end, fused: false };
      spans.push(open);
    } else open.end = word.end;
    open.fused ||= word.fused;
  }
  return spans;
}

const finding = (text: string, { start, end }: Span, script: string, fused = false): Finding => ({
  start,
  end,
  text: text.slice(start, end),
  kind: 'word',
  script,
  zone: 'text',
  ...(fused && { fused }),
});

/**
 * Line by line: one that is foreign as a whole is a finding of kind `line`, unless a third script intrudes on it; in others the words
 * that stand side by side are one.
 */
function joinLatin(scene: Scene, words: readonly JudgedWord[], standing: readonly Finding[]): Finding[] {
  const { text } = scene;
  const found: Finding[] = [];
  for (let from = 0, next = 0; from < words.length; ) {
    const line = lineAround(text, (words[from] as JudgedWord).candidate.start);
    let to = from;
    while (to < words.length && (words[to] as JudgedWord).candidate.start < line.end) to++;
    const inLine = words.slice(from, to);
    from = to;
    while (next < standing.length && (standing[next] as Finding).end <= line.start) next++;
    const intruded = (standing[next]?.start ?? line.end) < line.end;
    const whole = intruded ? undefined : foreignLine(scene, line, inLine);
    if (whole !== undefined) found.push(whole);
    else for (const span of foreignSpans(text, inLine)) found.push(finding(text, span, 'Latn', span.fused));
  }
  return found;
}

/** The language of a word or several, where it is known to be one alone. */
function languageOf(word: WordCandidate): LanguageTag | undefined {
  switch (word.form) {
    case 'marked':
      return word.language;
    case 'foreign':
      return word.languages.length === 1 ? word.languages[0] : undefined;
    default:
      return undefined;
  }
}

export const word: Kind<'word'> = {
  kind: 'word',
  name: 'foreign word',
  what:
    'Ordinary Latin words where Latin script is a guest; elsewhere words with a letter that the language is not written with, words ' +
    'side by side that tell another language of its script, and single ordinary words of English.',
  counts: 'mixing',
  find(scene, { lines, marked, wrongLanguage }) {
    const { words, policy } = scene;
    if (policy.latin === 'own') return wrongLanguage === null ? foreignWords(scene, lines) : [];
    const latin = wrongLanguage?.script === 'Latn' ? [] : words;
    if (marked.length === 0) return latin;
    const script = policy.scripts[0] ?? 'Zyyy';
    const others = marked.map((span): WordCandidate => ({ kind: 'word', form: 'marked', script, ...span }));
    return latin.length === 0 ? others : [...latin, ...others];
  },
  join(scene, judged, standing) {
    const latin = judged.filter(isOfLatinWord);
    const found = latin.length === 0 ? [] : joinLatin(scene, latin, standing);
    if (latin.length === judged.length) return found;
    const others = judged.filter((one) => !isOfLatinWord(one) && one.exempt === null);
    return [
      ...found,
      ...others.map(({ candidate }) => {
        const language = languageOf(candidate);
        return {
          ...finding(scene.text, candidate, candidate.script),
          ...(language !== undefined && { language }),
        };
      }),
    ];
  },
};
