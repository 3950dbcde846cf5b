/** How many samples have each value, kept as rows come and go: a page says it before anything else, and a million rows are not looked through for it. */

import type { Row } from './rows.js';

/** What of a row is counted, each by the number of a word; `tags` is the number of the set of its prompt's tags. */
export type Counted = Pick<Row, 'target' | 'language' | 'scripts' | 'state' | 'sorts'> & {
  readonly tags: number;
};

const NAMES = [
  'target',
  'language',
  'scripts',
  'state',
  'sorts',
  'tags',
] as const satisfies readonly (keyof Counted)[];

/** Counts as JSON: pairs of a number and of how many rows have it. */
export type StoredCounts = Readonly<Record<keyof Counted, readonly (readonly [number, number])[]>>;

export class Counts {
  readonly #of: Readonly<Record<keyof Counted, Map<number, number>>>;

  constructor(stored?: StoredCounts) {
    const of = (name: keyof Counted) => new Map(stored?.[name]);
    this.#of = {
      target: of('target'),
      language: of('language'),
      scripts: of('scripts'),
      state: of('state'),
      sorts: of('sorts'),
      tags: of('tags'),
    };
  }

  #count(row: Counted, by: 1 | -1): void {
    for (const name of NAMES) {
      const counts = this.#of[name];
      counts.set(row[name], (counts.get(row[name]) ?? 0) + by);
    }
  }

  add(row: Counted): void {
    this.#count(row, 1);
  }

  remove(row: Counted): void {
    this.#count(row, -1);
  }

  /** Numbers that rows have, with how many of them do. */
  of(name: keyof Counted): ReadonlyMap<number, number> {
    return this.#of[name];
  }

  get stored(): StoredCounts {
    const { target, language, scripts, state, sorts, tags } = this.#of;
    return {
      target: [...target],
      language: [...language],
      scripts: [...scripts],
      state: [...state],
      sorts: [...sorts],
      tags: [...tags],
    };
  }
}
