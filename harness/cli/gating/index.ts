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
export { openedRun, openOne, type Spec, specOf } from './sides.js';
