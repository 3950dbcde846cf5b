/** The judge of the command line: it knows fastText, here and in its threads. */

import {
  type ClosableJudge,
  type JudgingOptions,
  openJudge,
} from '../../../reports/judging/threads/index.js';
import { loadIdentifier } from '../../identifier/index.js';

export function openFullJudge(options?: JudgingOptions): ClosableJudge {
  const worker = new URL('./worker.js', import.meta.url);
  return openJudge({ worker, identifierOf: (name) => loadIdentifier(name) }, options);
}
