/** Two states of a small model on a server, for tests, and what is read of them. */

import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { type Faults, type FileServer, matrix, safetensors, serveFiles } from '../../support/checkpoint.js';

let made = 0;

/** Gives out cache folders below a folder, each time another one. */
export const cachesIn = (folder: string) => (): string => join(folder, `cache-${made++}`);

const ROWS = 300;
const COLUMNS = 64;
export const HEAD_BYTES = ROWS * COLUMNS * 2;

const row = (id: number, turned: number): number[] =>
  Array.from(
    { length: COLUMNS },
    (_, column) => (((id * 7 + column * 3) % 11) + 1) * (column < turned ? -1 : 1),
  );
export const rows = (turned: (id: number) => number): number[][] =>
  Array.from({ length: ROWS }, (_, id) => row(id, turned(id)));

export const HEAD = 'lm_head.weight';
const other = { dtype: 'BF16', shape: [100_000, 4], bytes: Buffer.alloc(800_000) };
export const base = safetensors({ 'a.weight': other, [HEAD]: matrix(rows(() => 0)) });
export const post = safetensors({ 'a.weight': other, [HEAD]: matrix(rows((id) => id % 20)) });

/** All files of two models, below `base` and `post`. */
export const files = { 'base/model.safetensors': base, 'post/model.safetensors': post };

export async function withServer<T>(
  served: Readonly<Record<string, Uint8Array>>,
  faults: Faults,
  look: (server: FileServer) => Promise<T>,
): Promise<T> {
  const server = await serveFiles(served, faults);
  try {
    return await look(server);
  } finally {
    await server.close();
  }
}

/** The bytes of the rows at an address. */
export async function read(address: string, cache: string, env: NodeJS.ProcessEnv = {}): Promise<Buffer> {
  const checkpoint = await openCheckpoint(address, { cache, env, firstWait: 10 });
  try {
    const { head } = checkpoint;
    await head.hold(() => {});
    const bytes = Buffer.alloc(head.rows * head.rowBytes);
    await head.read(0, bytes);
    return bytes;
  } finally {
    await checkpoint.close();
  }
}

export const HEAD_OF_POST = post.subarray(post.length - HEAD_BYTES);

export async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UserError);
  expect((error as UserError).message).not.to.include('\n');
  return (error as UserError).message;
}
