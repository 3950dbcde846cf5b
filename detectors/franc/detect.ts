/** Detection as it comes: franc tells the language of lines where nobody else does. */

import { detectBy, type Identified } from '../detect.js';
import type { Identifier } from '../identify/index.js';
import { languages, type Policy } from '../policy/index.js';
import type { Context, Detection, LanguageTag } from '../types.js';
import { francIdentifier } from './franc.js';

const identifiers = new Map<LanguageTag, Identifier>();

/** franc among the languages with a policy and `language`, made when it is first needed. */
function identifierFor({ language }: Policy): Identifier {
  const other = languages.includes(language) ? '' : language;
  let identifier = identifiers.get(other);
  if (identifier === undefined) {
    identifier = francIdentifier(other === '' ? languages : [...languages, other]);
    identifiers.set(other, identifier);
  }
  return identifier;
}

const isIdentified = (context: Context): context is Identified => context.identifier !== undefined;

/**
 * Finds off-script text. Accepts any string, also with lone surrogates; offsets are UTF-16 code units of `text` as it is. What is
 * canonically equivalent (UAX #15) comes to the same verdict. Deterministic, without state that outlives the call.
 */
export function detect(text: string, policy: Policy, context: Context = {}): Detection {
  return detectBy(
    text,
    policy,
    isIdentified(context) ? context : { ...context, identifier: identifierFor(policy) },
  );
}
