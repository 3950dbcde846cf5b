/** A worker: judges batch after batch, with an identifier and policies of its own. */

import { workerData } from 'piscina';
import { UserError } from '../../files/index.js';
import { settler } from '../../reports/judging/index.js';
import { loadIdentifier } from '../identifier/index.js';
import type { Answer, Start, Task } from './messages.js';

const { lcb } = workerData as Start;
const settle = settler({ identifierOf: (name) => loadIdentifier(name), ...(lcb && { lcb }) });

export default async function judgeBatch({ settings, cases }: Task): Promise<Answer> {
  try {
    return { judgements: cases.map(await settle(settings)) };
  } catch (error) {
    if (error instanceof UserError) return { mend: error.message };
    throw error;
  }
}
