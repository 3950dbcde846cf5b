/**
 * How numbers, names, tables and hidden characters are written for people. A light door: it loads neither detectors nor any format.
 */

export { escapeMarkdown } from './markdown.js';
export {
  isScriptCode,
  languageName,
  RATE_NAMES,
  SIGN_NAMES,
  SIMULATED,
  scriptName,
  verdictSigns,
  verdictWithSign,
} from './names.js';
export {
  asWritten,
  bounds,
  count,
  indexValue,
  money,
  moreNeeded,
  NO_NUMBER,
  percent,
  percentWithBounds,
  plural,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  seconds,
  significant,
  sizes,
  stepNumber,
  times,
  withBounds,
} from './numbers.js';
export { borderlessTable, type Paint, widthOf } from './table.js';
export { escapeHidden, type Piece, showObeyed, visiblePieces } from './visible.js';
