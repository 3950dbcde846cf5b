/** Comparing: two targets in, differences with their verdicts out. */

export { type Cell, type Compared, cellIn, cellOf, eachPair, type Taking } from './cell.js';
export { type Change, type Comparing, compareTargets, HEADLINE } from './compare.js';
export { WORSE } from './events.js';
export {
  areAskedAlike,
  arePaired,
  type Named,
  outcomesOf,
  type Sides,
  sidesOf,
  type Where,
} from './sides.js';
export {
  ALPHA,
  figuresOf,
  judged,
  moreToTell,
  type Row,
  testedTogether,
  testOf,
  verdictOf,
} from './verdicts.js';
