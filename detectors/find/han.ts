/** Forms of Han that a language does not write: Simplified Chinese in Japanese, by the charset rule. */

import { classesOf, FOREIGN_FORM } from '../policy/index.js';
import { classOf, letterScriptIds, scriptId } from '../unicode/index.js';
import { addExemption, addFinding, codeAt, type Pass } from './pass.js';

const HAN = scriptId('Hani');

/** Findings of kind `han`: within an unbroken sequence of Han characters, from the first foreign form to the last. */
export function hanFindings(pass: Pass): void {
  const { text, policy } = pass;
  if (policy.han === undefined) return;
  const classes = classesOf(policy);
  let start = -1;
  let end = -1;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (classOf(classes, unit) === FOREIGN_FORM) {
      if (start < 0) start = at;
      end = at + 1;
    } else if (start >= 0 && letterScriptIds[unit] !== HAN) {
      const reason = codeAt(pass, start);
      if (reason === undefined) addFinding(pass, { start, end }, 'han', 'Hans');
      else addExemption(pass, { start, end }, reason);
      start = -1;
    }
  }
}
