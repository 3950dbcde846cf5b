/** Letter sequences: the stretches of one class inside a run, cut at line breaks and at the edges of zones. */

import { type Zone, zoneAt } from '../exempt/index.js';
import { joinsScript, letterScriptIds, type ScriptId } from '../unicode/index.js';

/** Half-open, in UTF-16 code units; starts and ends with a letter or a mark that belongs to it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What two parts of one intrusion may be joined by: spaces, hyphens, apostrophes, middle dots, commas between words. */
const JOINT = /^[ \t\u00a0'’\-‐‑·・,،、]{1,3}$/;

/**
 * The letter sequences of the script `id` between `start` and `end`, a run that holds no other script: parts are joined over
 * short joints, and cut at everything else and at the edges of zones.
 */
export function letterSpans(
  text: string,
  start: number,
  end: number,
  id: ScriptId,
  zones: readonly Zone[],
): Span[] {
  const spans: Span[] = [];
  let from = -1;
  let to = -1;
  for (let at = start; at < end; ) {
    const point = text.codePointAt(at) as number;
    const next = at + (point > 0xffff ? 2 : 1);
    if (letterScriptIds[point] === id) {
      if (
        from >= 0 &&
        to < at &&
        !(JOINT.test(text.slice(to, at)) && zoneAt(zones, from) === zoneAt(zones, at))
      ) {
        spans.push({ start: from, end: to });
        from = -1;
      }
      if (from < 0) from = at;
      to = next;
    } else if (from >= 0 && to === at && joinsScript(point, id)) {
      to = next;
    }
    at = next;
  }
  if (from >= 0) spans.push({ start: from, end: to });
  return spans;
}
