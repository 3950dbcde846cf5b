/** Lines and sentences in another language of the same script: the only way to tell languages in Latin script apart. */

import { zoneAt } from '../exempt/index.js';
import { type Segment, segmentsOf, verdictOf } from '../language/index.js';
import type { ExemptionName, LanguageTag, WrongLanguage } from '../types.js';
import { addExemption, addFinding, codeAt, glossAt, type Pass, unlessDisabled } from './pass.js';

/** From this share of the told letters on, the response is in the other language. */
const WRONG = 0.5;

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

function exemptionOf(pass: Pass, { segment, language }: Foreign): ExemptionName | null {
  const raw = pass.text.slice(segment.start, segment.end);
  if (glossAt(pass, segment.start) !== undefined && glossAt(pass, segment.end - 1) !== undefined)
    return 'gloss';
  if (isTitle(raw, language)) return 'name';
  if (QUOTES.test(raw)) return 'quotation';
  return pass.prompt.hasPassage(raw) ? 'prompt' : null;
}

/** The stretches of `text` outside code, line by line. */
function* stretches({ text, code }: Pass): Generator<readonly [number, number]> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (let from = start; from < end; ) {
      const zone = zoneAt(code, from);
      if (zone !== undefined) {
        from = zone.end;
        continue;
      }
      let to = from + 1;
      if (code.length === 0) to = end;
      else while (to < end && zoneAt(code, to) === undefined) to++;
      yield [from, Math.min(to, end)];
      from = to;
    }
    start = end + 1;
  }
}

/**
 * Finds segments in another language and adds findings of kind `line`; adjacent ones of a line make one. Where they are most of
 * the text it returns the wrong language instead, and adds nothing.
 */
export function lineFindings(pass: Pass): WrongLanguage | null {
  const { text, policy, identifier } = pass;
  const asked = { language: policy.language, close: policy.close, identifier };
  const foreign: Foreign[] = [];
  const weights = new Map<LanguageTag, number>();
  let own = 0;
  let untold = '';
  let untoldLetters = 0;
  for (const [from, to] of stretches(pass)) {
    for (const segment of segmentsOf(text, from, to)) {
      const verdict = verdictOf(segment.plain, asked);
      const { length } = segment.plain;
      if (verdict.kind === 'own') own += length;
      else if (verdict.kind === 'unknown') {
        untoldLetters += length;
        if (untold.length < WHOLE) untold += `${segment.plain} `;
      } else {
        foreign.push({ segment, language: verdict.language });
        weights.set(verdict.language, (weights.get(verdict.language) ?? 0) + length);
      }
    }
  }
  let other = 0;
  let most: LanguageTag | undefined;
  for (const [language, weight] of weights) {
    other += weight;
    if (most === undefined || weight > (weights.get(most) ?? 0)) most = language;
  }
  if (untoldLetters > WRONG_LETTERS && own + other < TOLD * (own + other + untoldLetters)) {
    const verdict = verdictOf(untold, asked);
    if (verdict.kind === 'own') own += untoldLetters;
    else if (verdict.kind === 'other') {
      other += untoldLetters;
      most ??= verdict.language;
    }
  }
  if (most !== undefined && other >= WRONG_LETTERS && other >= WRONG * (own + other))
    return { script: policy.scripts[0] ?? 'Zyyy', language: most, share: other / (own + other) };
  addLines(pass, foreign);
  return null;
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
