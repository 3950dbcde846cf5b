/** Glosses: what stands in round brackets after a word. */

import type { Zone } from './zones.js';

const OPENING = /[(（]/g;
const ASCII = { open: 0x28, close: 0x29 };
const FULL_WIDTH = { open: 0xff08, close: 0xff09 };
const NEWLINE = 0x0a;

/** Longest gloss in code units; a bracket that stays open for longer is none. */
const LONGEST = 400;

/**
 * What stands between round brackets (ASCII and full-width, also one of each), on one line; nested ones belong to the
 * outer. A bracket that is never closed is no gloss.
 */
export function glossZones(text: string): Zone[] {
  const zones: Zone[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const open = match.index;
    const limit = Math.min(text.length, open + LONGEST);
    let depth = 1;
    let at = open + 1;
    for (; at < limit && depth > 0; at++) {
      const unit = text.charCodeAt(at);
      if (unit === ASCII.open || unit === FULL_WIDTH.open) depth++;
      else if (unit === ASCII.close || unit === FULL_WIDTH.close) depth--;
      else if (unit === NEWLINE) break;
    }
    if (depth === 0) zones.push({ start: open, end: at, reason: 'gloss' });
    OPENING.lastIndex = at;
  }
  return zones;
}
