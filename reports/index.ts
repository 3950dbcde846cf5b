/** Reports: runs in, tables and pages out. */

export { buildReport, type ReportOptions } from './build.js';
export type { RunInput } from './collect.js';
export { renderHtml } from './html/index.js';
export type { Judge } from './judging/index.js';
export {
  borderlessTable,
  count,
  escapeHidden,
  languageName,
  type Paint,
  plural,
  renderCsv,
  renderMarkdown,
  renderTerminal,
  scriptName,
} from './tables/index.js';
export type * from './types.js';
