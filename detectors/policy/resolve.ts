/** From a language tag to its policy, and from a policy to the scanner's classes. */

import { SIMPLIFIED_NOT_JAPANESE } from '../han/index.js';
import type { LanguageTag } from '../types.js';
import {
  type Classes,
  compileClasses,
  NEUTRAL,
  reclassify,
  scriptCodes,
  scriptId,
} from '../unicode/index.js';
import { type Policy, policies } from './policies.js';

/** Class of what the language is written in. */
export const EXPECTED = 250;
/** Class of a Han character whose form does not belong. */
export const FOREIGN_FORM = 251;

const byLanguage = new Map(policies.map((policy) => [policy.language, policy]));

/** Tags of all languages that have a policy, sorted. */
export const languages: readonly LanguageTag[] = policies.map((policy) => policy.language);

/**
 * The policy for a BCP 47 tag: that of the tag itself or of its language alone (`zh-Hans` and `zh-TW` have that of `zh`).
 * Undefined where there is none or the tag is malformed.
 */
export function policyFor(tag: LanguageTag): Policy | undefined {
  const exact = byLanguage.get(tag);
  if (exact !== undefined) return exact;
  try {
    return byLanguage.get(new Intl.Locale(tag).language);
  } catch {
    return undefined;
  }
}

const compiled = new WeakMap<Policy, Classes>();

/** The scanner's classes under a policy: neutral, {@link EXPECTED}, {@link FOREIGN_FORM}, else the id of an off-script script. */
export function classesOf(policy: Policy): Classes {
  let classes = compiled.get(policy);
  if (classes === undefined) {
    const byScript = Uint8Array.from(scriptCodes, (_, id) => id);
    for (const code of ['Zyyy', 'Zinh', 'Zzzz', ...policy.tolerated]) byScript[scriptId(code)] = NEUTRAL;
    for (const code of policy.scripts) byScript[scriptId(code)] = EXPECTED;
    classes = compileClasses(byScript, true);
    if (policy.han === 'japanese') reclassify(classes, SIMPLIFIED_NOT_JAPANESE, FOREIGN_FORM);
    compiled.set(policy, classes);
  }
  return classes;
}
