/**
 * `npm run bench:lines`: lines in other languages between languages in Latin script. What is found of real ones put into real answers, by
 * their number of words, and of lines that pages have around their text; how many answers of good models in English are flagged, and
 * how many lines of formulas are taken for another language. `--list` shows each false one, and each line that was missed, to be read.
 */

import { existsSync } from 'node:fs';
import {
  type Detection,
  detect,
  type LanguageTag,
  languages,
  policiesOf,
  splitReasoning,
} from '../detectors/index.js';
import { loadIdentifier } from '../harness/identifier/index.js';
import { readResponses } from '../harness/import/index.js';
import { escapeHidden } from '../reports/display/index.js';
import { answersIn, data, random } from './text.js';

const LANGUAGES = ['en', 'es', 'de', 'fr', 'it', 'pt', 'id', 'vi', 'tr'];
/** Words of the lines that are put in. */
const LENGTHS = [3, 5, 8, 12];
/** Lines for each two languages and each length. */
const EACH = 30;
const SHOWN = 120;

/** English lines around the text of web pages, as models copy them. */
const AROUND = [
  'Click here to read more',
  'Continue reading',
  'All rights reserved',
  'Share this article',
  'Sign up for our newsletter',
  'Read the full story',
  'Skip to main content',
  'Leave a comment',
  'You might also like',
  'Back to top',
  'Learn more about our products',
  'This site uses cookies',
];

interface Row {
  readonly target: string;
  readonly language: LanguageTag;
  readonly prompt?: string;
  readonly text: string;
}

