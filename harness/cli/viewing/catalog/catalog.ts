/** The index of one run: what each of its samples can be chosen by, in memory, and what can be searched, on the disk. It grows with the run. */

import { setImmediate as turn } from 'node:timers/promises';
import { sha256 } from '../../../../files/index.js';
import { openHead, type RunHead, readPlaced, tallyKey } from '../../../../reports/index.js';
import type { ClosableJudge } from '../../../../reports/judging/threads/index.js';
import type { PlacedSample, PromptRecord, RunStore, SamplePlace } from '../../../../store/index.js';
import { codeName } from '../../judging/index.js';
import { type IndexFile, type IndexFolder, indexFolder, openFile } from './file/index.js';
import { addPrompts, Growth } from './growth.js';
import { Known } from './known.js';
import { Prompts } from './prompts.js';
import { NO_PROMPT } from './rows.js';

/** Milliseconds of work after which others have their turn. */
const SPELL = 15;

/** While an index grows, what it is of is noted when it has grown by so much: all of it is read then. */
const NOTED_EVERY = 1.3;
const NOTED_FIRST = 20_000;

/** Rows that have their place before they come, some 300 MB: memory that is not used yet takes none, and rows that move take twice their room. */
const MOST_EXPECTED = 10_000_000;

/** Samples that a run is to have. */
const expectedOf = ({ manifest: { targets, questions, prompts, repeats } }: RunHead): number =>
  targets.length * (questions ?? prompts * repeats);

export class Catalog {
  readonly store: RunStore;
  readonly head: RunHead;
  readonly #folder: IndexFolder;
  readonly #key: string;
  #file: IndexFile;
  #known: Known;
  #notedRows = NOTED_FIRST;

  private constructor(store: RunStore, head: RunHead, key: string, folder: IndexFolder) {
    this.store = store;
    this.head = head;
    this.#key = key;
    this.#folder = folder;
    this.#file = openFile(folder);
    const known = Known.in(this.#file, key);
    this.#known = known ?? this.#nothing();
    if (known === undefined) this.clear();
  }

  /** Opens the index of a run, with what it knows already. Throws UserError where there is no run. */
  static async open(store: RunStore, judge: ClosableJudge): Promise<Catalog> {
    const head = await openHead(store);
    const { detection = {}, targets } = head.manifest;
    const key = sha256([tallyKey(judge, detection), codeName(), detection, targets.map(({ id }) => id)]);
    const folder = indexFolder(store.name);
    try {
      return new Catalog(store, head, key, folder);
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  #nothing(): Known {
    return Known.nothing(
      this.#key,
      this.head.manifest.targets.map(({ id }) => id),
    );
  }

  /** Whether the index stays when the process ends. */
  get stays(): boolean {
    return this.#folder.stays;
  }

  /** What can be searched. */
  get file(): IndexFile {
    return this.#file;
  }

  /** What samples can be chosen by. */
  get known(): Known {
    return this.#known;
  }

  get rows(): Known['rows'] {
    return this.#known.rows;
  }

  /** Forgets all. */
  clear(): void {
    this.#file.close();
    this.#folder.clear();
    this.#file = openFile(this.#folder);
    this.#known = this.#nothing();
  }

  /**
   * Whether the run still is what the index has of it: all that was noted, by its name, and the last sample in its place. Reads all of the
   * former.
   */
  async isOfRun(): Promise<boolean> {
    const { last, noted } = this.#known;
    if (last === undefined) return true;
    if (noted === undefined) return false;
    if ((await this.store.stateUpTo(noted.last)) !== noted.state) return false;
    for await (const sample of this.store.at([last]))
      return sample !== undefined && this.#file.number(sample.key) !== undefined;
    return false;
  }

  /** Adds what the run has behind what is known. `go` is asked between pieces of work whether to go on. Throws UserError as a report does. */
  async grow(judge: ClosableJudge, go: () => boolean): Promise<number> {
    const read = this.store.placed(this.#known.last)[Symbol.asyncIterator]();
    const first = await read.next();
    if (first.done) return 0;
    if (!this.#known.hasPrompts) await addPrompts(this.#file, this.#known, await this.store.prompts());
    let failure: unknown;
    async function* placed(): AsyncGenerator<PlacedSample> {
      yield first.value;
      try {
        for (let one = await read.next(); !one.done && go(); one = await read.next()) yield one.value;
      } catch (error) {
        // What was read before is shown all the same.
        failure = error;
      }
    }
    this.#known.rows.reserve(Math.min(expectedOf(this.head), MOST_EXPECTED));
    const prompts = new Prompts(this.#file);
    const growth = new Growth(this.#file, this.#known, prompts);
    let since = performance.now();
    try {
      for await (const { placed: of, judged } of readPlaced({ ...this.head, prompts }, placed(), judge)) {
        const isStored = growth.take({ of, judgement: judged.judgement, split: judged.case.sample });
        if (isStored && this.rows.length > NOTED_EVERY * this.#notedRows) {
          this.#notedRows = this.rows.length;
          growth.commit();
          await this.note();
        }
        if (isStored || performance.now() - since > SPELL) {
          await turn();
          since = performance.now();
        }
      }
    } finally {
      growth.end();
      await read.return?.();
    }
    if (failure !== undefined) throw failure;
    return growth.added;
  }

  /** Notes what the run is up to here, so that another process may go on from it. Reads all of that. */
  async note(): Promise<void> {
    const { last, noted } = this.#known;
    if (last === undefined || last.at === noted?.last.at) return;
    const state = await this.store.stateUpTo(last);
    if (state === undefined) return;
    this.#known.noted = { last, state };
    this.#file.together(() => this.#known.saveAbout(this.#file));
  }

  /** Where the sample of a row stands. */
  place(row: number): SamplePlace {
    return { at: this.rows.at(row), size: this.rows.bytes(row) };
  }

  /** The prompt of a row. */
  prompt(row: number): PromptRecord | undefined {
    const number = this.rows.prompt(row);
    const record = number === NO_PROMPT ? undefined : this.#file.prompt(number);
    return record === undefined ? undefined : (JSON.parse(record) as PromptRecord);
  }

  /** The number of the question of a row; of a prompt that is not known a number of its own. */
  question(row: number): number {
    const number = this.rows.prompt(row);
    return number === NO_PROMPT ? -1 - row : (this.#known.questions[number] ?? -1 - row);
  }

  /** The row of a key that stands for it. */
  rowOf(key: string): number | undefined {
    return this.#file.number(key);
  }

  async close(): Promise<void> {
    this.#file.close();
    this.#folder.release();
  }
}
