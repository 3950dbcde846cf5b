/** Finds the samples of a choice, a batch at a time, and counts them for a moment. */

import { setImmediate as turn } from 'node:timers/promises';
import type { SampleChoice } from '../../../../reports/formats/html/samples/index.js';
import { type Flips, flipsOf } from './flips.js';
import type { Hit, Library } from './library.js';
import { type RowTest, rowTest } from './values.js';
import { type Wanted, WordSearch, wantedIn } from './words.js';

/** Milliseconds for which a request looks on when it has what it was asked for, or has found nothing yet. */
const MOMENT = 120;

/** Samples that are read together. */
const TOGETHER = 64;

/** What a search came to so far. */
export interface Found {
  readonly hits: readonly Hit[];
  /** Where the next ones begin; null where there are none. */
  readonly next: string | null;
  /** Samples that were counted behind the cursor, these among them, and where counting goes on; null where all are counted. */
  readonly total: number;
  readonly counted: string | null;
}

interface Cursor {
  readonly run: number;
  readonly row: number;
}

const written = ({ run, row }: Cursor): string => `${run}.${row}`;

/** A cursor as it was given out; the beginning for anything else. */
export function cursorIn(text: string | null): Cursor {
  const [, run = '0', row = '0'] = /^(\d{1,6})\.(\d{1,12})$/.exec(text ?? '') ?? [];
  return { run: Number(run), row: Number(row) };
}

/** What is kept of the searches before: pages of one search follow each other. */
interface Prepared {
  readonly tests: readonly RowTest[];
  readonly words: readonly (WordSearch | undefined)[] | undefined;
}

/** Searches that are kept. */
const KEPT = 3;

/** Says which rows of each run were drawn for a rate. */
export type DrawnRows = (rate: string) => Promise<readonly ReadonlySet<number>[]>;

export class Finder {
  readonly #library: Library;
  readonly #baseline: string;
  readonly #drawn: DrawnRows;
  readonly #kept = new Map<string, Prepared>();
  #flips: { readonly version: string; readonly flips: Flips } | undefined;

  constructor(library: Library, baseline: string, drawn: DrawnRows) {
    this.#library = library;
    this.#baseline = baseline;
    this.#drawn = drawn;
  }

  #flipsNow(): Flips {
    const { version } = this.#library;
    if (this.#flips?.version !== version)
      this.#flips = { version, flips: flipsOf(this.#library, this.#baseline) };
    return this.#flips.flips;
  }

  async #prepare(choice: SampleChoice): Promise<Prepared> {
    const name = `${this.#library.version} ${JSON.stringify(choice)}`;
    const known = choice.drawn ? undefined : this.#kept.get(name);
    if (known !== undefined) return known;
    const wanted: Wanted | undefined = wantedIn(choice);
    const drawn = choice.drawn ? await this.#drawn(choice.drawn) : [];
    const beyond = { flips: () => this.#flipsNow(), drawn };
    const tests = this.#library.catalogs.map((_, run) => rowTest(this.#library, run, choice, beyond));
    const words =
      wanted &&
      this.#library.catalogs.map((catalog, run) =>
        tests[run] === undefined ? undefined : new WordSearch(catalog, wanted),
      );
    const made: Prepared = { tests, words };
    this.#kept.set(name, made);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return made;
  }

  /**
   * Up to `want` samples from a cursor on; where `counts`, goes on counting for a moment. A search that finds nothing for a moment gives what it
   * has, with the cursor to go on from. Throws UserError for what is no regular expression.
   */
  async find(choice: SampleChoice, from: string | null, want: number, counts: boolean): Promise<Found> {
    const { tests, words } = await this.#prepare(choice);
    const start = performance.now();
    const isLate = (): boolean => performance.now() - start > MOMENT;
    const hits: Hit[] = [];
    let total = 0;
    let next: string | null = null;
    const begin = cursorIn(from);
    for (let run = begin.run; run < tests.length; run++) {
      const test = tests[run];
      const rows = this.#library.catalogs[run]?.rows;
      if (test === undefined || rows === undefined) continue;
      const search = words?.[run];
      let row = run === begin.run ? begin.row : 0;
      while (row < rows.length) {
        const batch: number[] = [];
        const most = search === undefined || search.isSure ? 4096 : TOGETHER;
        for (; row < rows.length && batch.length < most; row++)
          if (test(row) && (search?.mayHave(row) ?? true)) batch.push(row);
        const found = search === undefined ? batch : await search.which(batch);
        for (const one of found) {
          if (hits.length === want) {
            next ??= written({ run, row: one });
            if (!counts) return { hits, next, total, counted: next };
          } else hits.push({ run, row: one });
          total++;
        }
        if (!isLate()) continue;
        // Without words all rows are counted: that takes a moment.
        if (search === undefined) {
          await turn();
          continue;
        }
        const here = written({ run, row });
        return { hits, next: next ?? here, total, counted: here };
      }
    }
    return { hits, next, total, counted: null };
  }
}
