/** Runs of another script: the main finding. */

import { spanAt, type Zone } from '../spans.js';
import type { ScriptCode, Span } from '../types.js';
import { joinsScript, letterScriptIds, type ScriptId, scriptCodes } from '../unicode/index.js';
import type { Kind } from './kind.js';
import { placed } from './placed.js';

/** What two parts of one intrusion may be joined by: spaces, hyphens, apostrophes, middle dots, commas between words. */
const JOINT = /^[ \t\u00a0'’\-‐‑·・,،、]{1,3}$/;

/**
 * The letter sequences of the script `id` in a run that holds no other script: parts are joined over short joints, and cut at
 * everything else and at the edges of zones. They start and end with a letter or a mark that belongs to it.
 */
function letterSpans(text: string, { start, end }: Span, id: ScriptId, zones: readonly Zone[]): Span[] {
  const spans: Span[] = [];
  let from = -1;
  let to = -1;
  for (let at = start; at < end; ) {
    const point = text.codePointAt(at) as number;
    const next = at + (point > 0xffff ? 2 : 1);
    if (letterScriptIds[point] === id) {
      const joins =
        to === at || (JOINT.test(text.slice(to, at)) && spanAt(zones, from) === spanAt(zones, at));
      if (from >= 0 && !joins) {
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

/** What stands for a name or a number that is left out: it is a sign there, whatever its script. */
const PLACEHOLDER = /^〇+$/;

/** Scripts of Japanese and of Chinese: a response in the wrong language is in all of them. */
const EAST_ASIAN: readonly ScriptCode[] = ['Hani', 'Hira', 'Kana', 'Bopo'];

const isWrittenWith = (script: ScriptCode, main: ScriptCode): boolean =>
  script === main || (EAST_ASIAN.includes(script) && EAST_ASIAN.includes(main));

export const script: Kind<'script'> = {
  kind: 'script',
  name: 'other script',
  what: 'Letters and marks of a script that the language is not written in, also inside a word.',
  counts: 'mixing',
  intrudes: true,
  find(scene, { wrongLanguage }) {
    const { text, runs, zones } = scene;
    if (runs.length === 0) return [];
    return runs.flatMap((run) => {
      const code = scriptCodes[run.id] as ScriptCode;
      if (wrongLanguage !== null && isWrittenWith(code, wrongLanguage.script)) return [];
      return letterSpans(text, run, run.id, zones)
        .filter(({ start, end }) => !PLACEHOLDER.test(text.slice(start, end)))
        .map(({ start, end }) => ({
          kind: 'script' as const,
          start,
          end,
          script: code,
          ...placed(scene, { start, end }),
        }));
    });
  },
};
