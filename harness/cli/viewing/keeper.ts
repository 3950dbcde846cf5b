/** Keeps the indices of runs as the runs are: builds them, and goes on while the runs grow. */

import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../files/index.js';
import { count, escapeHidden } from '../../../reports/display/index.js';
import type { ClosableJudge } from '../../../reports/judging/threads/index.js';
import { type Catalog, isIndexError } from './catalog/index.js';

/** Milliseconds between two looks at a run, and at one that cannot be read on. */
const LOOK = 1000;
const LOOK_AGAIN = 30_000;

/** What goes on, for people. */
export interface Going {
  readonly line: string;
  readonly isBusy: boolean;
}

export class Keeper {
  readonly #catalogs: readonly Catalog[];
  readonly #stop: AbortSignal;
  readonly #problems = new Map<Catalog, { readonly line: string; readonly at: number }>();
  #doing: 'checking' | 'indexing' | 'nothing' = 'nothing';
  #writers: readonly string[] = [];

  constructor(catalogs: readonly Catalog[], stop: AbortSignal) {
    this.#catalogs = catalogs;
    this.#stop = stop;
  }

  get going(): Going {
    const known = this.#catalogs.reduce((sum, { rows }) => sum + rows.size, 0);
    const lines = [
      ...(this.#doing === 'indexing'
        ? [`Indexing: ${count(known)} samples so far can be seen and searched.`]
        : []),
      ...(this.#writers.length > 0 ? [`The run is going on (${this.#writers.join(', ')}).`] : []),
      ...[...this.#problems.values()].map((problem) => `Not all can be shown: ${problem.line}.`),
    ];
    return { line: lines.join(' '), isBusy: this.#doing !== 'nothing' || this.#writers.length > 0 };
  }

  #go = (): boolean => !this.#stop.aborted;

  /** Looks whether a run still is what its index has, and adds what it has besides. */
  async #keep(catalog: Catalog, judge: ClosableJudge, isFirst: boolean): Promise<void> {
    const problem = this.#problems.get(catalog);
    if (problem !== undefined && Date.now() - problem.at < LOOK_AGAIN) return;
    try {
      if (isFirst) {
        this.#doing = 'checking';
        if (!(await catalog.isOfRun())) catalog.clear();
      }
      if (isFirst) this.#doing = 'indexing';
      const added = await catalog.grow(judge, this.#go);
      this.#problems.delete(catalog);
      if (isFirst || (added === 0 && this.#writers.length === 0)) await catalog.note();
    } catch (error) {
      // What is known can be shown still; nothing is added to an index that cannot be written.
      if (isIndexError(error)) {
        const line = `the index cannot be written (${error.message}); make room for it and start again`;
        this.#problems.set(catalog, { line, at: Number.POSITIVE_INFINITY });
        return;
      }
      if (!(error instanceof UserError)) throw error;
      this.#problems.set(catalog, { line: escapeHidden(error.message), at: Date.now() });
    }
  }

  /** Keeps on until it is stopped. `threads` are for what there is, `judge` for what is added later. Throws what is no user's error. */
  async run(threads: ClosableJudge, judge: ClosableJudge): Promise<void> {
    try {
      for (const catalog of this.#catalogs) if (this.#go()) await this.#keep(catalog, threads, true);
    } finally {
      this.#doing = 'nothing';
      await threads.close();
    }
    while (this.#go()) {
      const writers = await Promise.all(this.#catalogs.map(({ store }) => store.writer()));
      this.#writers = [...new Set(writers.filter((writer) => writer !== undefined))];
      for (const catalog of this.#catalogs) if (this.#go()) await this.#keep(catalog, judge, false);
      await sleep(LOOK, undefined, { signal: this.#stop }).catch(() => {});
    }
  }
}
