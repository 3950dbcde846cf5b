/** Reports: runs in, tables and pages out. */

export { buildReport, type ReportOptions } from './build.js';
export type { RunInput } from './collect.js';
export { renderCsv, renderHtml, renderMarkdown, renderTerminal } from './formats/index.js';
export type { Judge } from './judging/index.js';
export { openRun } from './open.js';
export type * from './types.js';
