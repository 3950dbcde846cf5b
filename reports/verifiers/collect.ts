/** What is kept of samples that came with checks of another tool. */

import type { Sample } from '../../store/index.js';

export interface CheckedSample {
  /** The prompt's number among all of the report. */
  readonly prompt: number;
  readonly repeat: number;
  readonly finish: 'tool_calls' | 'stop' | 'others' | 'failed';
  readonly onlyReasoning: boolean;
  readonly checks: Readonly<Record<string, boolean>>;
}

function finishOf({ error, finish_reason: reason }: Sample): CheckedSample['finish'] {
  if (error !== undefined) return 'failed';
  return reason === 'tool_calls' || reason === 'stop' ? reason : 'others';
}

/** As they tell it: thoughts in their place, and no content and no call in theirs. */
const isOnlyReasoning = ({ answer, reasoning = '', tool_calls = [], error }: Sample): boolean =>
  error === undefined && reasoning !== '' && (answer ?? '') === '' && tool_calls.length === 0;

/** The samples with checks, by target. */
export class Checks {
  readonly #numbers = new Map<string, number>();
  readonly #targets = new Map<string, CheckedSample[]>();

  /** `name` tells the sample's prompt from all others; what has no checks is passed over. */
  add(target: string, name: () => string, sample: Sample): void {
    const { checks, repeat } = sample;
    if (checks === undefined) return;
    const key = name();
    const prompt = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, prompt);
    const own = this.#targets.get(target) ?? [];
    this.#targets.set(target, own);
    own.push({
      prompt,
      repeat,
      finish: finishOf(sample),
      onlyReasoning: isOnlyReasoning(sample),
      checks,
    });
  }

  /** In the order in which the targets came. */
  get targets(): ReadonlyMap<string, readonly CheckedSample[]> {
    return this.#targets;
  }
}
