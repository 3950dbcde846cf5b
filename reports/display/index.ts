/** How every format writes numbers, names, tables and hidden characters, and in which order. */

export { languagesOf, type Pair, pairsOf, scriptsOf, simulatedTargets } from './arrange.js';
export { type ChannelRow, channelNames, channelRows, channelsOf } from './channels.js';
export { exemptionRows } from './exemptions.js';
export { type Headline, headlineOf, headlineSentence } from './headline.js';
export { languageName, SIMULATED, scriptName, subjectOf, verdictSigns, verdictWithSign } from './names.js';
export { targetNotes } from './notes.js';
export {
  bounds,
  count,
  indexValue,
  NO_NUMBER,
  percent,
  percentWithBounds,
  plural,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  sizes,
} from './numbers.js';
export { borderlessTable, type Paint, widthOf } from './table.js';
export { escapeHidden, type Piece, visiblePieces } from './visible.js';
