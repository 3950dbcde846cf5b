/** How much of a text is in which script: the base of telling a wrong-language response from a mixed one. */

import { type Zone, zoneAt } from '../exempt/index.js';
import { classesOf, EXPECTED, type Policy } from '../policy/index.js';
import type { ScriptCode } from '../types.js';
import { classOf, letterScriptIds, scriptCodes, scriptId } from '../unicode/index.js';

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

/**
 * Weighs the letters of `text` outside `zones`. Where Latin script is a guest, the language's own letters count inside zones
 * too: the values of a JSON answer are its text, whatever the fence around them.
 */
export function weigh(text: string, policy: Policy, zones: readonly (readonly Zone[])[]): Share {
  const weights = new Float64Array(256);
  const classes = classesOf(policy);
  const ownInZones = policy.latin === 'guest';
  let letters = 0;
  let own = 0;
  let all = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) as number;
    if (point > 0xffff) at++;
    const id = letterScriptIds[point] as number;
    if (id === 0) continue;
    const isOwn = classOf(classes, point) === EXPECTED;
    if (!(isOwn && ownInZones) && zones.some((list) => zoneAt(list, at) !== undefined)) continue;
    const weight = SYLLABIC.has(id) ? SYLLABIC_WEIGHT : 1;
    letters++;
    all += weight;
    if (isOwn) own += weight;
    weights[id] = (weights[id] as number) + weight;
  }
  if (lacksEssential(policy, weights)) own = 0;
  let most = 0;
  for (let id = 1; id < 256; id++) if ((weights[id] as number) > (weights[most] as number)) most = id;
  return { letters, own: all === 0 ? 1 : own / all, script: scriptCodes[most] ?? 'Zzzz' };
}

/** Least share of the essential scripts in the weight of the language's own, and the weight from which it is asked for. */
const ESSENTIAL_SHARE = 0.1;
const ESSENTIAL_FROM = 14 * SYLLABIC_WEIGHT;

/** Whether a text is in the language's scripts but not in the language: Chinese where Japanese was asked for. */
function lacksEssential({ essential, scripts }: Policy, weights: Float64Array): boolean {
  if (essential === undefined) return false;
  const sum = (codes: readonly ScriptCode[]): number =>
    codes.reduce((weight, code) => weight + (weights[scriptId(code)] as number), 0);
  const own = sum(scripts);
  return own >= ESSENTIAL_FROM && sum(essential) < ESSENTIAL_SHARE * own;
}
