/** What failed samples failed of, counted. */

import type { Sample, SampleError } from '../../store/index.js';
import type { Failures } from './types.js';

/** Different failures that are kept apart: an endpoint may say something else each time. */
const MOST = 100;

export class FailureTally {
  readonly #counts = new Map<
    string,
    { readonly target: string; readonly error: SampleError; count: number }
  >();

  add({ target, error }: Pick<Sample, 'target' | 'error'>): void {
    if (error === undefined) return;
    const name = JSON.stringify([target, error.kind, error.status, error.message]);
    const known = this.#counts.get(name);
    if (known !== undefined) known.count++;
    else if (this.#counts.size < MOST) this.#counts.set(name, { target, error, count: 1 });
  }

  /** The most frequent first. */
  list(): Failures[] {
    return [...this.#counts.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ target, error, count }) => ({ target, ...error, count }));
  }
}
