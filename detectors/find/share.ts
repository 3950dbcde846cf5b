/** How much of a text is in which script: the base of telling a wrong-language response from a mixed one. */

import { type Zone, zoneAt } from '../exempt/index.js';
import { classesOf, EXPECTED, type Policy } from '../policy/index.js';
import type { ScriptCode } from '../types.js';
import { letterScriptIds, scriptCodes, scriptId } from '../unicode/index.js';

export interface Share {
  /** Letters outside zones. */
  readonly letters: number;
  /** Weighted letters in the language's own scripts, 0..1 of all; 1 for a text without letters. */
  readonly own: number;
  /** The script with the most weight. */
  readonly script: ScriptCode;
}

/** One character of these says as much as two or three letters of an alphabet. */
const SYLLABIC = new Set(['Hani', 'Hira', 'Kana', 'Hang', 'Bopo'].map(scriptId));
const SYLLABIC_WEIGHT = 2.5;

const weightOf = Float64Array.from(scriptCodes, (_, id) => (SYLLABIC.has(id) ? SYLLABIC_WEIGHT : 1));

/** Letters by script id of the text being weighed: memory that is used again by every call. */
const counts = new Uint32Array(scriptCodes.length);

/**
 * Weighs the letters of `text` outside `zones`. Where Latin script is a guest, the language's own letters count inside zones
 * too: the values of a JSON answer are its text, whatever the fence around them.
 */
export function weigh(text: string, policy: Policy, zones: readonly (readonly Zone[])[]): Share {
  const { byScript } = classesOf(policy);
  const ownInZones = policy.latin === 'guest';
  const hasZones = zones.some((list) => list.length > 0);
  counts.fill(0);
  for (let at = 0; at < text.length; at++) {
    let point = text.charCodeAt(at);
    if (point >= 0xd800 && point < 0xdc00) {
      point = text.codePointAt(at) as number;
      if (point > 0xffff) at++;
    }
    const id = letterScriptIds[point] as number;
    if (id === 0) continue;
    if (hasZones && !(ownInZones && byScript[id] === EXPECTED)) {
      if (zones.some((list) => zoneAt(list, at) !== undefined)) continue;
    }
    counts[id] = (counts[id] as number) + 1;
  }
  let letters = 0;
  let own = 0;
  let all = 0;
  let most = 0;
  let heaviest = 0;
  for (let id = 1; id < counts.length; id++) {
    const count = counts[id] as number;
    if (count === 0) continue;
    const weight = count * (weightOf[id] as number);
    letters += count;
    all += weight;
    if (byScript[id] === EXPECTED) own += weight;
    if (weight > heaviest) {
      heaviest = weight;
      most = id;
    }
  }
  if (lacksEssential(policy, own)) own = 0;
  return { letters, own: all === 0 ? 1 : own / all, script: scriptCodes[most] ?? 'Zzzz' };
}

/** Least share of the essential scripts in the weight of the language's own, and the weight from which it is asked for. */
const ESSENTIAL_SHARE = 0.1;
const ESSENTIAL_FROM = 14 * SYLLABIC_WEIGHT;

/**
 * Whether the text just counted is in the language's scripts, with the weight `own`, but not in the language: Chinese where Japanese
 * was asked for.
 */
function lacksEssential({ essential }: Policy, own: number): boolean {
  if (essential === undefined || own < ESSENTIAL_FROM) return false;
  let weight = 0;
  for (const code of essential) {
    const id = scriptId(code);
    weight += (counts[id] as number) * (weightOf[id] as number);
  }
  return weight < ESSENTIAL_SHARE * own;
}
