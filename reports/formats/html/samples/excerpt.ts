/** A text as the page shows it: marked at its findings, folded between them where it is long, and no more of it than a page can bear. */

import type { Finding, FindingKind } from '../../../../detectors/index.js';
import {
  count,
  escapeHidden,
  languageName,
  type Piece,
  scriptName,
  visiblePieces,
} from '../../../display/index.js';
import { kindName } from './kinds.js';
import { langOfFinding } from './writing.js';

/** A stretch of the text: plain, off-script, folded away until it is asked for, or left out of the page. */
export type Stretch =
  | { readonly kind: 'plain'; readonly pieces: readonly ViewPiece[] }
  | { readonly kind: 'fold'; readonly pieces: readonly ViewPiece[]; readonly label: string }
  | { readonly kind: 'gap'; readonly label: string }
  | {
      readonly kind: 'mark';
      readonly pieces: readonly ViewPiece[];
      readonly lang: string;
      readonly finding: FindingKind;
      /** What stands beside it: its language, where that is known, else its script. */
      readonly name: string;
      readonly title: string;
    };

/** A Piece with both fields, since a template asks for either. */
export interface ViewPiece {
  readonly text: string | null;
  readonly codePoint: string | null;
  /** How often the character stands there, where that is more than once. */
  readonly times: string | null;
}

export interface Excerpt {
  readonly stretches: readonly Stretch[];
  /** Code units that are on the page, at most those asked for and what one finding and its surroundings take. */
  readonly units: number;
  /** Findings that are marked, the first ones, and findings that have a place in the text at all. */
  readonly marked: number;
  readonly placed: number;
  /** Findings whose place is not in the text, or that overlap an earlier one. */
  readonly unplaced: number;
}

/** Code units of one text that are put into the page, and findings that are marked in it. */
export const UNITS = 20_000;
export const FINDINGS = 200;

/** Code units that stay in sight around a finding, and at the start of a text without any. */
const AROUND = 120;
const OPENING = 480;
/** Shorter stretches are not worth folding. */
const WORTH_FOLDING = 160;
/** How far a fold's edge may move to reach a space or a line's end. */
const NUDGE = 40;
/** Code units of the longest finding that is marked whole; the surroundings of the next ones need room too. */
const LONGEST_MARK = 4000;

/** The findings that can be marked: in the text, whole, and behind the one before. */
function placeable(text: string, findings: readonly Finding[]): Finding[] {
  const placed: Finding[] = [];
  let end = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (!fits(text, finding) || finding.start < end) continue;
    placed.push(finding);
    end = finding.end;
  }
  return placed;
}

/** Lines of code from which a block is folded. */
const LONG_CODE = 6;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The long fenced blocks (CommonMark 4.5) that stand in a stretch of a text as a whole, from their first line to the line feed behind their last. */
function* codeBlocks(
  text: string,
  from: number,
  to: number,
): Generator<{ readonly start: number; readonly end: number; readonly lines: number }> {
  let open: { readonly fence: string; readonly start: number; lines: number } | undefined;
  for (let at = from; at < to; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 || feed >= to ? to : feed + 1;
    const isLine = at === 0 || text[at - 1] === '\n';
    const [, fence] = (isLine && FENCE.exec(text.slice(at, Math.min(end, at + 100)))) || [];
    if (open === undefined) {
      if (fence !== undefined) open = { fence, start: at, lines: 0 };
    } else if (fence?.startsWith(open.fence)) {
      if (open.lines >= LONG_CODE) yield { start: open.start, end, lines: open.lines };
      open = undefined;
    } else open.lines++;
    at = end;
  }
}

/** What a finding is called in a word or two. */
function nameOf({ kind, language, script }: Finding): string {
  if (kind === 'damage') return 'damage';
  if (kind === 'punctuation') return 'punctuation';
  return language === undefined ? scriptName(script) : languageName(language);
}

/** Code units in sight between two findings, at most: more are folded. */
const BETWEEN = 2 * (AROUND + NUDGE) + WORTH_FOLDING;

/** How many of the first findings there is room for, at least one, and what they take with what stands around them. */
function affordable(
  placed: readonly Finding[],
  most: number,
): { readonly findings: number; readonly units: number } {
  let units = AROUND;
  let at = 0;
  for (const [i, { start, end }] of placed.entries()) {
    const more = Math.min(start - at, BETWEEN) + Math.min(end - start, LONGEST_MARK);
    if (i > 0 && (i >= FINDINGS || units + more > most)) return { findings: i, units };
    units += more;
    at = end;
  }
  return { findings: placed.length, units };
}

