/** Gates from the command line. */

export {
  exitCodeOf,
  GATE_FORMATS,
  type Gated,
  type GateFormat,
  gateBetween,
  gateWithin,
  type Said,
  showGate,
  writtenGate,
} from './gate.js';
export { openedRun, openOne, type Spec, specOf } from './sides.js';
