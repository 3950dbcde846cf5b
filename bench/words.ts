/**
 * `npm run bench:words`: words of another language in languages in Latin script. How many of the runs that people wrote in another language
 * are found (code-switching with a label for each word), how many answers of each model have such a word, and how many words of one language
 * are found that were put into real answers in another. `--list` shows each word in answers in its context, to be read.
 */

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Detection, detect, languages, policiesOf } from '../detectors/index.js';
import { loadIdentifier } from '../harness/identifier/index.js';
import { readResponses } from '../harness/import/index.js';
import { openLcbPrompts } from '../prompts/index.js';
import { answersIn, data, inContext, random, responseFiles } from './text.js';

/** Words that make a run. */
const RUN = 2;
const LATIN = ['en', 'es', 'de', 'fr', 'it', 'pt', 'id', 'vi', 'tr'];
/** Lengths of what is put into answers, in words, and how often. */
const LENGTHS = [1, 2, 3, 5, 8];
const TIMES = 150;
const PAIRS = [
  ...['es', 'de', 'fr', 'it', 'pt', 'id', 'vi', 'tr'].map((own) => [own, 'en'] as const),
  ...([
    ['tr', 'de'],
    ['de', 'tr'],
    ['es', 'fr'],
    ['fr', 'es'],
    ['it', 'de'],
    ['en', 'es'],
    ['en', 'fr'],
    ['en', 'de'],
  ] as const),
];

interface Switched {
  readonly language: string;
  readonly tokens: readonly (readonly [word: string, foreign: boolean | null])[];
}

interface Answer {
  readonly set: string;
  readonly language: string;
  readonly text: string;
  readonly prompt?: string;
}

const identifier = await loadIdentifier('fasttext', languages);
const policyFor = policiesOf();

