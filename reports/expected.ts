/** Answers that hold what their prompt expects, such as a name, by target. */

import type { PromptRecord } from '../store/index.js';
import { rateOf } from './rate.js';
import { type Cluster, pool } from './statistics/index.js';
import type { PromptName } from './tally.js';
import type { Rate } from './types.js';

/** Whether an answer holds every text that its prompt expects; null where the prompt expects none. */
function holdsExpected(answer: string, { expect = [] }: Pick<PromptRecord, 'expect'>): boolean | null {
  if (expect.length === 0) return null;
  const composed = answer.normalize('NFC');
  return expect.every((text) => composed.includes(text.normalize('NFC')));
}

/** The scored samples of one target whose prompts expect something. */
export class ExpectedTally {
  readonly #clusters = new Map<PromptName, Cluster>();

  add(name: PromptName, answer: string, prompt: Pick<PromptRecord, 'expect'>): void {
    const holds = holdsExpected(answer, prompt);
    if (holds === null) return;
    const { events, trials } = this.#clusters.get(name) ?? { events: 0, trials: 0 };
    this.#clusters.set(name, { events: events + Number(holds), trials: trials + 1 });
  }

  /** Those that hold it; null where no prompt expects anything. */
  rate(): Rate | null {
    return this.#clusters.size === 0 ? null : rateOf(pool([...this.#clusters.values()]));
  }
}
