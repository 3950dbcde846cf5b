/** Picks the flagged texts that the page shows: a fair draw from every target, language and channel. */

import type { Sample } from '../store/index.js';
import type { Example, Examples } from './types.js';

/** Flagged texts shown of one target and channel in one language, and in all. */
const PER_CELL = 8;
const IN_ALL = 400;

/** Collects flagged texts as they come and keeps, of each target, language and channel, those with the smallest keys. */
export class ExamplePicker {
  readonly #cells = new Map<string, { key: string; example: Example }[]>();
  #flagged = 0;

  /** `make` is called only for a sample that is kept for now. */
  offer(
    { key, language }: Sample,
    { target, channel }: Pick<Example, 'target' | 'channel'>,
    make: () => Example,
  ): void {
    this.#flagged++;
    const name = `${target}\n${language}\n${channel}`;
    const cell = this.#cells.get(name) ?? [];
    this.#cells.set(name, cell);
    if (cell.length >= PER_CELL && key >= (cell.at(-1)?.key ?? '')) return;
    cell.push({ key, example: make() });
    // Keys are hashes, so the smallest ones are a draw that does not depend on the order of the samples.
    cell.sort((a, b) => (a.key < b.key ? -1 : 1));
    cell.length = Math.min(cell.length, PER_CELL);
  }

  /** What was kept: from each cell in turn until there are enough. */
  pick(): Examples {
    const cells = [...this.#cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
    const each = Math.max(1, Math.min(PER_CELL, Math.floor(IN_ALL / Math.max(1, cells.length))));
    const shown = cells.flatMap((cell) => cell.slice(0, each).map(({ example }) => example));
    return { shown, flagged: this.#flagged };
  }
}
