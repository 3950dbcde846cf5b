/** Reports as tables: Markdown, CSV, terminal; and how every format writes numbers, names and hidden characters. */

export { languagesOf, type Pair, pairsOf, scriptsOf, simulatedTargets } from './arrange.js';
export { type ChannelRow, channelNames, channelRows } from './channels.js';
export { renderCsv } from './csv.js';
export { exemptionRows } from './exemptions.js';
export { type Headline, headlineOf } from './headline.js';
export { renderMarkdown } from './markdown.js';
export { escapeMarkdown } from './markdown-table.js';
export { languageName, SIMULATED, scriptName, subjectOf, verdictSigns, verdictWithSign } from './names.js';
export { targetNotes } from './notes.js';
export {
  bounds,
  count,
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
export { borderlessTable, type Paint, renderTerminal, type TerminalOptions } from './terminal.js';
export { escapeHidden, type Piece, visiblePieces } from './visible.js';
