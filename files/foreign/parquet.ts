/** Parquet, group of rows by group of rows, read in a thread. */

import { UserError } from '../problem.js';
import type { Unread, Value } from '../row.js';
import type { Answer, Task } from './parquet-worker.js';
import { BeyondLimits, ForeignThread } from './thread.js';

export interface Parquet {
  readonly columns: readonly string[];
  /** Rows with these columns, in order. A group of rows that cannot be read is one unread row that names them. */
  rows(columns: readonly string[]): AsyncGenerator<Value | Unread>;
  /** To be called when no more is read. */
  close(): Promise<void>;
}

/**
 * Opens a Parquet file of so many bytes. Throws UserError where it is none or cut off, or takes more time or memory than a file of its size can need. `signal`
 * ends what is going on, with its reason.
 */
export async function openParquet(path: string, size: number, signal?: AbortSignal): Promise<Parquet> {
  const worker = new URL('./parquet-worker.js', import.meta.url);
  const thread = new ForeignThread<Task, Answer>(worker, size, signal);
  const damaged = (why: string): UserError =>
    new UserError(`the Parquet file is damaged or cut off${why}`, path, 'copy or write it again');
  let opened: Answer;
  try {
    opened = await thread.ask({ do: 'open', path });
  } catch (error) {
    await thread.close();
    throw error instanceof BeyondLimits ? damaged(`: ${error.message}`) : error;
  }
  if (opened.kind !== 'opened') {
    await thread.close();
    throw damaged('');
  }
  const { columns, groups } = opened;
  return {
    columns,
    async *rows(wanted) {
      let start = 0;
      for (const [group, length] of groups.entries()) {
        let number = start;
        start += length;
        const unread = (to: number, reason: string): Unread => ({
          kind: 'unread',
          where: path,
          reason: `rows ${number + 1} to ${to} cannot be read: ${reason}`,
        });
        try {
          let answer = await thread.ask({ do: 'read', group, columns: [...wanted] });
          while (answer.kind === 'rows') {
            for (const value of answer.rows) {
              number++;
              yield { kind: 'value', where: `${path}: row ${number}`, number, value };
            }
            if (answer.last) break;
            answer = await thread.ask({ do: 'next' });
          }
          if (answer.kind === 'failed') yield unread(start, answer.reason);
        } catch (error) {
          if (!(error instanceof BeyondLimits)) throw error;
          // The thread has ended, and what is left may be no better.
          const all = groups.reduce((sum, one) => sum + one, 0);
          yield unread(all, error.message);
          return;
        }
      }
    },
    close: () => thread.close(),
  };
}
