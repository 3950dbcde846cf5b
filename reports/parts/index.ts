/** Parts: what rows add up to that are judged where they lie, which add up to what all rows come to. */

export { Part, type PartHead, type StoredPart } from './part.js';
