/** Passes: each looks for one kind of finding. */

export { alphabetFindings, hasOtherLetters } from './alphabet.js';
export { type HanVerdict, hanFindings, judgeHan } from './han.js';
export { latinFindings } from './latin.js';
export { lineFindings } from './lines.js';
export type { Pass } from './pass.js';
export { replacementFindings } from './replacement.js';
export { scriptFindings } from './script.js';
export { weigh } from './share.js';
export { type LatinWord, latinWords } from './words.js';
