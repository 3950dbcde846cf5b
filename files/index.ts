/** Files as they come in: JSON, lines of it, tables, YAML, archives, each with bounds; and the one kind of problem. */

export { knownEncoding } from './encoding.js';
export type { Archive, Bounds } from './foreign/index.js';
export { type Form, type Head, type HeadOptions, isArchive, isPackedFile, readHead } from './head.js';
export { readItems } from './items.js';
export { isDense, MOST_VALUES, parseJson, readDocument, toJson } from './json.js';
export { openArchive, openParquet, parseYaml, parseYamlRows, readCsv } from './lazy.js';
export { type LeftName, removeLeft } from './left.js';
export { type Line, type RawLine, readJsonLines, readLines, type Stretch, textOfLine } from './lines.js';
export {
  type Advice,
  checkFileSync,
  LONGEST_TEXT,
  nameOf,
  readBytes,
  readPieces,
  readText,
  readUnpacked,
  type Source,
  standardInput,
} from './open.js';
export { pack, unpack } from './packed.js';
export { type Problem, problemLine, shortened, UserError } from './problem.js';
export type { Unread, Value } from './row.js';
export { unpackedName } from './unpack.js';
export { fieldAt, sha256, textOf } from './values.js';
export {
  putInPlace,
  syncFolder,
  writeOutput,
  writeOutputPieces,
  writePieces,
  writeSynced,
  writeWhole,
} from './whole.js';
