/**
 * Languages that share Han: Chinese, Japanese, Korean. Its characters say by themselves hardly whose they are, so each clause is told by
 * what stands around them: kana, particles in Hangul, or words that only Chinese has.
 */

import { chineseSpans, forms, SIMPLIFIED } from '../han/index.js';
import type { Policy } from '../policy/index.js';
import type { Scene } from '../scene.js';
import { type Share, SYLLABIC_WEIGHT } from '../share.js';
import { spanAt, union } from '../spans.js';
import type { ScriptCode, Span } from '../types.js';
import { letterScriptIds, type ScriptId, scriptId } from '../unicode/index.js';
import { stretches } from './quoted.js';

const LANGUAGES = ['zh', 'ja', 'ko'] as const;
type SharingHan = (typeof LANGUAGES)[number];
/** The scripts that each is written in, the telling one first. */
const SCRIPTS: Readonly<Record<SharingHan, readonly ScriptCode[]>> = {
  zh: ['Hani'],
  ja: ['Hira', 'Kana', 'Hani'],
  ko: ['Hang'],
};

/** Letters by the language of their clause; `unknown` are Han in clauses that could be of any. */
type Tally = Readonly<Record<SharingHan | 'unknown', number>>;

const HAN = scriptId('Hani');
const HANGUL = scriptId('Hang');
const HIRAGANA = scriptId('Hira');
const KATAKANA = scriptId('Kana');

/** Least share of kana in a clause of Japanese, of Hangul in one of Korean, of Chinese stretches in one of Chinese. */
const KANA_SHARE = 0.15;
const HANGUL_SHARE = 0.25;
const CHINESE_SHARE = 0.2;
/** Share of the sequences of Han in a clause of Korean after which a particle, an ending or a suffix stands. */
const PARTICLES = 0.5;

/** What ends a clause, and what begins or ends a quotation. */
const CLAUSE = /[^。！？!?，,：:；;、…|"“”「」『』《》（）()\n]+/g;

/** What stands in a clause. */
interface Clause {
  han: number;
  hiragana: number;
  katakana: number;
  hangul: number;
  /** Han in stretches of Chinese. */
  chinese: number;
  /** Han in forms that only Simplified Chinese has. */
  simplified: number;
  /** Sequences of Han, and those that Hangul follows. */
  sequences: number;
  followed: number;
}

function count(text: string, { start, end }: Span, chinese: readonly Span[]): Clause {
  const table = forms();
  const clause: Clause = {
    han: 0,
    hiragana: 0,
    katakana: 0,
    hangul: 0,
    chinese: 0,
    simplified: 0,
    sequences: 0,
    followed: 0,
  };
  let isAfterHan = false;
  for (let at = start; at < end; at++) {
    const point = text.codePointAt(at) as number;
    const id = letterScriptIds[point] as ScriptId;
    if (id === HAN) {
      clause.han++;
      if (!isAfterHan) clause.sequences++;
      if (spanAt(chinese, at) !== undefined) clause.chinese++;
      if (table[point] === SIMPLIFIED) clause.simplified++;
    } else if (id === HANGUL) {
      clause.hangul++;
      if (isAfterHan) clause.followed++;
    } else if (id === HIRAGANA) clause.hiragana++;
    else if (id === KATAKANA) clause.katakana++;
    isAfterHan = id === HAN;
    if (point > 0xffff) at++;
  }
  return clause;
}

/** The language that the Han of a clause belongs to. Katakana alone may be a name in any of them: there it is left with the one asked for. */
function languageOf(clause: Clause, asked: SharingHan): keyof Tally {
  const { han, hiragana, katakana, hangul, chinese, simplified, sequences, followed } = clause;
  const kana = hiragana + katakana;
  const all = han + kana + hangul;
  if (kana >= KANA_SHARE * all && kana > hangul) return hiragana > 0 ? 'ja' : asked;
  if (hangul >= HANGUL_SHARE * all && simplified === 0 && followed >= PARTICLES * sequences) return 'ko';
  return chinese >= CHINESE_SHARE * han ? 'zh' : 'unknown';
}

/** The letters of a text outside code and brackets. */
function tally({ text, zones, brackets }: Scene, asked: SharingHan): Tally {
  const found = { zh: 0, ja: 0, ko: 0, unknown: 0 };
  const chinese = chineseSpans(text);
  for (const [from, to] of stretches(text, union(zones, brackets))) {
    for (const { 0: clause, index } of text.slice(from, to).matchAll(CLAUSE)) {
      const start = from + index;
      const counted = count(text, { start, end: start + clause.length }, chinese);
      const language = languageOf(counted, asked);
      found.ja += counted.hiragana + counted.katakana;
      found.ko += counted.hangul;
      // What is Chinese by itself stays so in a clause that goes on in Japanese.
      const cited = language === 'ja' ? counted.chinese : 0;
      found.zh += cited;
      found[language] += counted.han - cited;
    }
  }
  return found;
}

/** Share of the text from which on another of these languages is looked for. */
const SUSPECT = 0.1;

/** Fewest letters in another of these languages that make a text one in it. */
const LEAST = 4;

/** Which of these languages a policy asks for. */
function languageAsked({ han, scripts }: Policy): SharingHan | undefined {
  if (han !== undefined) return han === 'japanese' ? 'ja' : 'zh';
  return scripts.includes('Hang') ? 'ko' : undefined;
}

/** Whether anything in a text looks like another of these languages. */
function isSuspect({ han }: Scene, asked: SharingHan, share: Share): boolean {
  if (asked === 'ko') return share.han > SUSPECT * share.weight;
  if (share.hangul > SUSPECT * share.weight) return true;
  if (asked === 'zh') return share.kana > SUSPECT * share.weight;
  const chinese = han.spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return SYLLABIC_WEIGHT * chinese > SUSPECT * share.weight;
}

/** How much of a text is in the language asked for, where clauses tell more than scripts do. */
export interface HanShare {
  readonly own: number;
  /** The same for Korean, whose hanja are no script of the language; 0 for the others. */
  readonly withHanja: number;
  /** Another of these languages, where most of the rest is in it. */
  readonly instead: SharingHan | null;
  /** The script that has most of it. */
  readonly script: ScriptCode;
}

/** Undefined where no other language that shares Han is in question. */
export function hanShare(scene: Scene, share: Share): HanShare | undefined {
  const asked = languageAsked(scene.policy);
  if (asked === undefined || !isSuspect(scene, asked, share)) return undefined;
  const found = tally(scene, asked);
  const others = share.weight - share.han - share.kana - share.hangul;
  const told = SYLLABIC_WEIGHT * (found.zh + found.ja + found.ko) + others;
  if (told === 0) return undefined;
  const rival = LANGUAGES.filter((language) => language !== asked).reduce((a, b) =>
    found[b] > found[a] ? b : a,
  );
  const isMost = found[rival] >= LEAST && SYLLABIC_WEIGHT * found[rival] >= others;
  const own = (SYLLABIC_WEIGHT * found[asked]) / told;
  return {
    own,
    withHanja: asked === 'ko' ? own : 0,
    instead: isMost ? rival : null,
    script: SCRIPTS[rival].includes(share.script) ? share.script : (SCRIPTS[rival][0] ?? 'Hani'),
  };
}
