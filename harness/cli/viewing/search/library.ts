/** All runs that are viewed, as one row of samples: run by run, each in the order in which it was stored. */

import { escapeHidden } from '../../../../reports/display/index.js';
import { targetNames } from '../../../../reports/index.js';
import type { Catalog } from '../catalog/index.js';

/** A sample: of which run, and its row there. */
export interface Hit {
  readonly run: number;
  readonly row: number;
}

export class Library {
  readonly catalogs: readonly Catalog[];
  readonly #nameOf: (run: number, id: string) => string;

  constructor(catalogs: readonly Catalog[]) {
    this.catalogs = catalogs;
    const heads = catalogs.map(({ head }) => head);
    const nameOf = targetNames(heads);
    this.#nameOf = (run, id) => {
      const head = heads[run];
      return head === undefined ? id : nameOf(head, id);
    };
  }

  /** Samples that there are. */
  get size(): number {
    return this.catalogs.reduce((sum, { rows }) => sum + rows.size, 0);
  }

  /** Changes when any of it does. */
  get version(): string {
    return this.catalogs.map(({ rows }) => `${rows.length} ${rows.size}`).join(' ');
  }

  /** What the target of this number is called where all of them are told apart, as pages show it. */
  targetName(run: number, number: number): string {
    return escapeHidden(this.#nameOf(run, this.catalogs[run]?.known.targets.word(number) ?? ''));
  }

  /** The sample of a key, in the first run that has it. */
  find(key: string): Hit | undefined {
    for (const [run, catalog] of this.catalogs.entries()) {
      const row = catalog.rowOf(key);
      if (row !== undefined) return { run, row };
    }
    return undefined;
  }

  /** The answers of other targets to the question of a sample, in the same repeat. */
  beside({ run, row }: Hit): Hit[] {
    const own = this.catalogs[run];
    if (own === undefined) return [];
    const question = own.question(row);
    const repeat = own.rows.repeat(row);
    const target = this.targetName(run, own.rows.target(row));
    const found: Hit[] = [];
    for (const [other, catalog] of this.catalogs.entries()) {
      const { rows } = catalog;
      for (let i = 0; i < rows.length; i++) {
        if (rows.repeat(i) !== repeat || rows.isGone(i) || catalog.question(i) !== question) continue;
        if (this.targetName(other, rows.target(i)) !== target) found.push({ run: other, row: i });
      }
    }
    return found;
  }
}
