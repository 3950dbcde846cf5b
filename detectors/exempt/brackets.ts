/** Glosses: what stands in round brackets after a word. */

import type { Zone } from './zones.js';

const OPENING = /[(（]/;
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '（': '）' };

/** Longest gloss in code units; a bracket that stays open for longer is none. */
const LONGEST = 400;

/**
 * What stands between round brackets (ASCII and full-width, also one of each), on one line; nested ones belong to the
 * outer. A bracket that is never closed is no gloss.
 */
export function glossZones(text: string): Zone[] {
  const zones: Zone[] = [];
  if (!OPENING.test(text)) return zones;
  let open = -1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string;
    if (unit in PAIRS) {
      if (depth === 0) open = at;
      depth++;
    } else if (depth > 0 && (unit === ')' || unit === '）')) {
      depth--;
      if (depth === 0) zones.push({ start: open, end: at + 1, reason: 'gloss' });
    } else if (depth > 0 && (unit === '\n' || at - open > LONGEST)) {
      depth = 0;
    }
  }
  return zones;
}
