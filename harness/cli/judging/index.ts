/** Judging and opening runs with the harness's identifiers. */

import { openRun, type RunInput } from '../../../reports/index.js';
import {
  type ClosableJudge,
  type JudgingOptions,
  openJudge,
} from '../../../reports/judging/threads/index.js';
import type { RunStore } from '../../../store/index.js';
import { loadIdentifier } from '../../identifier/index.js';

/** A judge that knows fastText, here and in its threads. */
export function openFullJudge(options?: JudgingOptions): ClosableJudge {
  const worker = new URL('./worker.js', import.meta.url);
  return openJudge({ worker, identifierOf: (name) => loadIdentifier(name) }, options);
}

/** A run, whose report knows fastText also where it is given no judge. */
export async function openFullRun(store: RunStore): Promise<RunInput> {
  return { ...(await openRun(store)), identifierOf: (name) => loadIdentifier(name) };
}
