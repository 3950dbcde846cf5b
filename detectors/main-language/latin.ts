/** The main language of a text where Latin script is the language's own, by its lines and sentences. */

import { isTitle } from '../exempt/index.js';
import {
  type Asked,
  latinVerdict,
  leansOwn,
  plainOf,
  type Segment,
  segmentsOf,
  segmentVerdict,
  type Verdict,
  verdictOf,
} from '../identify/index.js';
import type { ForeignLine, Scene } from '../scene.js';
import { union } from '../spans.js';
import type { LanguageTag, Span, WrongLanguage } from '../types.js';
import { citedUntil, quotedInText, stretches } from './quoted.js';

/** From this share of the known letters on, the response is in the other language. */
const WRONG = 0.6;

/** Fewest letters in another language that make a response one in the wrong language. */
const WRONG_LETTERS = 25;

/** Share of the segments' letters that must be known; of less, the text as a whole is asked about. */
const KNOWN = 0.3;

/** Code units of an unknown text that are asked about as a whole. */
const WHOLE = 1000;

interface ForeignSegment {
  readonly segment: Segment;
  readonly language: LanguageTag;
}

/** What the segments of a text came to. */
interface Segments {
  readonly foreign: ForeignSegment[];
  /** Code units of the segments in the language asked for, and in others. */
  own: number;
  other: number;
  /** Segments in no language that could be told. */
  readonly unknown: Segment[];
}

function count(segments: Segments, segment: Segment, verdict: Verdict): void {
  const { length } = segment;
  if (verdict.kind === 'own') segments.own += length;
  else if (verdict.kind === 'unknown') segments.unknown.push(segment);
  else {
    segments.foreign.push({ segment, language: verdict.language });
    segments.other += length;
  }
}

/** What ends a sentence, or what a quotation behind it is no part of. */
const ENDED = /[.!?…:;]\s*$/;
const QUOTES = '"“„«‘';
/** Two words beside each other: a piece of less is in the language of nothing. */
const WORDS = /\p{L}{2}\P{L}+\p{L}{2}/u;

/** Pieces of a sentence that are parted by quotations: too short alone, they are asked about together. */
function countSentence(
  segments: Segments,
  pieces: readonly { readonly segment: Segment; readonly verdict: Verdict }[],
  asked: Asked,
): void {
  const isOpen = ({ segment, verdict }: (typeof pieces)[number]): boolean =>
    verdict.kind === 'unknown' && WORDS.test(segment.written);
  const together =
    pieces.length > 1 && pieces.some(isOpen)
      ? latinVerdict(pieces.map(({ segment }) => segment.written.trim()).join(' '), asked)
      : undefined;
  for (const piece of pieces)
    count(segments, piece.segment, together !== undefined && isOpen(piece) ? together : piece.verdict);
}

function tellApart(text: string, asked: Asked, excluded: readonly Span[]): Segments {
  const segments: Segments = { foreign: [], unknown: [], own: 0, other: 0 };
  let sentence: { segment: Segment; verdict: Verdict }[] = [];
  let end = -1;
  for (const [from, to] of stretches(text, excluded)) {
    let goesOn = end >= 0 && QUOTES.includes(text.charAt(end)) && !text.slice(end, from).includes('\n');
    for (const segment of segmentsOf(text, from, to)) {
      const last = sentence.at(-1)?.segment.written;
      if (!goesOn || last === undefined || ENDED.test(last)) {
        countSentence(segments, sentence, asked);
        sentence = [];
      }
      sentence.push({ segment, verdict: segmentVerdict(text, segment, asked) });
      goesOn = false;
    }
    end = to;
  }
  countSentence(segments, sentence, asked);
  return segments;
}

/** The language that most of the foreign text is in. */
function mostOf({ foreign }: Segments): LanguageTag | undefined {
  const weights = new Map<LanguageTag, number>();
  for (const { segment, language } of foreign)
    weights.set(language, (weights.get(language) ?? 0) + segment.length);
  let most: LanguageTag | undefined;
  for (const [language, weight] of weights)
    if (most === undefined || weight > (weights.get(most) ?? 0)) most = language;
  return most;
}

