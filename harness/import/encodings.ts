/** What the language asked for says about the encoding of a log: read in the wrong one, a text is in other scripts. */

import { policyFor, scriptOf } from '../../detectors/bare/index.js';
import type { HeadOptions } from '../../files/index.js';
import { LANGUAGE_FIELDS } from './fields.js';
import type { ReadOptions } from './format.js';
import { hasPolicy, tagOfLanguage } from './languages.js';

const LETTERS = /(?![A-Za-z])\p{L}/gu;

/** Share of the letters beyond ASCII that must be in a script of the language. */
const SHARE = 0.9;

/** Where rows name a language of their own, it may be any. */
const OWN_LANGUAGE = new RegExp(`\\b(?:${LANGUAGE_FIELDS.join('|')})\\b`, 'i');

/** How the beginnings of logs are read under these options. */
export function headOptions({ encoding, language: option }: ReadOptions): HeadOptions {
  const tag = option === undefined ? undefined : tagOfLanguage(option);
  const policy = tag === undefined || !hasPolicy(tag) ? undefined : policyFor(tag);
  if (policy === undefined) return { encoding };
  const fits = (text: string): boolean => {
    if (OWN_LANGUAGE.test(text)) return true;
    const letters = text.match(LETTERS) ?? [];
    const own = letters.filter((letter) => policy.scripts.includes(scriptOf(letter.codePointAt(0) ?? 0)));
    return own.length >= SHARE * letters.length;
  };
  return { encoding, fits };
}
