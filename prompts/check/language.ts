/** Rules of language: a prompt is clean in the language that it is to be answered in, and what it allows could be a finding. */

import { allLanguages, type Context, detect, type Policy, scriptOf } from '../../detectors/index.js';
import { shortened } from '../../files/index.js';
import type { Rule } from './types.js';

/** What is compiled of a policy is kept by the policy itself: one for every text would be compiled for every text. */
const strict = new WeakMap<Policy, Policy>();

/**
 * The policy of a prompt: an answer may pass in a close language, and a prompt in Spanish is none in Portuguese. Languages that nobody
 * tells apart by a few sentences stay close.
 */
function strictly(policy: Policy): Policy {
  const known = strict.get(policy);
  if (known !== undefined) return known;
  const { indistinct = [] } = allLanguages.find(({ tag }) => tag === policy.language) ?? {};
  const close = policy.close.filter((language) => indistinct.includes(language));
  const made = close.length === policy.close.length ? policy : { ...policy, close };
  strict.set(policy, made);
  return made;
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
    const { wrongLanguage, findings } = detect(content, strictly(policy), context);
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
