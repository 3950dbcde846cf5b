/** Samples on the page: how they are addressed. */

export { addressOf, addressOfSample, type SampleChoice } from './address.js';
