/** What is counted of samples: which of them, and those in which an event happened. */

/** The number that a prompt of one tally has in another; undefined where it has none. */
export type PromptOf = (prompt: number) => number | undefined;

/** Says of the `i`th sample whether it is counted (1), and whether the event happened too (3), with 4 of one that is counted though excluded; 0 of one that is not. */
export type Test = (i: number) => number;

export const COUNTED = 1;
export const HAPPENED = 3;
/** Of a sample that is in no rate. Where both sides of a pair are, it says nothing of either. */
export const THOUGH_EXCLUDED = 4;

export const isCountedIn = (tested: number): boolean => (tested & COUNTED) !== 0;
export const hasEvent = (tested: number): number => (tested >> 1) & 1;
