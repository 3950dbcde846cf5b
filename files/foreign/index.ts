/** Readers of foreign binary formats, each in a thread of its own: what hangs or grows in it ends alone. */

export { openParquet, type Parquet } from './parquet.js';
export { type Archive, type Bounds, openArchive } from './zip.js';
export { unzstd } from './zstd.js';
