/** The samples of a bundle in shards: those that are alike stand together, so that few shards are fetched for a choice. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledSample, ShardValues } from './types.js';

/** Samples and UTF-16 code units of a shard. */
const MOST = 200;
const UNITS = 1 << 18;

/** Characters that shards which are not written yet may hold together: then the longest is. */
const HELD = 1 << 25;

interface Open {
  readonly rows: string[];
  readonly values: Record<string, Record<string, number>>;
  units: number;
}

/** What the index of a bundle says of a shard. */
export interface ShardEntry {
  readonly samples: number;
  readonly values: ShardValues;
  /** What comes first when all are shown: what is flagged, target by target. */
  readonly order: string;
  readonly name: number;
}

export class Shards {
  readonly #folder: string;
  readonly #open = new Map<string, { readonly number: number; readonly shard: Open }>();
  readonly #written: ShardEntry[] = [];
  #next = 0;
  #units = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Adds a sample to the shard of its likes; the shard's number. */
  add(group: string, sample: BundledSample): number {
    const known = this.#open.get(group) ?? {
      number: this.#next++,
      shard: { rows: [], values: {}, units: 0 },
    };
    this.#open.set(group, known);
    const { number, shard } = known;
    const row = JSON.stringify(sample);
    shard.rows.push(row);
    shard.units += row.length;
    this.#units += row.length;
    for (const [name, values] of Object.entries(sample.traits)) {
      if (name === 'prompt') continue;
      const counts = shard.values[name] ?? (Object.create(null) as Record<string, number>);
      shard.values[name] = counts;
      for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    }
    if (shard.rows.length >= MOST || shard.units >= UNITS) this.#write(group);
    while (this.#units > HELD) this.#write(this.#longest());
    return number;
  }

  #longest(): string {
    let longest = '';
    let units = -1;
    for (const [group, { shard }] of this.#open)
      if (shard.units > units) {
        longest = group;
        units = shard.units;
      }
    return longest;
  }

  #write(group: string): void {
    const open = this.#open.get(group);
    if (open === undefined) return;
    const { number, shard } = open;
    writeFileSync(join(this.#folder, `${number}.json`), `{"samples":[${shard.rows.join(',\n')}]}\n`);
    this.#written.push({ samples: shard.rows.length, values: shard.values, order: group, name: number });
    this.#units -= shard.units;
    this.#open.delete(group);
  }

  /** Writes what is held; all shards in the order in which they are shown. */
  end(): readonly ShardEntry[] {
    for (const group of [...this.#open.keys()]) this.#write(group);
    return this.#written.toSorted((a, b) =>
      a.order === b.order ? a.name - b.name : a.order < b.order ? -1 : 1,
    );
  }
}