function judged(text: string, language: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  return detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

/** The bounds of runs of foreign words in the text that `tokens` make with spaces between. */
function runsOf(tokens: Switched['tokens']): { readonly text: string; readonly runs: [number, number][] } {
  let text = '';
  const runs: [number, number][] = [];
  let words = 0;
  for (const [word, foreign] of tokens) {
    if (text !== '') text += ' ';
    if (foreign !== true) words = 0;
    else if (++words === 1) runs.push([text.length, text.length + word.length]);
    else (runs.at(-1) as [number, number])[1] = text.length + word.length;
    text += word;
  }
  return { text, runs: runs.filter(([start, end]) => text.slice(start, end).split(' ').length >= RUN) };
}

function switching(): void {
  process.stdout.write(
    '\npeople who switch        runs  touched  or text called wrong  clean texts  flagged\n',
  );
  for (const name of ['coalas-dev-es', 'sagt-train-tr-de']) {
    const path = `${data}/codeswitch/${name}.jsonl.gz`;
    if (!existsSync(path)) {
      process.stdout.write(`SKIPPED: no ${name} (set OFFSCRIPT_DATA)\n`);
      continue;
    }
    const count = { runs: 0, touched: 0, known: 0, clean: 0, flagged: 0 };
    for (const line of gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')) {
      const { language, tokens } = JSON.parse(line) as Switched;
      const { text, runs } = runsOf(tokens);
      const { findings, wrongLanguage } = judged(text, language);
      for (const [start, end] of runs) {
        const isTouched = findings.some((one) => one.start < end && one.end > start);
        count.runs++;
        if (isTouched) count.touched++;
        if (isTouched || wrongLanguage !== null) count.known++;
      }
      if (tokens.some(([, foreign]) => foreign === true)) continue;
      count.clean++;
      if (findings.length > 0 || wrongLanguage !== null) count.flagged++;
    }
    const { runs, touched, known, clean, flagged } = count;
    process.stdout.write(
      `${name.padEnd(22)}${[runs, touched, known, clean, flagged].map((n, i) => String(n).padStart([7, 9, 22, 13, 9][i] ?? 0)).join('')}\n`,
    );
  }
}

async function answers(): Promise<readonly Answer[]> {
  const found: Answer[] = [];
  if (responseFiles.length > 0) {
    const prompts = await openLcbPrompts(`${data}/lcb/test_sets.zip`);
    for (const path of responseFiles)
      for await (const row of readResponses([path], { prompts })) {
        if (row.kind !== 'response' || !LATIN.includes(row.language)) continue;
        const prompt = row.messages?.map(({ content }) => content).join('\n');
        found.push({
          set: row.target,
          language: row.language,
          text: row.channels.answer ?? '',
          ...(prompt !== undefined && { prompt }),
        });
      }
  }
  for (const file of ['mtbench-zh-ru-fr-de', 'en-alpaca'])
    for (const row of answersIn<Answer & { readonly target: string }>(`${file}.jsonl.gz`))
      if (LATIN.includes(row.language)) found.push({ ...row, set: row.target });
  return found;
}

function perModel(rows: readonly Answer[]): void {
  const counts = new Map<string, { of: number; words: number }>();
  for (const { set, language, text, prompt } of rows) {
    const count = counts.get(`${set} ${language}`) ?? { of: 0, words: 0 };
    counts.set(`${set} ${language}`, count);
    count.of++;
    const words = judged(text, language, prompt).findings.filter(({ kind }) => kind === 'word');
    if (words.length > 0) count.words++;
    if (!process.argv.includes('--list')) continue;
    for (const finding of words) process.stdout.write(`${set} ${language}  ${inContext(text, finding)}\n`);
  }
  process.stdout.write('\nanswers                                            of  with a foreign word\n');
  for (const [name, { of, words }] of counts)
    process.stdout.write(`${name.padEnd(46)}${String(of).padStart(7)}${String(words).padStart(21)}\n`);
}

const SENTENCE_ENDS = /[.\n!?:;,()"*]/;
const SMALL = /^\p{Ll}+$/u;
/** German writes its nouns with a capital: without them hardly eight words stand in a row. */
const LETTERS = /^\p{L}+$/u;
const PLACE = /(?<=\p{L} )\p{Ll}+(?= \p{Ll}+ \p{Ll})/gu;

function planted(rows: readonly Answer[]): void {
  const draw = random(7);
  const drawn = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const textsIn = (language: string): string[] =>
    rows.filter((row) => row.set === 'gpt-3.5-turbo' && row.language === language).map(({ text }) => text);
  /** Words from within a sentence: in small letters, of German all. */
  const fragments = (language: string, words: number): string[] =>
    textsIn(language).flatMap((text) =>
      text.split(SENTENCE_ENDS).flatMap((sentence) => {
        const all = sentence.trim().split(/\s+/).slice(1);
        const some = all.slice(0, words);
        return all.length > words && some.every((word) => (language === 'de' ? LETTERS : SMALL).test(word))
          ? [some.join(' ')]
          : [];
      }),
    );
  process.stdout.write(
    `\nput into answers, % found     ${LENGTHS.map((n) => String(n).padStart(6)).join('')}  words\n`,
  );
  for (const [own, other] of PAIRS) {
    const into = textsIn(own);
    const row = LENGTHS.map((length) => {
      const from = fragments(other, length);
      let found = 0;
      let of = 0;
      for (let i = 0; i < TIMES; i++) {
        const text = drawn(into);
        const places = [...text.matchAll(PLACE)];
        if (places.length === 0) continue;
        const { 0: word, index } = drawn(places);
        const fragment = drawn(from);
        const { findings } = judged(text.slice(0, index) + fragment + text.slice(index + word.length), own);
        of++;
        if (findings.some(({ start, end }) => start < index + fragment.length && end > index)) found++;
      }
      return String(Math.round((100 * found) / of)).padStart(6);
    });
    const pair = `${other} in ${own}`;
    process.stdout.write(`${pair.padEnd(30)}${row.join('')}\n`);
  }
}

switching();
const rows = await answers();
if (rows.length === 0) process.stdout.write('SKIPPED: no real answers (set OFFSCRIPT_DATA)\n');
else {
  perModel(rows);
  planted(rows);
}
