/**
 * How far stretches of Chinese go that are sure: once some of a sequence is Chinese, what stands beside it needs no evidence of its own,
 * only to be no likelier in Japanese.
 */

import type { Span } from '../types.js';
import type { HanSpan } from './chinese.js';
import { type Likelihood, pairOf } from './likelihood.js';
import { inChinese, inJapanese, most } from './step.js';

/** How much every further character is taken to be Chinese beforehand, and how far below its best a stretch is followed. */
const GOES_ON = 2;
const FOLLOWED = -24;

/** How much likelier the second of two characters is after the first in Chinese. */
function tells(table: Likelihood, text: string, at: number): number {
  const last = table.ids[text.charCodeAt(at)] as number;
  const id = table.ids[text.charCodeAt(at + 1)] as number;
  const pair = pairOf(table, last, id);
  return most(inChinese(table, last, id, pair) - inJapanese(table, last, id, pair));
}

/** The place up to which a stretch goes on from `from`, in steps of 1 or -1, short of `limit`; places stand between characters. */
function reach(table: Likelihood, text: string, from: number, limit: number, step: 1 | -1): number {
  let score = 0;
  let best = 0;
  let reached = from;
  for (let at = from; at !== limit; at += step) {
    // Of the two characters around the one that joins, that which is in already and the one itself.
    score += tells(table, text, at - 1) + GOES_ON;
    if (score > best) {
      best = score;
      reached = at + step;
    } else if (score < best + FOLLOWED) break;
  }
  return reached;
}

/** The stretches of one sequence of Han, the sure ones as far as they go; those that meet are one. */
export function widened(
  table: Likelihood,
  text: string,
  sequence: Span,
  spans: readonly HanSpan[],
): readonly HanSpan[] {
  const wider: HanSpan[] = [];
  for (const [i, span] of spans.entries()) {
    const before = wider.at(-1);
    const floor = before?.end ?? sequence.start;
    const ceiling = spans[i + 1]?.start ?? sequence.end;
    const start = span.sure ? reach(table, text, span.start, floor, -1) : span.start;
    const end = span.sure ? reach(table, text, span.end, ceiling, 1) : span.end;
    if (before !== undefined && before.end === start && before.sure === span.sure)
      wider[wider.length - 1] = { ...(before.evidence === 'form' ? before : span), start: before.start, end };
    else wider.push({ ...span, start, end });
  }
  return wider;
}
