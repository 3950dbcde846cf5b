/**
 * How far stretches of Chinese go that are sure: once some of a sequence is Chinese, what stands beside it needs no evidence of its own,
 * only to be no likelier in Japanese.
 */

import type { Span } from '../types.js';
import type { HanSpan } from './chinese.js';
import { type Likelihood, pairOf } from './likelihood.js';
import { IN_JAPANESE, inChinese, inJapanese, most } from './step.js';

/** How much every further character is taken to be Chinese beforehand, and how far below its best a stretch is followed. */
const GOES_ON = 3;
const FOLLOWED = -24;

/** What the characters at a place and behind it tell: how likely they are side by side in Japanese, and how much likelier in Chinese. */
function tellAt(table: Likelihood, text: string, at: number): { japanese: number; chinese: number } {
  const last = table.ids[text.charCodeAt(at)] as number;
  const id = table.ids[text.charCodeAt(at + 1)] as number;
  const pair = pairOf(table, last, id);
  const japanese = inJapanese(table, last, id, pair);
  return { japanese, chinese: most(inChinese(table, last, id, pair) - japanese) };
}

/** The place up to which a stretch goes on from `from`, in steps of 1 or -1, short of `limit`; places stand between characters. */
function reach(table: Likelihood, text: string, from: number, limit: number, step: 1 | -1): number {
  let score = 0;
  let best = 0;
  let reached = from;
  for (let at = from; at !== limit; at += step) {
    // Of the two characters around the one that joins, that which is in already and the one itself.
    score += tellAt(table, text, at - 1).chinese + GOES_ON;
    const next = at + step;
    // A Japanese word is not cut in two.
    const isEdge = next === limit || tellAt(table, text, next - 1).japanese < IN_JAPANESE;
    if (isEdge && score > best) {
      best = score;
      reached = next;
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
