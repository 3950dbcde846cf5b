/** Rules of language: a prompt is clean in the language that it is to be answered in, and what it allows could be a finding. */

import { type Context, detect, type Policy, scriptOf } from '../../detectors/index.js';
import { shortened } from '../../files/index.js';
import type { Rule } from './types.js';

/** Indonesian and Malay, which nobody tells apart by a few sentences. */
const ALIKE: ReadonlySet<string> = new Set(['id', 'ms']);

/** What is compiled of a policy is kept by the policy itself: one for every text would be compiled for every text. */
const strict = new WeakMap<Policy, Policy>();

/** The policy of a prompt: an answer may pass in a close language, and a prompt in Spanish is none in Portuguese. */
function strictly(policy: Policy, language: string): Policy {
  if (policy.close.length === 0 || ALIKE.has(language)) return policy;
  const known = strict.get(policy) ?? { ...policy, close: [] };
  strict.set(policy, known);
  return known;
}

/** The beginning of a text on one line, 40 code units at most. */
const shown = (text: string): string => shortened(text.replace(/\s+/gu, ' ').trim(), 40);

/**
 * Every message must be in the language and clean, by the detector; a prompt with the tag `mixed-context` may hold anything, and one that
 * is `cross-lingual` may be in another language as a whole.
 */
export const checkLanguage: Rule = function* ({ prompt }, { policyOf, identifier }) {
  const { language, messages, tags = [], allow } = prompt;
  const policy = policyOf(language);
  if (policy === undefined) {
    yield `there is no policy for the language "${language}"`;
    return;
  }
  if (tags.includes('mixed-context')) return;
  const context: Context = { ...(identifier && { identifier }), ...(allow && { allow }) };
  for (const { content } of messages) {
    const { wrongLanguage, findings } = detect(content, strictly(policy, language), context);
    if (wrongLanguage === null)
      for (const { text, language: foreign, script, kind } of findings)
        yield `not clean: ${kind} in ${foreign ?? script}, "${shown(text)}"; repair it, or give it the tag mixed-context`;
    else if (!tags.includes('cross-lingual'))
      yield `in ${wrongLanguage.language ?? wrongLanguage.script}, and to be answered in ${language}: "${shown(content)}"; name its language, or give it the tag cross-lingual`;
  }
};

/** Whether a term could be a finding at all: words in a language's own Latin script may, other text in its own script may not. */
function couldBeFound(term: string, { scripts, han }: Policy): boolean {
  if (scripts.includes('Latn')) return true;
  return Array.from(term).some((character) => {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    if (script === 'Zyyy' || script === 'Zinh') return false;
    return !scripts.includes(script) || (script === 'Hani' && han !== undefined);
  });
}

export const checkAllow: Rule = function* ({ prompt: { allow = [], language } }, { policyOf }) {
  const policy = policyOf(language);
  if (new Set(allow).size < allow.length) yield 'a term stands twice in "allow"';
  for (const term of allow) {
    if (policy !== undefined && !couldBeFound(term, policy))
      yield `"${term}" in "allow" is in the language’s own script and never a finding; leave it out`;
    else if (Array.from(term).length < 2)
      yield `"${term}" in "allow" is a single character, which would hide real slips`;
  }
};
