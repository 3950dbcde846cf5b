/** GGUF files on the disk, of which only what is asked for is read. */

import { type FileHandle, open } from 'node:fs/promises';
import type { GgufSource } from './types.js';

const sourceOf = (name: string, file: FileHandle, size: number): GgufSource => ({
  name,
  size,
  read: async (offset, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  },
});

/** What `work` makes of a file, which is closed then. Rejects with what the system says where it cannot be opened. */
export async function withGgufFile<T>(path: string, work: (source: GgufSource) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await work(sourceOf(path, file, size));
  } finally {
    await file.close();
  }
}
