/** From a policy to the scanner's classes. */

import { type Classes, compileClasses, NEUTRAL, scriptCodes, scriptId } from '../unicode/index.js';
import type { Policy } from './policies.js';

/** Class of what the language is written in. */
export const EXPECTED = 250;

const compiled = new WeakMap<Policy, Classes>();

/** The scanner's classes under a policy: neutral, {@link EXPECTED}, else the id of an off-script script. */
export function classesOf(policy: Policy): Classes {
  let classes = compiled.get(policy);
  if (classes === undefined) {
    const byScript = Uint8Array.from(scriptCodes, (_, id) => id);
    for (const code of ['Zyyy', 'Zinh', 'Zzzz', ...policy.tolerated]) byScript[scriptId(code)] = NEUTRAL;
    for (const code of policy.scripts) byScript[scriptId(code)] = EXPECTED;
    classes = compileClasses(byScript, true);
    compiled.set(policy, classes);
  }
  return classes;
}
