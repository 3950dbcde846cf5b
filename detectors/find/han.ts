/** Han that a language does not write: Chinese in Japanese; in Chinese the forms of its other kind, and of Japanese. */

import {
  chineseSpans,
  FORM_SCRIPTS,
  type Form,
  forms,
  JAPANESE,
  SIMPLIFIED,
  TRADITIONAL,
} from '../han/index.js';
import type { Policy } from '../policy/index.js';
import type { Evidence, ScriptCode, Span, WrongLanguage } from '../types.js';
import { letterScriptIds, scriptId } from '../unicode/index.js';
import type { Kind } from './kind.js';
import { placed } from './placed.js';

/** A stretch of Han that does not belong, whatever may excuse it. */
export interface ForeignHan extends Span {
  readonly script: ScriptCode;
  readonly evidence: Evidence;
  /** Set where it may as well be none: such a stretch counts as nothing. */
  readonly possible?: true;
}

/** What became of the Han of a text. */
export interface HanVerdict {
  readonly spans: readonly ForeignHan[];
  /** The other kind of Chinese, where the text as a whole is in it. */
  readonly wrong: WrongLanguage | null;
}

const NOTHING: HanVerdict = { spans: [], wrong: null };

const HAN = scriptId('Hani');
const isHan = (unit: number): boolean => letterScriptIds[unit] === HAN;

/** Fewest forms of either kind that make a text one of the other kind of Chinese, and the share of that kind among them. */
const WRONG_FORMS = 3;
const WRONG_SHARE = 0.75;

/** Most characters without a form of their own between two foreign ones of the same word. */
const GAP = 2;

/** Judges the Han of `text` by the policy. */
export function judgeHan(text: string, { han }: Policy): HanVerdict {
  if (han === undefined) return NOTHING;
  if (han === 'japanese') return { spans: inJapanese(text), wrong: null };
  const table = forms();
  const counts = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const form = table[text.charCodeAt(at)] as number;
    if (form !== 0) counts[form] = (counts[form] as number) + 1;
  }
  const [, simplified = 0, traditional = 0, japanese = 0] = counts;
  const more = traditional > simplified ? TRADITIONAL : SIMPLIFIED;
  const own = han === 'chinese' ? more : han === 'traditional' ? TRADITIONAL : SIMPLIFIED;
  const other = own === SIMPLIFIED ? traditional : simplified;
  if (other === 0 && japanese === 0) return NOTHING;
  const told = simplified + traditional;
  if (told >= WRONG_FORMS && other >= WRONG_SHARE * told)
    return { spans: [], wrong: { script: FORM_SCRIPTS[more] as string, share: other / told } };
  return { spans: inChinese(text, own), wrong: null };
}

/** Longest stretch in which a single Traditional form is an old spelling of a name, 渡邊 or 齊藤, rather than Chinese. */
const LONGEST_NAME = 3;

function inJapanese(text: string): ForeignHan[] {
  return chineseSpans(text)
    .filter(
      ({ start, end, evidence }) =>
        evidence === 'form' || end - start > LONGEST_NAME || !isOldSpelling(text, start, end),
    )
    .map(({ start, end, evidence, sure }) => ({
      start,
      end,
      script: kindOf(text, start, end),
      evidence,
      ...(!sure && { possible: true as const }),
    }));
}

/** Whether a stretch has one Traditional form and no other that Japanese does not write. */
function isOldSpelling(text: string, start: number, end: number): boolean {
  const table = forms();
  let traditional = 0;
  for (let at = start; at < end; at++) {
    const form = table[text.charCodeAt(at)];
    if (form === SIMPLIFIED) return false;
    if (form === TRADITIONAL) traditional++;
  }
  return traditional === 1;
}

/** Simplified Chinese, unless Traditional forms say otherwise. */
function kindOf(text: string, start: number, end: number): ScriptCode {
  const table = forms();
  let traditional = false;
  for (let at = start; at < end; at++) {
    const form = table[text.charCodeAt(at)];
    if (form === SIMPLIFIED) return 'Hans';
    if (form === TRADITIONAL) traditional = true;
  }
  return traditional ? 'Hant' : 'Hans';
}

/** Forms that are neither `own` nor shared, neighbours in one. */
function inChinese(text: string, own: Form): ForeignHan[] {
  const table = forms();
  const spans: ForeignHan[] = [];
  let start = -1;
  let end = -1;
  let isJapanese = false;
  const close = (): void => {
    if (start >= 0) {
      const form = isJapanese ? JAPANESE : own === SIMPLIFIED ? TRADITIONAL : SIMPLIFIED;
      spans.push({ start, end, script: FORM_SCRIPTS[form] as string, evidence: 'form' });
    }
    start = -1;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const form = table[unit] as Form;
    if (form === 0 || form === own) {
      if (start >= 0 && (form === own || at - end >= GAP || !isHan(unit))) close();
      continue;
    }
    if (start < 0) {
      start = at;
      isJapanese = false;
    }
    if (form === JAPANESE) isJapanese = true;
    end = at + 1;
  }
  close();
  return spans;
}

export const han: Kind<'han'> = {
  kind: 'han',
  name: 'other form of Han',
  what: 'Han that the language does not write: Chinese in Japanese, Traditional forms in Simplified Chinese and the other way round.',
  counts: 'mixing',
  intrudes: true,
  find(scene, { wrongLanguage }) {
    const { spans } = scene.han;
    if (wrongLanguage !== null || spans.length === 0) return [];
    return spans.map((span) => ({ kind: 'han', ...span, ...placed(scene, span) }));
  },
};