/**
 * The text with its findings, in `most` code units. Its stretches come in order; joined they are the text, but for gaps, whose label says
 * what is missing.
 */
export function excerptOf(text: string, findings: readonly Finding[], most = UNITS): Excerpt {
  const placed = placeable(text, findings);
  const whole = text.length <= most;
  const room = affordable(placed, most);
  const marked = placed.slice(0, whole ? FINDINGS : room.findings);
  // What is in sight goes before what is folded away.
  let spare = whole ? most : Math.max(0, most - OPENING - room.units);
  let left = 0;
  const stretches: Stretch[] = [];
  const pieces = (from: number, to: number): ViewPiece[] => viewOf(visiblePieces(text, from, to));
  const shown = (from: number, to: number): void => {
    if (to > from) stretches.push({ kind: 'plain', pieces: pieces(from, to) });
  };
  /** In sight, but for long blocks of code, which are folded. */
  const plain = (from: number, to: number): void => {
    let at = from;
    for (const { start, end, lines } of codeBlocks(text, from, to)) {
      shown(at, start);
      stretches.push({ kind: 'fold', pieces: pieces(start, end), label: `code, ${count(lines)} lines` });
      at = end;
    }
    shown(at, to);
  };
  const gap = (from: number, to: number): void => {
    if (to <= from) return;
    left += to - from;
    stretches.push({ kind: 'gap', label: gapLabel(from, to) });
  };
  const fold = (from: number, to: number): void => {
    const end = to - from <= spare ? to : spare < WORTH_FOLDING ? from : nudge(text, from + spare, -1);
    spare -= end - from;
    if (end > from)
      stretches.push({
        kind: 'fold',
        pieces: pieces(from, end),
        label: `${count(end - from)} more characters`,
      });
    gap(end, to);
  };
  /** Between two findings, or between one and an end of the text. */
  const between = (start: number, end: number, markBefore: boolean, markAfter: boolean): void => {
    const from = nudge(text, start + (markBefore ? AROUND : markAfter ? 0 : OPENING), 1);
    const to = markAfter ? nudge(text, end - AROUND, -1) : end;
    if (to - from < WORTH_FOLDING) plain(start, end);
    else {
      plain(start, from);
      fold(from, to);
      plain(to, end);
    }
  };

  let at = 0;
  for (const finding of marked) {
    const { start, end } = finding;
    if (start > at) between(at, start, at > 0, true);
    const shown = whole || end - start <= LONGEST_MARK ? end : nudge(text, start + LONGEST_MARK, -1);
    stretches.push({
      kind: 'mark',
      pieces: pieces(start, shown),
      lang: langOfFinding(finding),
      finding: finding.kind,
      name: escapeHidden(nameOf(finding)),
      title: escapeHidden(
        `${nameOf(finding)}, ${scriptName(finding.script)} script: ${kindName(finding.kind)}`,
      ),
    });
    gap(shown, end);
    at = end;
  }
  if (at < text.length) between(at, text.length, at > 0, false);
  return {
    stretches,
    units: text.length - left,
    marked: marked.length,
    placed: placed.length,
    unplaced: findings.length - placed.length,
  };
}

const gapLabel = (from: number, to: number): string =>
  `characters ${count(from + 1)} to ${count(to)} are left out`;

/** The beginning of a text in `most` code units, and what is said of the rest, null where there is none. */
export function beginningOf(
  text: string,
  most = UNITS,
): {
  readonly pieces: readonly ViewPiece[];
  readonly gap: string | null;
} {
  const end = text.length <= most ? text.length : nudge(text, most, -1);
  return {
    pieces: viewOf(visiblePieces(text, 0, end)),
    gap: end === text.length ? null : gapLabel(end, text.length),
  };
}

function fits(text: string, { start, end, text: found }: Finding): boolean {
  const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end;
  if (!inside || end > text.length || end - start !== found.length || !text.startsWith(found, start))
    return false;
  return !splitsPair(text, start) && !splitsPair(text, end);
}

/** True when `at` is between the two code units of one code point. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
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
    'text' in piece
      ? { text: piece.text, codePoint: null, times: null }
      : { text: null, codePoint: piece.codePoint, times: piece.times > 1 ? count(piece.times) : null },
  );
}
