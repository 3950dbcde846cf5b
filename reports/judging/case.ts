/** A case: a stored sample with what its judging takes. */

import type { Sample } from '../../store/index.js';

/** What of a sample a judgement depends on. */
export type JudgedFields = Pick<
  Sample,
  'key' | 'language' | 'answer' | 'reasoning' | 'tool_calls' | 'error' | 'refusal' | 'finish_reason'
>;

export interface Case<S extends JudgedFields = Sample> {
  readonly sample: S;
  /** All that was said to the model; missing where it is not known. */
  readonly prompt?: string;
  /** Terms that the prompt allows. */
  readonly allow?: readonly string[];
}
