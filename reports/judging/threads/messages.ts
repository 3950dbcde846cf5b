/** What passes between the thread that reads and those that judge: plain objects, copied. */

import type { DetectionSettings } from '../../../detectors/index.js';
import type { Problem } from '../../../files/index.js';
import type { Case, JudgedFields, Judgement, JudgeOptions } from '../index.js';

/** What a worker is started with. */
export type Start = Pick<JudgeOptions, 'lcb'>;

export interface Task {
  readonly settings: DetectionSettings;
  readonly cases: readonly Case<JudgedFields>[];
}

/** One judgement a case, in order; or what the user has to repair, since an error's class is lost between threads. */
export type Answer = { readonly judgements: readonly Judgement[] } | { readonly repair: Problem };

/** A case without what no judgement depends on, such as log probabilities. */
export function stripped({ sample, prompt, allow }: Case): Case<JudgedFields> {
  const { key, language, answer, reasoning, tool_calls, error, refusal, finish_reason } = sample;
  return {
    sample: {
      key,
      language,
      answer,
      ...(reasoning !== undefined && { reasoning }),
      ...(tool_calls && { tool_calls }),
      ...(error && { error }),
      ...(refusal !== undefined && { refusal }),
      ...(finish_reason !== undefined && { finish_reason }),
    },
    ...(prompt !== undefined && { prompt }),
    ...(allow && { allow }),
  };
}
