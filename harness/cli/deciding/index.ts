/** Runs that go on until their gate is decided. */

export { type Decider, openDecider } from './decider.js';
export { type Saving, savingOf, savingText } from './saving.js';
