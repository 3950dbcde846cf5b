/** What a thread that reads Parquet does: it opens one file, and gives a group of rows in pieces. */

import {
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors as known } from 'hyparquet-compressors';

export type Task =
  | { readonly do: 'open'; readonly path: string }
  | { readonly do: 'read'; readonly group: number; readonly columns: readonly string[] }
  /** Further rows of the group. */
  | { readonly do: 'next' };

export type Answer =
  /** Its columns, and rows in each of its groups. */
  | { readonly kind: 'opened'; readonly columns: readonly string[]; readonly groups: readonly number[] }
  | { readonly kind: 'rows'; readonly rows: readonly unknown[]; readonly last: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** Bytes that a page may have unpacked, and all columns of a group of rows together. */
const LONGEST_PAGE = 256 << 20;
const LONGEST_GROUP = 1024 << 20;

/** Rows of a group: a page of a few bytes may claim any number. */
const MOST_ROWS = 1 << 26;

/** UTF-16 code units and rows from which a piece of a group is full: it is copied from thread to thread. */
const UNITS = 1 << 18;
const ROWS = 1024;

/** The package's, which trust the length that the file claims. */
const compressors: Compressors = Object.fromEntries(
  Object.entries(known).map(([name, unpack]) => [
    name,
    (input: Uint8Array, length: number) => {
      if (length > LONGEST_PAGE) throw new Error(`a page is larger than ${LONGEST_PAGE >> 20} MiB`);
      return unpack(input, length);
    },
  ]),
);

interface Opened {
  readonly file: Awaited<ReturnType<typeof asyncBufferFromFile>>;
  readonly metadata: FileMetaData;
}

let opened: Opened | undefined;
/** The rows of a group, and how many of them have been given. */
let pending: { readonly rows: readonly unknown[]; given: number } = { rows: [], given: 0 };

const rowsIn = ({ num_rows: rows }: FileMetaData['row_groups'][number]): number => {
  const count = Number(rows);
  if (!(count >= 0)) throw new Error('a group of rows has a number of rows below 0');
  return count;
};

async function open(path: string): Promise<Answer> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const groups = metadata.row_groups.map(rowsIn);
    opened = { file, metadata };
    return { kind: 'opened', columns, groups };
  } catch (error) {
    return failed(error);
  }
}

const failed = (error: unknown): Answer => ({
  kind: 'failed',
  reason: error instanceof Error ? error.message : String(error),
});

/** Bytes that these columns of a group have unpacked, as the file claims. */
function sizeOf({ columns }: FileMetaData['row_groups'][number], wanted: ReadonlySet<string>): number {
  return columns
    .filter(({ meta_data: data }) => wanted.has(data?.path_in_schema[0] ?? ''))
    .reduce((sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size ?? 0), 0);
}

async function read({ file, metadata }: Opened, at: number, columns: readonly string[]): Promise<void> {
  const group = metadata.row_groups[at];
  if (group === undefined) throw new Error('there is no such group');
  const rows = rowsIn(group);
  if (sizeOf(group, new Set(columns)) > LONGEST_GROUP)
    throw new Error(`they are larger than ${LONGEST_GROUP >> 20} MiB`);
  if (rows > MOST_ROWS) throw new Error(`they are more than ${MOST_ROWS} in one group`);
  const read = await parquetReadObjects({
    file,
    // All that the library would do for each group before this one.
    metadata: { ...metadata, row_groups: [group], num_rows: group.num_rows },
    columns: [...columns],
    rowStart: 0,
    rowEnd: rows,
    compressors,
  });
  if (read.length !== rows) throw new Error(`there are ${read.length}`);
  pending = { rows: read, given: 0 };
}

/** Code units of a value and what is in it, at least one. */
function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return value.length + 1;
  if (value === null || typeof value !== 'object') return 1;
  if (ArrayBuffer.isView(value)) return value.byteLength + 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + sizeOfValue(inner), 1);
}

/** The next rows, in a piece that is worth a message. */
function next(): Answer {
  const { rows, given } = pending;
  const most = Math.min(given + ROWS, rows.length);
  let units = 0;
  let to = given;
  while (to < most && units < UNITS) units += sizeOfValue(rows[to++]);
  pending.given = to;
  return { kind: 'rows', rows: rows.slice(given, to), last: to === rows.length };
}

export default async function answer(task: Task): Promise<Answer> {
  if (task.do === 'open') return open(task.path);
  if (task.do === 'next') return next();
  try {
    if (opened === undefined) throw new Error('no file is open');
    pending = { rows: [], given: 0 };
    await read(opened, task.group, task.columns);
    return next();
  } catch (error) {
    return failed(error);
  }
}