/** What was unknown as a whole, where it is most of the text: a list, a table, a poem of short lines. Its language, where it is another one. */
function askAboutRest(segments: Segments, asked: Asked): LanguageTag | undefined {
  const letters = segments.unknown.reduce((sum, segment) => sum + segment.length, 0);
  const sum = segments.own + segments.other;
  if (letters <= WRONG_LETTERS || sum >= KNOWN * (sum + letters)) return undefined;
  const rest = segments.unknown.map(({ written }) => written).join(' ');
  const verdict = latinVerdict(rest.slice(0, WHOLE), asked);
  if (verdict.kind === 'other') {
    segments.other += letters;
    return verdict.language;
  }
  // Nouns with capitals may be names, in another language; in the one asked for they may be words.
  if (verdict.kind === 'own' || verdictOf(plainOf(rest.slice(0, WHOLE)), asked).kind === 'own')
    segments.own += letters;
  return undefined;
}

/** Code units in the language asked for among what had no say: short segments, and lines in fenced blocks. */
function acquitted({ text, zones }: Scene, { unknown }: Segments, asked: Asked): number {
  let own = 0;
  for (const { plain } of unknown)
    if (leansOwn(plain, asked) || verdictOf(plain, asked).kind === 'own') own += plain.length;
  for (const zone of zones) {
    if (zone.reason !== 'code') continue;
    for (const line of text.slice(zone.start, zone.end).split('\n'))
      for (const { plain } of segmentsOf(line, 0, line.length))
        if (verdictOf(plain, asked).kind === 'own') own += plain.length;
  }
  return own;
}

/**
 * Code units of titles and names, which are in no language, of what is quoted after a colon, and of a language that the prompt asks
 * for.
 */
function excused({ text, prompt }: Scene, { foreign }: Segments): number {
  let length = 0;
  let cited = -1;
  for (const { segment, language } of foreign) {
    if (segment.start >= cited) cited = citedUntil(text, segment);
    const isExcused =
      segment.start < cited || (prompt.excusesLanguage(language) && !prompt.asked().has(language));
    if (isExcused || isTitle(text.slice(segment.start, segment.end), language)) length += segment.length;
  }
  return length;
}

const isWrong = ({ own, other }: Segments): boolean =>
  other >= WRONG_LETTERS && other >= WRONG * (own + other);

const toLine = ({ start, end }: Span, language: LanguageTag, quoted: boolean): ForeignLine => ({
  start,
  end,
  language,
  quoted,
});

/** The segments in other languages; or, where they are most of the text, the language that it is in. */
export function latinLines(scene: Scene): WrongLanguage | readonly ForeignLine[] {
  const { text, policy, identifier, zones } = scene;
  const asked = { language: policy.language, close: policy.close, identifier };
  const quoted = quotedInText(scene);
  const segments = tellApart(text, asked, union(zones, quoted));
  const ofRest = askAboutRest(segments, asked);
  // Only a text about to be called wrong pays for second thoughts.
  if (isWrong(segments)) {
    segments.own += acquitted(scene, segments, asked);
    segments.other -= excused(scene, segments);
  }
  const { own, other } = segments;
  const most = mostOf(segments) ?? ofRest;
  if (most !== undefined && isWrong(segments))
    return { script: policy.scripts[0] ?? 'Zyyy', language: most, share: other / (own + other) };
  const inQuotations = quoted.flatMap(({ start, end }) =>
    segmentsOf(text, start, end).flatMap((segment) => {
      const verdict = segmentVerdict(text, segment, asked);
      return verdict.kind === 'other' ? [toLine(segment, verdict.language, true)] : [];
    }),
  );
  const lines = segments.foreign.map(({ segment, language }) => toLine(segment, language, false));
  return inQuotations.length === 0 ? lines : [...lines, ...inQuotations].sort((a, b) => a.start - b.start);
}