const identifier = await loadIdentifier('fasttext', languages);
const policyFor = policiesOf();
const isListing = process.argv.includes('--list');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const list = (line: string): unknown => isListing && say(escapeHidden(line).slice(0, SHOWN));
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)}%`;

function detectIn({ language, text, prompt }: Omit<Row, 'target'>): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  return detect(splitReasoning(text).answer, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

/** Answers of one model to prompts in their language in which nothing is found, by language. */
async function cleanAnswers(file: string): Promise<ReadonlyMap<LanguageTag, readonly string[]>> {
  const answers = new Map<LanguageTag, string[]>(LANGUAGES.map((language) => [language, []]));
  for await (const row of readResponses([file])) {
    if (row.kind !== 'response' || !row.promptId.startsWith('monolingual/')) continue;
    const { language, channels } = row;
    const text = channels.answer ?? '';
    const found = answers.has(language) ? detectIn({ language, text }) : undefined;
    if (found !== undefined && found.findings.length === 0 && found.wrongLanguage === null && !found.tooShort)
      answers.get(language)?.push(text);
  }
  return answers;
}

const draw = random(1);
const one = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;

/** Where sentences begin, without marks of lists and tables. */
const SENTENCE = /(?<=^|\n|[.!?] )\p{Lu}[\p{L}\p{M}'’ ,-]{40,}/gu;

/** The first words of each sentence. */
function beginnings(texts: readonly string[], words: number): readonly string[] {
  return texts.flatMap((text) =>
    Array.from(text.matchAll(SENTENCE), ([sentence]) => sentence.split(' '))
      .filter(({ length }) => length >= words)
      .map((all) => all.slice(0, words).join(' ').replace(/,$/, '')),
  );
}

/** Puts a line between two lines of a text that have others around them. */
function planted(text: string, line: string): { readonly text: string; readonly at: number } {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.ceil(lines.length / 2)).join('\n');
  const after = text.slice(before.length);
  return { text: `${before}\n${line}\n${after}`, at: before.length + 1 };
}

/** Whether a line that was put into a text is found, or makes the text one in another language. */
function isFound(language: LanguageTag, host: string, line: string): boolean {
  const { text, at } = planted(host, line);
  const { findings, wrongLanguage } = detectIn({ language, text });
  return wrongLanguage !== null || findings.some(({ start, end }) => start < at + line.length && end > at);
}

const areClose = (one: LanguageTag, other: LanguageTag): boolean =>
  one === other || policyFor(one)?.close.includes(other) === true;

function measurePlanted(answers: ReadonlyMap<LanguageTag, readonly string[]>): void {
  say('lines of other languages in answers of gpt-3.5-turbo, found by their number of words');
  say(`${'put into'.padEnd(10)}${LENGTHS.map((words) => String(words).padStart(8)).join('')}`);
  const all = LENGTHS.map(() => ({ of: 0, found: 0 }));
  for (const [language, hosts] of answers) {
    const cells = LENGTHS.map((words, i) => {
      let of = 0;
      let found = 0;
      for (const [other, donors] of answers) {
        if (areClose(language, other)) continue;
        const lines = beginnings(donors, words);
        for (let n = 0; n < EACH; n++) {
          const line = one(lines);
          of++;
          if (isFound(language, one(hosts), line)) found++;
          else list(`  ${words} words, ${other} in ${language}: ${line}`);
        }
      }
      const sum = all[i];
      if (sum !== undefined) [sum.of, sum.found] = [sum.of + of, sum.found + found];
      return percent(found, of).padStart(8);
    });
    say(`${language.padEnd(10)}${cells.join('')}`);
  }
  say(`${'all'.padEnd(10)}${all.map(({ of, found }) => percent(found, of).padStart(8)).join('')}`);
}

function measureAround(answers: ReadonlyMap<LanguageTag, readonly string[]>): void {
  let of = 0;
  let found = 0;
  for (const [language, hosts] of answers) {
    if (language === 'en') continue;
    for (const line of AROUND) {
      of++;
      if (isFound(language, one(hosts), line)) found++;
      else list(`  in ${language}: ${line}`);
    }
  }
  say(`\nEnglish lines of web pages in other languages: ${found} of ${of} found`);
}

const GOOD = ['gpt-4o-2024-05-13', 'gpt4_1106_preview', 'claude-3-5-sonnet-20240620', 'gpt-3.5-turbo-1106'];

function measureEnglish(rows: readonly Row[]): void {
  say('\nEnglish answers mixed by a line alone, or in another language');
  const counts = new Map<string, { of: number; lines: number }>();
  for (const row of rows) {
    const { findings, scriptMixed, wrongLanguage } = detectIn(row);
    const count = counts.get(row.target) ?? { of: 0, lines: 0 };
    counts.set(row.target, count);
    count.of++;
    const isFlagged = findings.some(({ kind }) => kind === 'line') && !scriptMixed;
    if (!isFlagged && wrongLanguage?.script !== 'Latn') continue;
    count.lines++;
    for (const { kind, text, language } of findings)
      if (kind === 'line') list(`  ${row.target}: ${language ?? ''} ${text}`);
    if (wrongLanguage !== null) list(`  ${row.target}: ${wrongLanguage.language ?? ''} ${row.text}`);
  }
  for (const [target, { of, lines }] of counts)
    say(`${GOOD.includes(target) ? 'good ' : '     '} ${target.padEnd(32)}${lines} of ${of}`);
}

/** A word of four letters: text has one, the lines of formulas in this set have none. */
const WORD = /(?<![\\\p{L}])\p{L}{4}/u;

function measureFormulas(rows: readonly Row[]): void {
  let lines = 0;
  let formulas = 0;
  for (const row of rows)
    for (const { kind, text } of detectIn(row).findings) {
      if (kind !== 'line') continue;
      lines++;
      if (WORD.test(text)) continue;
      formulas++;
      list(`  ${row.language}: ${text}`);
    }
  say(`\nformulas among the lines found in answers to MT-Bench: ${formulas} of ${lines}`);
}

const file = `${data}/lcb/gpt-3.5-turbo.csv`;
if (!existsSync(file)) say('SKIPPED: no answers (set OFFSCRIPT_DATA)');
else {
  const answers = await cleanAnswers(file);
  measurePlanted(answers);
  measureAround(answers);
  measureEnglish(answersIn('en-alpaca.jsonl.gz'));
  measureFormulas(answersIn('mtbench-zh-ru-fr-de.jsonl.gz'));
}
