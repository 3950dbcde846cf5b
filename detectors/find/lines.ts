/** Lines and sentences in another language of the same script: the only way to tell languages in Latin script apart. */

import { union, type Zone } from '../exempt/index.js';
import { type Asked, leansOwn, type Segment, segmentsOf, verdictOf } from '../language/index.js';
import type { ExemptionName, LanguageTag, WrongLanguage } from '../types.js';
import { addExemption, addFinding, codeAt, glossAt, type Pass, unlessDisabled } from './pass.js';
import { citedUntil, quotedInText, stretches } from './quoted.js';

/** From this share of the told letters on, the response is in the other language. */
const WRONG = 0.6;

/** Fewest letters in another language that make a response one in the wrong language. */
const WRONG_LETTERS = 25;

/** Share of the segments' letters that must be told; of less, the text as a whole is asked about. */
const TOLD = 0.3;

/** Code units of an untold text that are asked about as a whole. */
const WHOLE = 1000;

/** Share of capitalised words from which a segment is a title or a list of names. */
const TITLE = 0.6;

interface Foreign {
  readonly segment: Segment;
  readonly language: LanguageTag;
}

const WORDS = /\p{L}[\p{L}\p{M}'’]*/gu;

/** Words of four letters and more, most of them with a capital: a title, names. German writes its nouns so. */
function isTitle(raw: string, language: LanguageTag): boolean {
  if (language === 'de') return false;
  const words = (raw.match(WORDS) ?? []).slice(1).filter((word) => word.length >= 4);
  return words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length >= TITLE * words.length;
}

const QUOTES = /^["“„«‘].*["”“»’][.,;:]?$/su;

/** A year in brackets, after which a reference has its title (APA style). */
const YEAR_BEFORE = /\(\d{4}[a-z]?(?:, [^)\n]{1,20})?\)[.,:]?[\s*_"“]{0,4}$/;
const YEAR_UNITS = 40;

function exemptionOf(pass: Pass, { segment, language }: Foreign): ExemptionName | null {
  const raw = pass.text.slice(segment.start, segment.end);
  if (glossAt(pass, segment.start) !== undefined && glossAt(pass, segment.end - 1) !== undefined)
    return 'gloss';
  if (isTitle(raw, language)) return 'name';
  const before = pass.text.slice(Math.max(0, segment.start - YEAR_UNITS), segment.start);
  if (QUOTES.test(raw) || YEAR_BEFORE.test(before)) return 'quotation';
  return pass.prompt.hasPassage(raw) || pass.prompt.namesLanguage(language) ? 'prompt' : null;
}

/** What the segments of a text came to. */
interface Told {
  readonly foreign: readonly Foreign[];
  /** Code units of the segments in the language asked for, in others, and in none that could be told. */
  own: number;
  other: number;
  readonly untold: readonly string[];
  most: LanguageTag | undefined;
}

function tell({ text }: Pass, asked: Asked, code: readonly Zone[]): Told {
  const foreign: Foreign[] = [];
  const untold: string[] = [];
  const weights = new Map<LanguageTag, number>();
  let own = 0;
  let other = 0;
  for (const [from, to] of stretches(text, code)) {
    for (const segment of segmentsOf(text, from, to)) {
      const verdict = verdictOf(segment.plain, asked);
      const { length } = segment.plain;
      if (verdict.kind === 'own') own += length;
      else if (verdict.kind === 'unknown') untold.push(segment.plain);
      else {
        foreign.push({ segment, language: verdict.language });
        other += length;
        weights.set(verdict.language, (weights.get(verdict.language) ?? 0) + length);
      }
    }
  }
  let most: LanguageTag | undefined;
  for (const [language, weight] of weights)
    if (most === undefined || weight > (weights.get(most) ?? 0)) most = language;
  return { foreign, own, other, untold, most };
}

/** Asks about what was untold as a whole, where it is most of the text: a list, a table, a poem of short lines. */
function tellRest(told: Told, asked: Asked): void {
  const letters = told.untold.reduce((sum, { length }) => sum + length, 0);
  const sum = told.own + told.other;
  if (letters <= WRONG_LETTERS || sum >= TOLD * (sum + letters)) return;
  const verdict = verdictOf(told.untold.join(' ').slice(0, WHOLE), asked);
  if (verdict.kind === 'own') told.own += letters;
  else if (verdict.kind === 'other') {
    told.other += letters;
    told.most ??= verdict.language;
  }
}

/** Code units in the language asked for among what had no say: short segments, and lines in fenced blocks. */
function acquitted({ text, code }: Pass, told: Told, asked: Asked): number {
  let own = 0;
  for (const plain of told.untold) if (leansOwn(plain, asked)) own += plain.length;
  for (const zone of code) {
    if (zone.reason !== 'code') continue;
    for (const line of text.slice(zone.start, zone.end).split('\n'))
      for (const { plain } of segmentsOf(line, 0, line.length))
        if (verdictOf(plain, asked).kind === 'own') own += plain.length;
  }
  return own;
}

/** Code units of titles and names, which are in no language, of what is quoted after a colon, and of a language that the
 * prompt asks for. */
function titles({ text, prompt }: Pass, { foreign }: Told): number {
  let length = 0;
  let cited = -1;
  for (const { segment, language } of foreign) {
    if (segment.start >= cited) cited = citedUntil(text, segment);
    const excused = segment.start < cited || prompt.namesLanguage(language);
    if (excused || isTitle(text.slice(segment.start, segment.end), language)) length += segment.plain.length;
  }
  return length;
}

const isWrong = ({ own, other }: Told): boolean => other >= WRONG_LETTERS && other >= WRONG * (own + other);

/**
 * Finds segments in another language and adds findings of kind `line`; adjacent ones of a line make one. Where they are most of
 * the text it returns the wrong language instead, and adds nothing.
 */
export function lineFindings(pass: Pass): WrongLanguage | null {
  const { policy, identifier } = pass;
  const asked = { language: policy.language, close: policy.close, identifier };
  const quoted = quotedInText(pass);
  const told = tell(pass, asked, union(pass.code, quoted));
  tellRest(told, asked);
  // Only a text about to be called wrong pays for second thoughts.
  if (isWrong(told)) {
    told.own += acquitted(pass, told, asked);
    told.other -= titles(pass, told);
  }
  const { most, own, other } = told;
  if (most !== undefined && isWrong(told))
    return { script: policy.scripts[0] ?? 'Zyyy', language: most, share: other / (own + other) };
  addLines(pass, told.foreign);
  for (const zone of quoted) quoteFindings(pass, zone, asked);
  return null;
}

/** Exempts a quotation in another language. */
function quoteFindings(pass: Pass, { start, end }: Zone, asked: Asked): void {
  for (const segment of segmentsOf(pass.text, start, end))
    if (verdictOf(segment.plain, asked).kind === 'other') addExemption(pass, segment, 'quotation');
}

function addLines(pass: Pass, foreign: readonly Foreign[]): void {
  const { text, policy } = pass;
  const script = policy.scripts[0] ?? 'Zyyy';
  let open: { start: number; end: number; language: LanguageTag } | undefined;
  const close = (): void => {
    if (open !== undefined) addFinding(pass, open, 'line', script, open.language);
    open = undefined;
  };
  for (const one of foreign) {
    const { start, end } = one.segment;
    const reason = unlessDisabled(pass, exemptionOf(pass, one));
    if (reason !== null) {
      addExemption(pass, one.segment, reason);
      continue;
    }
    const between = open === undefined ? '' : text.slice(open.end, start);
    if (
      open !== undefined &&
      open.language === one.language &&
      /^[^\S\n]*$/.test(between) &&
      codeAt(pass, start) === undefined
    )
      open = { ...open, end };
    else {
      close();
      open = { start, end, language: one.language };
    }
  }
  close();
}
