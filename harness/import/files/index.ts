/** Files as logs come in: JSON, lines of it, tables, archives. */

export { readCsv } from './csv.js';
export { readDocument } from './document.js';
export { type Head, readHead } from './head.js';
export { parseJson, toJson } from './json.js';
export { readJsonLines, type Value } from './lines.js';
export { openParquet } from './parquet.js';
export { type Archive, openArchive } from './zip.js';
