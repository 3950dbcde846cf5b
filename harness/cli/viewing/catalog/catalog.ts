/** The index of one run: what each of its samples can be chosen by, in memory, and what can be searched, on the disk. It grows with the run. */

import { setImmediate as turn } from 'node:timers/promises';
import { sha256, UserError } from '../../../../files/index.js';
import {
  type Judgement,
  openHead,
  promptOf,
  type RunHead,
  type RunInput,
  readPlaced,
  STATES,
  shownSample,
  tallyKey,
  traitsOf,
} from '../../../../reports/index.js';
import type { ClosableJudge } from '../../../../reports/judging/threads/index.js';
import {
  askedHash,
  givenId,
  type PlacedSample,
  type PromptRecord,
  type RunStore,
  type Sample,
  type SamplePlace,
} from '../../../../store/index.js';
import { codeName } from '../../judging/index.js';
import { IndexFile, isIndexError, pieceOf } from './database.js';
import { type IndexFolder, indexFolder } from './folder.js';
import { NO_PROMPT, Rows, TOGETHER } from './rows.js';
import { askedIn, folded, saidIn } from './searched.js';
import { bitsOf } from './traits.js';
import { Words } from './words.js';

/** Samples after which what was added is committed: each commit ends a part of the search's tables, and parts are merged. */
const COMMITTED = 2000;

/** Samples and prompts that are stored at once: a page may wait for so many. */
const AT_ONCE = 64;
const PROMPTS_AT_ONCE = 500;

/** Milliseconds of work after which others have their turn. */
const SPELL = 15;

interface Noted {
  readonly last: SamplePlace;
  readonly state: string;
}

/** While an index grows, what it is of is noted when it has grown by so much: all of it is read then. */
const NOTED_EVERY = 1.3;
const NOTED_FIRST = 20_000;

/** What an index says of itself. */
interface About {
  /** Of what judged the samples, and of the run's settings. */
  readonly key: string;
  /** The last sample that it has; missing where it has none. */
  readonly last?: SamplePlace;
  /** What the run called all samples up to one of them, when it was asked last. */
  readonly noted?: Noted;
  readonly targets: readonly string[];
  readonly languages: readonly string[];
  /** Sets of scripts, each as its codes with spaces between. */
  readonly scripts: readonly string[];
  /** Sets of tags, each as JSON. */
  readonly tags: readonly string[];
}

/** A number that tells a question from others, in whichever run it is asked: what decides whether answers are compared. */
const questionNumber = (record: PromptRecord): number =>
  Number.parseInt(sha256([givenId(record), askedHash(record)]).slice(0, 13), 16);

export class Catalog {
  readonly store: RunStore;
  readonly head: RunHead;
  readonly #folder: IndexFolder;
  readonly #key: string;
  #file: IndexFile;
  #last: SamplePlace | undefined;
  #noted: Noted | undefined;
  #notedRows = NOTED_FIRST;
  #hasPrompts = true;
  rows = new Rows();
  targets = new Words();
  languages = new Words();
  scripts = new Words();
  tags = new Words();
  /** Of each prompt, the number of its question and of its set of tags. */
  questions = new Float64Array();
  promptTags = new Uint16Array();

  private constructor(store: RunStore, head: RunHead, key: string, folder: IndexFolder, file: IndexFile) {
    this.store = store;
    this.head = head;
    this.#key = key;
    this.#folder = folder;
    this.#file = file;
  }

