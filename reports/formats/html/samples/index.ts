/** Samples as pages show them: their addresses, and what is seen of each. */

export { addressOf, addressOfSample, CHOSEN_BY, type ChosenBy, choiceIn, type SampleChoice } from './address.js';
