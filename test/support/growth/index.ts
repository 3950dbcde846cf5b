/** Texts of doubling length: what they are made of, what takes them, and the processes in which it does. */

export { ENTRIES, exported, FEEDS, TEXTLESS } from './functions.js';
export { ALL_PIECES, draw, everyPiece, type Nasty, nameOf, PIECES, SHAPES, textOf } from './grammar.js';
export { type Fault, grow } from './grow.js';
