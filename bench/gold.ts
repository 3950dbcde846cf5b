/**
 * `npm run bench:gold`: precision, recall and F1 against hand-labelled responses, at response level and at span level, by kind and
 * by language. `--misses` lists every response and span that was judged otherwise.
 */

import { existsSync, readFileSync } from 'node:fs';
import {
  detect,
  englishWords,
  type Finding,
  type FindingKind,
  languages,
  lcbResponse,
  policyFor,
} from '../detectors/index.js';
import { loadFastText, loadIdentifier } from '../harness/identifier/index.js';
import { classTable, type JudgedTwice } from './gold-classes.js';
import { readLabelled } from './gold-labels.js';
import { data } from './text.js';

type Span = Pick<Finding, 'start' | 'end' | 'text' | 'kind'>;

interface Judged extends JudgedTwice {
  readonly gold: readonly Span[];
  /** Without replacement characters. */
  readonly found: readonly Span[];
}

/** What the issue and the literature ask about: kinds of finding in some languages. */
interface Group {
  readonly name: string;
  readonly kinds: readonly FindingKind[];
  readonly latin: 'own' | 'guest' | 'both';
}

const GROUPS: readonly Group[] = [
  { name: 'other scripts and Han', kinds: ['script', 'han'], latin: 'both' },
  { name: 'Latin words, non-Latin languages', kinds: ['word'], latin: 'guest' },
  { name: 'lines, non-Latin languages', kinds: ['line'], latin: 'guest' },
  { name: 'lines, Latin-script languages', kinds: ['line'], latin: 'own' },
  { name: 'words, Latin-script languages', kinds: ['word'], latin: 'own' },
];

interface Score {
  truePositives: number;
  falsePositives: number;
  /** Of the labelled ones; differs from `truePositives` where one finding covers several labelled spans. */
  recalled: number;
  missed: number;
}

const score = (): Score => ({ truePositives: 0, falsePositives: 0, recalled: 0, missed: 0 });

