/** A response cut at its findings and, where it is long, folded between them. */

import type { Finding, FindingKind } from '../../../detectors/index.js';
import { count, escapeHidden, type Piece, scriptName, visiblePieces } from '../../display/index.js';
import { langOfFinding } from './writing.js';

/** A stretch of the response: plain, off-script, or folded away until it is asked for. */
export type Span =
  | { readonly kind: 'plain'; readonly pieces: readonly ViewPiece[] }
  | { readonly kind: 'fold'; readonly pieces: readonly ViewPiece[]; readonly label: string }
  | {
      readonly kind: 'mark';
      readonly pieces: readonly ViewPiece[];
      readonly lang: string;
      readonly finding: FindingKind;
      readonly script: string;
      readonly title: string;
    };

/** A Piece with both fields, since a template asks for either. */
export interface ViewPiece {
  readonly text: string | null;
  readonly codePoint: string | null;
}

export interface Cut {
  readonly spans: readonly Span[];
  /** Findings whose place is not in the text, or that overlap an earlier one. */
  readonly unplaced: number;
}

/** Code units that stay in sight around a finding, and at the start of a text without any. */
const AROUND = 120;
const OPENING = 480;
/** Shorter stretches are not worth folding. */
const WORTH_FOLDING = 160;
/** How far a fold's edge may move to reach a space or a line's end. */
const NUDGE = 40;

const kindNames: ReadonlyMap<string, string> = new Map<FindingKind, string>([
  ['script', 'other script'],
  ['han', 'other form of Han'],
  ['word', 'foreign word'],
  ['line', 'line in another language'],
  ['replacement', 'replacement character, not counted as mixing'],
]);

/** What a kind of finding is called on the page. */
export function kindName(kind: string): string {
  return kindNames.get(kind) ?? 'off-script';
}

/** The spans of a text, in order; joined they are the text. */
export function cutText(text: string, findings: readonly Finding[]): Cut {
  const placed: Finding[] = [];
  let end = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (!fits(text, finding) || finding.start < end) continue;
    placed.push(finding);
    end = finding.end;
  }
  const spans: Span[] = [];
  let at = 0;
  for (const finding of placed) {
    spans.push(...between(text, at, finding.start, at > 0, true), markOf(text, finding));
    at = finding.end;
  }
  spans.push(...between(text, at, text.length, at > 0, false));
  return { spans, unplaced: findings.length - placed.length };
}

/** Pieces of a text that is shown whole. */
export function wholeText(text: string): ViewPiece[] {
  return viewOf(visiblePieces(text));
}

function fits(text: string, { start, end, text: found }: Finding): boolean {
  const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end;
  if (!inside || end > text.length || text.slice(start, end) !== found) return false;
  return !splitsPair(text, start) && !splitsPair(text, end);
}

/** True when `at` is between the two code units of one code point. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function markOf(text: string, finding: Finding): Span {
  return {
    kind: 'mark',
    pieces: viewOf(visiblePieces(text, finding.start, finding.end)),
    lang: langOfFinding(finding),
    finding: finding.kind,
    script: escapeHidden(finding.script),
    title: `${scriptName(finding.script)}, ${kindName(finding.kind)}`,
  };
}

/** The text between two findings, or between one and an end of the text: folded where it is long. */
function between(text: string, start: number, end: number, markBefore: boolean, markAfter: boolean): Span[] {
  if (start >= end) return [];
  const opening = markAfter ? 0 : OPENING;
  const from = nudge(text, start + (markBefore ? AROUND : opening), 1);
  const to = markAfter ? nudge(text, end - AROUND, -1) : end;
  if (to - from < WORTH_FOLDING) return [plain(text, start, end)];
  const fold: Span = {
    kind: 'fold',
    pieces: viewOf(visiblePieces(text, from, to)),
    label: `${count(to - from)} more characters`,
  };
  return [
    ...(from > start ? [plain(text, start, from)] : []),
    fold,
    ...(to < end ? [plain(text, to, end)] : []),
  ];
}

function plain(text: string, start: number, end: number): Span {
  return { kind: 'plain', pieces: viewOf(visiblePieces(text, start, end)) };
}

/** The nearest place after (or before) `at` that follows white space or a full stop; else `at`, never inside a pair. */
function nudge(text: string, at: number, step: 1 | -1): number {
  for (let place = at; Math.abs(place - at) < NUDGE && place > 0 && place < text.length; place += step) {
    if (/[\s。！？]/.test(text.charAt(place - 1))) return place;
  }
  return splitsPair(text, at) ? at + step : at;
}

function viewOf(pieces: readonly Piece[]): ViewPiece[] {
  return pieces.map((piece) =>
    'text' in piece ? { text: piece.text, codePoint: null } : { text: null, codePoint: piece.codePoint },
  );
}
