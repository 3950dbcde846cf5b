/** Comparing: two targets in, differences with their verdicts out. */

export { type Cell, type Compared, cellIn, eachPair, type Taking } from './cell.js';
export { type Change, type Comparing, compareTargets, HEADLINE } from './compare.js';
export { areAskedAlike, type Named, PAIRED_FROM, type Sides, sidesOf, type Where } from './sides.js';
export { ALPHA, judged, type Row } from './verdicts.js';
