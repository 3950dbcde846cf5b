/** How much of a text is in which script: the base of telling a wrong-language response from a mixed one. */

import type { Policy } from './policy/index.js';
import type { ScriptCode, Span } from './types.js';
import { copyUnits, letterScriptIds, type ScriptId, scriptCodes, scriptId, units } from './unicode/index.js';

export interface Share {
  /** Letters outside zones, and those among them in the language's own scripts. */
  readonly letters: number;
  readonly ownLetters: number;
  /** Weighted letters in the language's own scripts, 0..1 of all; 1 for a text without letters. */
  readonly own: number;
  /** The script with the most weight. */
  readonly script: ScriptCode;
  /** True where the text is in the language's scripts, but without those that running text in it cannot do without. */
  readonly lacksEssential: boolean;
  /** Weighted letters in all scripts, and those in Han, kana and Hangul. */
  readonly weight: number;
  readonly han: number;
  readonly kana: number;
  readonly hangul: number;
}

/** One character of these says as much as two or three letters of an alphabet. */
const SYLLABIC = ['Hani', 'Hira', 'Kana', 'Hang', 'Bopo'].map(scriptId);
export const SYLLABIC_WEIGHT = 2.5;
const [HAN = 0, HIRAGANA = 0, KATAKANA = 0, HANGUL = 0] = SYLLABIC;

const weightOf = Float64Array.from(scriptCodes, (_, id) => (SYLLABIC.includes(id) ? SYLLABIC_WEIGHT : 1));

/** Letters by script id, outside zones and inside: memory that every call uses anew, since making it costs more than counting. */
const counts = new Uint32Array(scriptCodes.length);
const inside = new Uint32Array(scriptCodes.length);

/** What a policy says of the scripts, by id. */
interface Roles {
  /** 1 for what the language is written in. */
  readonly own: Uint8Array;
  readonly scripts: readonly ScriptId[];
  readonly essential: readonly ScriptId[];
}

const compiled = new WeakMap<Policy, Roles>();

function rolesOf(policy: Policy): Roles {
  let roles = compiled.get(policy);
  if (roles === undefined) {
    const scripts = policy.scripts.map(scriptId);
    const own = new Uint8Array(scriptCodes.length);
    for (const id of scripts) own[id] = 1;
    roles = { own, scripts, essential: (policy.essential ?? []).map(scriptId) };
    compiled.set(policy, roles);
  }
  return roles;
}

/** Adds the letters of `text` from `start` to `end` to `into`, by script id. Id 0 takes what is no letter. */
function countLetters(text: string, start: number, end: number, into: Uint32Array): void {
  for (let offset = start; offset < end; ) {
    const length = copyUnits(text, offset, end);
    let at = 0;
    for (; at < length; at++) {
      const unit = units[at] as number;
      if ((unit & 0xf800) === 0xd800) {
        const point = text.codePointAt(offset + at) as number;
        if (point > 0xffff) {
          at++;
          (into[letterScriptIds[point] as number] as number)++;
        }
      } else (into[letterScriptIds[unit] as number] as number)++;
    }
    offset += at;
  }
}

/**
 * Weighs the letters of `text` outside `zones`, which are sorted and disjoint. Where Latin script is a guest, the language's own
 * letters count inside zones too: the values of a JSON answer are its text, whatever the fence around them. `garbled` are letters that stand
 * for the language's own, as bytes of them: each weighs as one of an alphabet.
 */
export function weigh(text: string, policy: Policy, zones: readonly Span[], garbled = 0): Share {
  const roles = rolesOf(policy);
  counts.fill(0);
  let from = 0;
  for (const { start, end } of zones) {
    countLetters(text, from, start, counts);
    from = end;
  }
  countLetters(text, from, text.length, counts);
  if (zones.length > 0 && policy.latin === 'guest') {
    inside.fill(0);
    for (const { start, end } of zones) countLetters(text, start, end, inside);
    for (const id of roles.scripts) counts[id] = (counts[id] as number) + (inside[id] as number);
  }
  let letters = garbled;
  let own = garbled;
  let ownLetters = garbled;
  let all = garbled;
  let most = 0;
  let mostWeight = 0;
  for (let id = 1; id < counts.length; id++) {
    const count = counts[id] as number;
    if (count === 0) continue;
    const weight = count * (weightOf[id] as number);
    letters += count;
    all += weight;
    if (roles.own[id] === 1) {
      own += weight;
      ownLetters += count;
    }
    if (weight > mostWeight) {
      most = id;
      mostWeight = weight;
    }
  }
  return {
    letters,
    ownLetters,
    own: all === 0 ? 1 : own / all,
    script: scriptCodes[most] ?? 'Zzzz',
    lacksEssential: lacksEssential(roles),
    weight: all,
    han: SYLLABIC_WEIGHT * (counts[HAN] as number),
    kana: SYLLABIC_WEIGHT * ((counts[HIRAGANA] as number) + (counts[KATAKANA] as number)),
    hangul: SYLLABIC_WEIGHT * (counts[HANGUL] as number),
  };
}

/** Least share of the essential scripts in the weight of the language's own, and the weight from which it is asked for. */
const ESSENTIAL_SHARE = 0.1;
const ESSENTIAL_FROM = 14 * SYLLABIC_WEIGHT;

/** Of the text just counted. */
function lacksEssential({ essential, scripts }: Roles): boolean {
  if (essential.length === 0) return false;
  const sum = (ids: readonly ScriptId[]): number =>
    ids.reduce((weight, id) => weight + (counts[id] as number) * (weightOf[id] as number), 0);
  const own = sum(scripts);
  return own >= ESSENTIAL_FROM && sum(essential) < ESSENTIAL_SHARE * own;
}
