/** Files as they come in: JSON, lines of it, tables, archives, each with bounds; and the one kind of problem. */

export { readCsv } from './csv.js';
export { type CsvLines, countCsvLines } from './csv-lines.js';
export { readDocument } from './document.js';
export { fieldAt, textOf } from './fields.js';
export { sha256 } from './hash.js';
export { type Head, readHead } from './head.js';
export { parseJson, toJson } from './json.js';
export { readJsonLines } from './jsonl.js';
export { type Line, type RawLine, readLines, readRawLines } from './lines.js';
export { openParquet } from './parquet.js';
export { type Problem, problemLine, shortened, UserError } from './problem.js';
export type { Unread, Value } from './row.js';
export { readYaml } from './yaml.js';
export { type Archive, openArchive } from './zip.js';
