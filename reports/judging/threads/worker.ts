/** What a judging thread does: it judges batch after batch, with an identifier and policies of its own. */

import type { DetectionSettings } from '../../../detectors/index.js';
import { type Problem, UserError } from '../../../files/index.js';
import {
  type Case,
  classifiers,
  type IdentifierOf,
  type JudgedFields,
  type Judgement,
  type JudgeOptions,
} from '../index.js';

/** What a thread is started with. */
export type Start = Pick<JudgeOptions, 'lcb'>;

/** A batch of cases; plain objects, since they are copied. */
export interface Task {
  readonly settings: DetectionSettings;
  readonly cases: readonly Case<JudgedFields>[];
}

/** One judgement a case, in order; or what the user has to repair, since an error's class is lost between threads. */
export type Answer = { readonly judgements: readonly Judgement[] } | { readonly repair: Problem };

/** Judges batches in the thread that it is called in, one that {@link startWorkers} started. */
export function batchJudge(identifierOf: IdentifierOf): (task: Task) => Promise<Answer> {
  let classifierOf: ReturnType<typeof classifiers> | undefined;
  return async ({ settings, cases }) => {
    try {
      if (classifierOf === undefined) {
        const { lcb } = (await import('piscina')).workerData as Start;
        classifierOf = classifiers({ identifierOf, ...(lcb && { lcb }) });
      }
      return { judgements: cases.map(await classifierOf(settings)) };
    } catch (error) {
      if (error instanceof UserError) return { repair: error.problem };
      throw error;
    }
  };
}
