/** A text as a sequence of language-tagged units, which the measures of mixing are taken over. */

import { isMixing } from '../find/index.js';
import type { Policy } from '../policy/index.js';
import type { Detection, LanguageTag, ScriptCode, Span } from '../types.js';
import { scriptOf, UNSPACED_LETTER } from '../unicode/index.js';
import { segments } from './segmenter.js';

/**
 * The language of a unit: a BCP 47 tag, or the ISO 15924 code of its script where no more is known; null where the unit is
 * language-independent and counts for no language.
 */
export type UnitTag = LanguageTag | ScriptCode | null;

/** Letters and marks; an apostrophe or hyphen between them splits a word, as it does for most tokenizers of the literature. */
const WORD = /\p{L}[\p{L}\p{M}]*/gu;

/** Words of a text in order. */
function* words(text: string, language: LanguageTag): Generator<Span> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    // Words of scripts without spaces are cut by Intl.Segmenter.
    if (!UNSPACED_LETTER.test(word)) {
      yield { start: index, end: index + word.length };
      continue;
    }
    for (const { start, end } of segments(word, language)) yield { start: index + start, end: index + end };
  }
}

/** Spans that settle the tag of what stands in them, sorted and disjoint; a finding wins over an exemption. */
function settled({ findings, exemptions }: Detection): (Span & { readonly tag: UnitTag })[] {
  const spans: (Span & { readonly tag: UnitTag })[] = [
    ...findings
      .filter(isMixing)
      .map(({ start, end, language, script }) => ({ start, end, tag: language ?? script })),
    ...exemptions.map(({ start, end }) => ({ start, end, tag: null })),
  ].sort((a, b) => a.start - b.start || Number(a.tag === null) - Number(b.tag === null));
  const disjoint: (Span & { readonly tag: UnitTag })[] = [];
  let end = 0;
  for (const span of spans) {
    const last = disjoint.at(-1);
    if (span.tag !== null && last?.tag === null && span.start < last.end) {
      disjoint[disjoint.length - 1] = { ...last, end: span.start };
      disjoint.push(span);
    } else if (span.end > end) {
      disjoint.push({ ...span, start: Math.max(span.start, end) });
    }
    end = Math.max(end, span.end);
  }
  return disjoint;
}

/** Tag of a word that nothing settles. */
function plainTag(word: string, policy: Policy, { wrongLanguage }: Detection): UnitTag {
  const script = scriptOf(word.codePointAt(0) ?? 0);
  if (wrongLanguage?.script === script) return wrongLanguage.language ?? script;
  return policy.scripts.includes(script) ? policy.language : null;
}

/**
 * The tags of a text's units, in order. A unit is a word, cut where a finding or an exemption begins or ends. Its tag is
 * that of the finding it stands in: the language, else the script; null in an exemption (code, a URL, a name); else, in a
 * text in the wrong language, that language for words in its script; else the language asked for, for words in its scripts;
 * else null, since detection took no offence at it. So digits, punctuation and symbols are no units, and words of another
 * language in the same script are told apart only where detection finds them.
 */
export function languageUnits(text: string, policy: Policy, detection: Detection): UnitTag[] {
  const spans = settled(detection);
  const tags: UnitTag[] = [];
  let next = 0;
  for (const { start, end } of words(text, policy.language)) {
    let at = start;
    while (at < end) {
      while ((spans[next]?.end ?? end) <= at) next++;
      const span = spans[next];
      if (span === undefined || span.start >= end) {
        tags.push(plainTag(text.slice(at, end), policy, detection));
        break;
      }
      if (span.start > at) {
        tags.push(plainTag(text.slice(at, span.start), policy, detection));
        at = span.start;
      } else {
        tags.push(span.tag);
        at = Math.min(end, span.end);
      }
    }
  }
  return tags;
}
