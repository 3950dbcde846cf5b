/** Reading logs in tests. */

import type { Unread } from '../../files/index.js';
import { type ReadOptions, type Response, readResponses } from '../../harness/import/index.js';
import { collect } from './collect.js';

export interface Rows {
  readonly responses: readonly Response[];
  readonly unread: readonly Unread[];
  readonly doubles: number;
  readonly notes: readonly string[];
}

/** All rows of a log, by kind. */
export async function rowsOf(path: string | readonly string[], options: ReadOptions = {}): Promise<Rows> {
  const rows = await collect(readResponses(typeof path === 'string' ? [path] : path, options));
  return {
    responses: rows.filter((row) => row.kind === 'response'),
    unread: rows.filter((row) => row.kind === 'unread'),
    doubles: rows.filter(({ kind }) => kind === 'double').length,
    notes: rows.filter((row) => row.kind === 'note').map(({ text }) => text),
  };
}

/** The reasons of rows that could not be read, with the place in their file. */
export const reasons = (rows: Rows): string[] =>
  rows.unread.map(({ where, reason }) => `${where.slice(where.lastIndexOf('/') + 1)}: ${reason}`);
