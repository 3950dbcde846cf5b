/** Zstandard (RFC 8878) as a stream, unpacked in a thread. */

import { ForeignThread } from './thread.js';
import type { Answer, Task } from './zstd-worker.js';

/** What was packed. Throws an Error where it is damaged or cut off. */
export async function* unzstd(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const worker = new URL('./zstd-worker.js', import.meta.url);
  const thread = new ForeignThread<Task, Answer>(worker, 0);
  async function* made(task: Task): AsyncGenerator<Buffer> {
    for (let answer = await thread.ask(task); answer !== null; answer = await thread.ask({ do: 'next' })) {
      if (!(answer instanceof Uint8Array)) throw new Error(answer.reason);
      yield Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
    }
  }
  try {
    for await (const piece of pieces) {
      thread.allow(piece.length);
      yield* made({ do: 'push', piece });
    }
    yield* made({ do: 'end' });
  } finally {
    await thread.close();
  }
}
