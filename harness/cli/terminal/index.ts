/** What commands say on a terminal, and how they end. Light: a linter that runs often loads it too. */

export { GRACE, type Interrupt, LONGEST_GRACE, onInterrupt, untilSignal } from './ending.js';
export { exitCodes } from './exit-codes.js';
export { type PolicyOf, painter, wantsColor, warnOfAssumed, warnOfHints } from './output.js';
export { print, printAll, printData, tell, watchOutput } from './write.js';
