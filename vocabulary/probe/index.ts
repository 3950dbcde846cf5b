/** `vocab probe`: which tokens an endpoint cannot write. */

export { type Asked, askTokens } from './ask.js';
export { type Choosing, chooseTokens } from './choose.js';
export { type ProbeFile, readProbe } from './file.js';
export type { Probing } from './parts.js';
export { type ClassProbe, type ProbeSummary, summarizeProbe, worstFirst } from './summary.js';
export type {
  Choice,
  Finding,
  Frame,
  Framed,
  Magikarp,
  Requests,
  Stratum,
  TargetProbe,
  Verdict,
  Way,
} from './types.js';
export { FORGOTTEN, GROUP_TRIES, TRIES } from './verdicts.js';