  /** Opens the index of a run, with what it knows already. Throws UserError where there is no run. */
  static async open(store: RunStore, judge: ClosableJudge): Promise<Catalog> {
    const head = await openHead(store);
    const { detection = {}, targets } = head.manifest;
    const key = sha256([tallyKey(judge, detection), codeName(), detection, targets.map(({ id }) => id)]);
    const folder = indexFolder(store.name);
    try {
      const catalog = new Catalog(store, head, key, folder, openFile(folder));
      if (!catalog.#load()) catalog.clear();
      return catalog;
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  /** Whether the index stays when the process ends. */
  get stays(): boolean {
    return this.#folder.stays;
  }

  get file(): IndexFile {
    return this.#file;
  }

  #load(): boolean {
    try {
      const about = this.#file.meta('about') as About | undefined;
      if (about?.key !== this.#key) return false;
      this.#last = about.last;
      this.#noted = about.noted;
      this.targets = new Words(about.targets);
      this.languages = new Words(about.languages);
      this.scripts = new Words(about.scripts);
      this.tags = new Words(about.tags);
      this.rows.reserve(TOGETHER * this.#file.countPieces('rows'));
      for (const piece of this.#file.pieces('rows')) this.rows.append(piece);
      const [questions] = this.#file.pieces('questions');
      const [tags] = this.#file.pieces('tags');
      if (questions === undefined || tags === undefined) return false;
      this.questions = new Float64Array(Uint8Array.from(questions).buffer);
      this.promptTags = new Uint16Array(Uint8Array.from(tags).buffer);
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets all. */
  clear(): void {
    this.#file.close();
    this.#folder.clear();
    this.#file = openFile(this.#folder);
    this.rows = new Rows();
    this.targets = new Words(this.head.manifest.targets.map(({ id }) => id));
    this.languages = new Words();
    this.scripts = new Words(['']);
    this.tags = new Words(['[]']);
    this.#last = undefined;
    this.#noted = undefined;
    this.#hasPrompts = false;
  }

  async #addPrompts(prompts: readonly PromptRecord[]): Promise<void> {
    this.questions = new Float64Array(prompts.length);
    this.promptTags = new Uint16Array(prompts.length);
    for (let from = 0; from < prompts.length; from += PROMPTS_AT_ONCE) {
      this.#file.together(() => {
        for (const [i, prompt] of prompts.slice(from, from + PROMPTS_AT_ONCE).entries()) {
          const number = from + i;
          this.#file.addPrompt(number, prompt.id, JSON.stringify(prompt), folded(askedIn(prompt)));
          this.questions[number] = questionNumber(prompt);
          this.promptTags[number] = this.tags.number(JSON.stringify(prompt.tags ?? []));
        }
      });
      await turn();
    }
    this.#hasPrompts = true;
    this.#file.together(() => {
      this.#file.setPiece('questions', 0, new Uint8Array(this.questions.buffer));
      this.#file.setPiece('tags', 0, new Uint8Array(this.promptTags.buffer));
      this.#save();
    });
  }

  #save(): void {
    this.#file.setMeta('about', {
      key: this.#key,
      ...(this.#last && { last: this.#last }),
      ...(this.#noted && { noted: this.#noted }),
      targets: this.targets.all,
      languages: this.languages.all,
      scripts: this.scripts.all,
      tags: this.tags.all,
    } satisfies About);
  }

  /**
   * Whether the run still is what the index has of it: all that was noted, by its name, and the last sample in its place. Reads all of the
   * former.
   */
  async isOfRun(): Promise<boolean> {
    if (this.#last === undefined) return true;
    if (this.#noted === undefined) return false;
    if ((await this.store.stateUpTo(this.#noted.last)) !== this.#noted.state) return false;
    for await (const sample of this.store.at([this.#last]))
      return sample !== undefined && this.#file.number(sample.key) !== undefined;
    return false;
  }

  /** Adds what the run has behind what is known. `go` is asked between pieces of work whether to go on. Throws UserError as a report does. */
  async grow(judge: ClosableJudge, go: () => boolean): Promise<number> {
    const prompts = new Map<string, PromptRecord>();
    let added = 0;
    let held: { readonly of: PlacedSample; readonly judgement: Judgement; readonly split: Sample }[] = [];
    const read = this.store.placed(this.#last)[Symbol.asyncIterator]();
    const first = await read.next();
    if (first.done) return 0;
    for (const [id, prompt] of await this.store.prompts()) prompts.set(id, prompt);
    if (!this.#hasPrompts) await this.#addPrompts([...prompts.values()]);
    const numbers = new Map([...prompts.keys()].map((id, i) => [id, i]));
    const run: RunInput = { ...this.head, prompts, samples: () => this.store.samples() };
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
    const pieces = new Set<number>();
    let uncommitted = 0;
    const commit = (): void => {
      if (uncommitted === 0) return;
      for (const piece of pieces) this.#file.setPiece('rows', piece, this.rows.piece(piece));
      pieces.clear();
      this.#save();
      this.#file.commit();
      uncommitted = 0;
    };
    const store = (): void => {
      if (held.length === 0) return;
      if (uncommitted === 0) this.#file.begin();
      for (const one of held) this.#add(one, prompts, numbers, pieces);
      this.#last = held.at(-1)?.of.place;
      uncommitted += held.length;
      added += held.length;
      held = [];
      if (uncommitted >= COMMITTED) commit();
    };
    let since = performance.now();
    try {
      for await (const { placed: of, judged } of readPlaced(run, placed(), judge)) {
        held.push({ of, judgement: judged.judgement, split: judged.case.sample });
        if (held.length < AT_ONCE) {
          if (performance.now() - since > SPELL) since = await afterTurn();
          continue;
        }
        store();
        if (this.rows.length > NOTED_EVERY * this.#notedRows) {
          this.#notedRows = this.rows.length;
          commit();
          await this.note();
        }
        since = await afterTurn();
      }
    } finally {
      store();
      commit();
      await read.return?.();
    }
    if (failure !== undefined) throw failure;
    return added;
  }

  #add(
    {
      of: { sample, place },
      judgement,
      split,
    }: {
      readonly of: PlacedSample;
      readonly judgement: Judgement;
      readonly split: Sample;
    },
    prompts: ReadonlyMap<string, PromptRecord>,
    numbers: ReadonlyMap<string, number>,
    pieces: Set<number>,
  ): void {
    const before = this.#file.number(sample.key);
    if (before !== undefined) {
      // The last one that did not fail stands for a key, else the last.
      const wasAnswered = STATES[this.rows.state(before)] !== 'error';
      if (wasAnswered && sample.error !== undefined) return;
      this.rows.remove(before);
      pieces.add(pieceOf(before));
    }
    const prompt = promptOf(prompts, sample);
    const traits = traitsOf(shownSample(split, judgement, sample.target, prompt));
    const number = this.rows.add({
      ...place,
      sorts: bitsOf(traits),
      prompt: prompt === undefined ? NO_PROMPT : (numbers.get(sample.prompt) ?? NO_PROMPT),
      repeat: sample.repeat,
      target: this.targets.number(sample.target),
      language: this.languages.number(sample.language),
      scripts: this.scripts.number(traits.scripts.toSorted().join(' ')),
      state: STATES.indexOf(traits.state),
    });
    pieces.add(pieceOf(number));
    this.#file.setNumber(sample.key, number);
    this.#file.addText('said', number, folded(saidIn(sample)));
  }

  /** Notes what the run is up to here, so that another process may go on from it. Reads all of that. */
  async note(): Promise<void> {
    const last = this.#last;
    if (last === undefined || last.at === this.#noted?.last.at) return;
    const state = await this.store.stateUpTo(last);
    if (state === undefined) return;
    this.#noted = { last, state };
    this.#file.together(() => this.#save());
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
    return number === NO_PROMPT ? -1 - row : (this.questions[number] ?? -1 - row);
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

/** Lets others have their turn; the time behind it. */
async function afterTurn(): Promise<number> {
  await turn();
  return performance.now();
}

/** Opens the file of a folder; one that cannot be opened is made anew. Throws UserError where there is no room for one. */
function openFile(folder: IndexFolder): IndexFile {
  try {
    return new IndexFile(folder.path);
  } catch {
    folder.clear();
  }
  try {
    return new IndexFile(folder.path);
  } catch (error) {
    if (!isIndexError(error)) throw error;
    throw new UserError(
      `cannot make the index (${error.message})`,
      folder.path,
      'check space and permissions',
    );
  }
}
