/** The judge with the harness's identifiers. */

import {
  type ClosableJudge,
  type JudgingOptions,
  openJudge,
} from '../../../reports/judging/threads/index.js';
import { loadIdentifier } from '../../identifier/index.js';

/** A judge that knows fastText, here and in its threads. */
export function openFullJudge(options?: JudgingOptions): ClosableJudge {
  const worker = new URL('./worker.js', import.meta.url);
  return openJudge({ worker, identifierOf: (name) => loadIdentifier(name) }, options);
}
