export {
  type Classes,
  compileClasses,
  emptyRuns,
  NEUTRAL,
  type Runs,
  type ScriptRun,
  SURROGATE,
  scan,
  scriptClasses,
  scriptRuns,
} from './scan.js';
export { UNICODE_VERSION } from './scripts.generated.js';
export {
  joinsScript,
  letterScriptIds,
  type ScriptId,
  scriptCodes,
  scriptExtensionsOf,
  scriptId,
  scriptOf,
} from './table.js';
