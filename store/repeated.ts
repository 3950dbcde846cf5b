/** Keys that stand in several samples: which of them counts, and what the others were asked. */

import { outcomeName, type Sample } from './sample.js';

/** What each request of a failed sample came to, the last one included; nothing of an answer. */
export function requestsOf({ error, retried = [] }: Sample): readonly string[] {
  return error === undefined ? [] : [...retried, outcomeName(error)];
}

/** A key that stands in several samples, each known by a number that grows. */
export class Repeated {
  /** The sample that counts: the last without an error, else the last. */
  number = 0;
  #answered = false;
  /** What the requests of those that failed came to: they were made for the same question. */
  readonly #failed = new Map<number, readonly string[]>();

  /** Takes note of one. `requests` are those of one that failed. */
  add(number: number, requests: readonly string[] | undefined): void {
    const failed = requests !== undefined;
    if (!failed || !this.#answered) this.number = number;
    this.#answered ||= !failed;
    if (failed) this.#failed.set(number, requests);
  }

  /** The sample that counts, with the requests of the others, which failed, counted as its own. */
  whole(sample: Sample): Sample {
    const before = [...this.#failed].flatMap(([number, requests]) =>
      number === this.number ? [] : requests,
    );
    if (before.length === 0) return sample;
    return {
      ...sample,
      attempts: before.length + sample.attempts,
      retried: [...before, ...(sample.retried ?? [])],
    };
  }
}
