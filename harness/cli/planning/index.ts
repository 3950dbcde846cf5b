/** Planning a run whose size is fixed beforehand. */

export { type Known, knownOf } from './known.js';
export { type PowerPlan, type PowerTable, planPower, showPower } from './power.js';