function toUnits(text: string, codePoints: number): number {
  let at = 0;
  for (let i = 0; i < codePoints; i++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** Units of `span` that lie inside any of `others`. */
function covered({ start, end }: Span, others: readonly Span[]): number {
  return others.reduce(
    (sum, other) => sum + Math.max(0, Math.min(end, other.end) - Math.max(start, other.start)),
    0,
  );
}

/** A span counts when at least half of it is covered. */
const isCovered = (span: Span, others: readonly Span[]): boolean =>
  2 * covered(span, others) >= span.end - span.start;

const percent = (part: number, whole: number): string => (whole === 0 ? '   –' : (part / whole).toFixed(3));

function line(name: string, { truePositives, falsePositives, recalled, missed }: Score): string {
  const precision = truePositives / (truePositives + falsePositives);
  const recall = recalled / (recalled + missed);
  const f1 = (2 * precision * recall) / (precision + recall);
  return `  ${name.padEnd(38)} ${percent(truePositives, truePositives + falsePositives)}  ${percent(recalled, recalled + missed)}  ${
    Number.isNaN(f1) ? '   –' : f1.toFixed(3)
  }   ${recalled} of ${recalled + missed} found, ${falsePositives} false\n`;
}

function inGroup({ latin }: Group, language: string): boolean {
  return latin === 'both' || policyFor(language)?.latin === latin;
}

/** A response has a kind when it is mixed and has a span of it. */
function responses(group: Group, judged: readonly Judged[]): Score {
  const total = score();
  for (const { row, detection, gold, found } of judged) {
    if (!inGroup(group, row.language)) continue;
    const has = (spans: readonly Span[]) => spans.some(({ kind }) => group.kinds.includes(kind));
    const labelled = row.label === 'mixed' && has(gold);
    const called = detection.mixed && has(found);
    if (called && labelled) total.truePositives++;
    if (called && !labelled) total.falsePositives++;
    if (labelled && called) total.recalled++;
    if (labelled && !called) total.missed++;
  }
  return total;
}

/** A labelled span is found when findings of any kind cover half of it, a finding is true when labelled spans of any kind do. */
function spans(group: Group, judged: readonly Judged[]): Score {
  const total = score();
  for (const { row, gold, found } of judged) {
    if (row.label === 'wrong_language' || !inGroup(group, row.language)) continue;
    for (const span of gold) {
      if (!group.kinds.includes(span.kind)) continue;
      if (isCovered(span, found)) total.recalled++;
      else total.missed++;
    }
    for (const span of found) {
      if (!group.kinds.includes(span.kind)) continue;
      if (isCovered(span, gold)) total.truePositives++;
      else total.falsePositives++;
    }
  }
  return total;
}

function wrongLanguage(judged: readonly Judged[]): Score {
  const total = score();
  for (const { row, detection } of judged) {
    const labelled = row.label === 'wrong_language';
    const called = detection.wrongLanguage !== null;
    if (called && labelled) total.truePositives++;
    if (called && !labelled) total.falsePositives++;
    if (labelled && called) total.recalled++;
    if (labelled && !called) total.missed++;
  }
  return total;
}

const shown = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

function misses(judged: readonly Judged[]): void {
  for (const { row, detection, gold, found } of judged) {
    const state = detection.wrongLanguage !== null ? 'wrong_language' : detection.mixed ? 'mixed' : 'clean';
    const lost = gold.filter((span) => !isCovered(span, found));
    const extra = found.filter((span) => !isCovered(span, gold));
    const skip = row.label === 'wrong_language';
    if (state === row.label && (skip || (lost.length === 0 && extra.length === 0))) continue;
    const place = `${row.language} ${row.model} ${row.task} ${row.source} ${row.id}`;
    process.stdout.write(`${place}: ${row.label}${state === row.label ? '' : ` called ${state}`}\n`);
    if (skip) continue;
    for (const { kind, text } of lost) process.stdout.write(`    missed ${kind} ${shown(text)}\n`);
    for (const { kind, text, start } of extra)
      process.stdout.write(
        `    false  ${kind} ${shown(text)} in ${shown(row.completion.slice(Math.max(0, start - 20), start + 40))}\n`,
      );
  }
}

const path = `${data}/gold/gold-dev.jsonl`;
if (!existsSync(path)) {
  process.stdout.write('SKIPPED: no labelled responses (set OFFSCRIPT_DATA)\n');
} else {
  const lid = process.argv.includes('--franc') ? 'franc' : 'fasttext';
  const identifier = await loadIdentifier(lid, languages);
  const rows = readLabelled(path);
  const wordList = `${data}/lcb/words`;
  const words = existsSync(wordList) ? englishWords(readFileSync(wordList, 'utf8')) : null;
  const fastText = await loadFastText();
  const judged = rows.map((row): Judged => {
    const policy = policyFor(row.language);
    if (policy === undefined) throw new Error(`no policy for ${row.language}`);
    const detection = detect(row.completion, policy, { prompt: row.prompt, identifier });
    return {
      row,
      detection,
      lcb: words && lcbResponse(row.completion, row.language, { identifier: fastText, words }),
      gold: row.spans.map(({ start, text, kind }) => {
        const from = toUnits(row.completion, start);
        return { start: from, end: from + text.length, text, kind };
      }),
      found: detection.findings.filter(({ kind }) => kind !== 'damage'),
    };
  });
  process.stdout.write(`${rows.length} labelled responses, with their prompts, lines by ${lid}\n`);
  process.stdout.write(`\nresponses                                precision recall  F1\n`);
  for (const group of GROUPS) process.stdout.write(line(group.name, responses(group, judged)));
  process.stdout.write(line('wrong language', wrongLanguage(judged)));
  process.stdout.write(`\nspans (half covered)                     precision recall  F1\n`);
  for (const group of GROUPS) process.stdout.write(line(group.name, spans(group, judged)));
  process.stdout.write('\nspans of every kind, by language          precision recall  F1\n');
  const all: Group = { name: '', kinds: ['script', 'han', 'word', 'line'], latin: 'both' };
  for (const language of [...new Set(rows.map((row) => row.language))].sort())
    process.stdout.write(
      line(
        language,
        spans(
          all,
          judged.filter(({ row }) => row.language === language),
        ),
      ),
    );
  process.stdout.write(`\n${classTable(judged)}\n`);
  if (process.argv.includes('--misses')) misses(judged);
}
