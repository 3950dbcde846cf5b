/** Reports: runs in, tables and pages out. */

export { buildReport, type ReportOptions } from './build.js';
export type { RunInput } from './collect.js';
export {
  borderlessTable,
  count,
  escapeHidden,
  languageName,
  type Paint,
  plural,
  scriptName,
} from './display/index.js';
export { renderCsv, renderHtml, renderMarkdown, renderTerminal } from './formats/index.js';
export type { Judge } from './judging/index.js';
export type * from './types.js';
