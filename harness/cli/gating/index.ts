/** Gates from the command line. */

export {
  exitCodeOf,
  type Gated,
  gateBetween,
  gateWithin,
  type Said,
  showGate,
  showOnGithub,
  writtenGate,
} from './gate.js';
export { type Judging, keptTally, openedRun, openOne, type Spec, specOf, targetOf } from './sides.js';
