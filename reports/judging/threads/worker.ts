/** What a thread does: it judges batch after batch, with an identifier and policies of its own. */

import { workerData } from 'piscina';
import { UserError } from '../../../files/index.js';
import { type IdentifierOf, settler } from '../index.js';
import type { Answer, Start, Task } from './messages.js';

/** Judges batches in the thread that it is called in, one that {@link startWorkers} started. */
export function batchJudge(identifierOf: IdentifierOf): (task: Task) => Promise<Answer> {
  const { lcb } = workerData as Start;
  const settle = settler({ identifierOf, ...(lcb && { lcb }) });
  return async ({ settings, cases }) => {
    try {
      return { judgements: cases.map(await settle(settings)) };
    } catch (error) {
      if (error instanceof UserError) return { repair: error.problem };
      throw error;
    }
  };
}
