/** From a policy to the scanner's classes. */

import { SIMPLIFIED_NOT_JAPANESE } from '../han/index.js';
import {
  type Classes,
  compileClasses,
  NEUTRAL,
  reclassify,
  scriptCodes,
  scriptId,
} from '../unicode/index.js';
import type { Policy } from './policies.js';

/** Class of what the language is written in. */
export const EXPECTED = 250;
/** Class of a Han character whose form does not belong, or of a letter that the language is not written with. */
export const FOREIGN_FORM = 251;

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
    if (policy.letters !== undefined)
      reclassify(classes, policy.letters.foreign + policy.letters.telling, FOREIGN_FORM);
    compiled.set(policy, classes);
  }
  return classes;
}
