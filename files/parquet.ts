/** Parquet, group of rows by group of rows. */

import {
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors as known } from 'hyparquet-compressors';
import { UserError } from './problem.js';
import type { Unread, Value } from './row.js';

/** Bytes that a page may have unpacked, and all columns of a group of rows together. */
const LONGEST_PAGE = 256 << 20;
const LONGEST_GROUP = 1024 << 20;

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

export interface Parquet {
  readonly columns: readonly string[];
  /** Rows with these columns, in order. A group of rows that cannot be read is one unread row that names them. */
  rows(columns: readonly string[]): AsyncGenerator<Value | Unread>;
}

/** Bytes that these columns of a group have unpacked, as the file claims. */
function sizeOf({ columns }: FileMetaData['row_groups'][number], wanted: ReadonlySet<string>): number {
  return columns
    .filter(({ meta_data: data }) => wanted.has(data?.path_in_schema[0] ?? ''))
    .reduce((sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size ?? 0), 0);
}

/** Opens a Parquet file. Throws UserError where it is none or cut off. */
export async function openParquet(path: string): Promise<Parquet> {
  const file = await asyncBufferFromFile(path);
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(file);
  } catch {
    throw new UserError('the Parquet file is damaged or cut off', path, 'copy or write it again');
  }
  return {
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    async *rows(columns) {
      const wanted = new Set(columns);
      let start = 0;
      for (const group of metadata.row_groups) {
        const end = start + Number(group.num_rows);
        try {
          if (sizeOf(group, wanted) > LONGEST_GROUP)
            throw new Error(`they are larger than ${LONGEST_GROUP >> 20} MiB`);
          const rows = await parquetReadObjects({
            file,
            metadata,
            columns: [...columns],
            rowStart: start,
            rowEnd: end,
            compressors,
          });
          for (const [i, value] of rows.entries()) {
            const number = start + i + 1;
            yield { kind: 'value', where: `${path}: row ${number}`, number, value };
          }
        } catch (error) {
          const reason = `rows ${start + 1} to ${end} cannot be read: ${(error as Error).message}`;
          yield { kind: 'unread', where: path, reason };
        }
        start = end;
      }
    },
  };
}
