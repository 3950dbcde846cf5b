/** Checkpoints in folders, for tests, and the rows that are read of them. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, type Matrix, openCheckpoint } from '../../../vocabulary/checkpoint/index.js';

let made = 0;

/** Makes new folders below one, with the files that they are to have. */
export const foldersIn =
  (folder: string) =>
  (files: Readonly<Record<string, Uint8Array | string>>): string => {
    const path = join(folder, `folder-${made++}`);
    mkdirSync(path);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
    return path;
  };

export async function rowsOf(one: Matrix): Promise<number[][]> {
  const rows: number[][] = [];
  for (let row = 0; row < one.rows; row++) {
    const bytes = new Uint8Array(one.rowBytes);
    await one.read(row, bytes);
    const into = new Float32Array(one.columns);
    one.widen(row, bytes, into);
    rows.push([...into]);
  }
  return rows;
}

export async function withHead<T>(address: string, look: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
  const checkpoint = await openCheckpoint(address);
  try {
    return await look(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

export const headRows = (address: string): Promise<number[][]> =>
  withHead(address, ({ head }) => rowsOf(head));

export const NAMES = { head: 'lm_head.weight', input: 'model.embed_tokens.weight' } as const;
export const ROWS = [
  [1, 2],
  [-0.5, 4],
  [0, 8],
];
export const OTHERS = [
  [3, 3],
  [3, 3],
  [3, 3],
];
