/** U+FFFD: a response that was cut inside a character. Counted, never mixing. */

import { addFinding, type Pass } from './pass.js';

/** Findings of kind `replacement`. */
export function replacementFindings(pass: Pass): void {
  if (!pass.text.includes('\ufffd')) return;
  for (const match of pass.text.matchAll(/\ufffd+/g)) {
    addFinding(pass, { start: match.index, end: match.index + match[0].length }, 'replacement', 'Zyyy');
  }
}
