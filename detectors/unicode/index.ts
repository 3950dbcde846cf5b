export { type Classes, classOf, compileClasses, NEUTRAL } from './classes.js';
export { lowerCased } from './lower-case.js';
export { type MarkRange, type Marks, marksIn, marksOf } from './marked.js';
export { normalForm } from './normal-form.js';
export { type Normalised, normalised } from './normalize.js';
export { emptyRuns, type Runs, type ScriptRun, scan, scriptClasses, scriptRuns } from './scan.js';
export { UNICODE_VERSION } from './scripts.generated.js';
export {
  joinsScript,
  letterScriptIds,
  letterScriptOf,
  type ScriptId,
  scriptCodes,
  scriptExtensionsOf,
  scriptId,
  scriptOf,
} from './table.js';
export { codePointBefore, copyUnits, storeUnits, type UnitStore, unitStore, units } from './units.js';
export { isRightToLeft, isUnspaced, UNSPACED_LETTER } from './writing.js';
