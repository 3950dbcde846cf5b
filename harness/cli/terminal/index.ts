/** What commands say on a terminal, and how they end. Light: a linter that runs often loads it too. */

export { type PolicyOf, warnOfAssumed } from './assumed.js';
export { showPlan } from './dry-run.js';
export { exitCodes } from './exit.js';
export { GRACE, type Interrupt, onInterrupt, untilSignal } from './interrupt.js';
export { painter, wantsColor } from './painter.js';
export { warnOfUnread } from './unread.js';
