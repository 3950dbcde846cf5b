/** Reports: runs in, tables and pages out. */

export { buildReport, type ReportOptions } from './build.js';
export type { RunInput } from './collect.js';
export { renderHtml } from './html/index.js';
export { judge, type State } from './judge.js';
export {
  borderlessTable,
  escapeHidden,
  languageName,
  type Paint,
  renderCsv,
  renderMarkdown,
  renderTerminal,
} from './tables/index.js';
export type * from './types.js';
