/** What an index holds in memory: a row a sample, the words whose numbers rows have, and how far into the run it is. The file keeps all of it. */

import { sha256 } from '../../../../files/index.js';
import { askedHash, givenId, type PromptRecord, type SamplePlace } from '../../../../store/index.js';
import { Counts, type StoredCounts } from './counts.js';
import type { IndexFile } from './file/index.js';
import { pieceOf, type Row, Rows, TOGETHER } from './rows.js';
import { Words } from './words.js';

/** Of rows whose prompt is not known. */
const NO_TAGS = 0xffff;

/** What the run called all samples up to one of them, when it was asked last. */
export interface Noted {
  readonly last: SamplePlace;
  readonly state: string;
}

/** What an index says of itself. */
interface About {
  /** Of what judged the samples, and of the run's settings. */
  readonly key: string;
  /** The last sample that it has; missing where it has none. */
  readonly last?: SamplePlace;
  readonly noted?: Noted;
  readonly targets: readonly string[];
  readonly languages: readonly string[];
  /** Sets of scripts, each as its codes with spaces between. */
  readonly scripts: readonly string[];
  /** Sets of tags, each as JSON. */
  readonly tags: readonly string[];
  readonly counts: StoredCounts;
}

/** A number that tells a question from others, in whichever run it is asked: what decides whether answers are compared. */
const questionNumber = (record: PromptRecord): number =>
  Number.parseInt(sha256([givenId(record), askedHash(record)]).slice(0, 13), 16);

export class Known {
  readonly rows = new Rows();
  readonly targets: Words;
  readonly languages: Words;
  readonly scripts: Words;
  readonly tags: Words;
  readonly counts: Counts;
  /** Of each prompt, the number of its question and of its set of tags. */
  questions = new Float64Array();
  promptTags = new Uint16Array();
  hasPrompts = false;
  last: SamplePlace | undefined;
  noted: Noted | undefined;
  readonly #key: string;
  /** Pieces of rows that are not in the file as they are. */
  readonly #changed = new Set<number>();

  private constructor(about: About) {
    this.#key = about.key;
    this.targets = new Words(about.targets);
    this.languages = new Words(about.languages);
    this.scripts = new Words(about.scripts);
    this.tags = new Words(about.tags);
    this.counts = new Counts(about.counts);
    this.last = about.last;
    this.noted = about.noted;
  }

  /** Nothing yet, of a run with these targets. */
  static nothing(key: string, targets: readonly string[]): Known {
    const counts = new Counts().stored;
    return new Known({ key, targets, languages: [], scripts: [''], tags: ['[]'], counts });
  }

  /** What a file has; undefined where it has nothing, or something else. */
  static in(file: IndexFile, key: string): Known | undefined {
    try {
      const about = file.meta('about') as About | undefined;
      if (about?.key !== key) return undefined;
      const known = new Known(about);
      known.rows.reserve(TOGETHER * file.countPieces('rows'));
      for (const piece of file.pieces('rows')) known.rows.append(piece);
      const [questions] = file.pieces('questions');
      const [tags] = file.pieces('tags');
      if (questions === undefined || tags === undefined) return undefined;
      known.questions = new Float64Array(Uint8Array.from(questions).buffer);
      known.promptTags = new Uint16Array(Uint8Array.from(tags).buffer);
      known.hasPrompts = true;
      return known;
    } catch {
      return undefined;
    }
  }

  /** Makes room for so many prompts. */
  beginPrompts(prompts: number): void {
    this.questions = new Float64Array(prompts);
    this.promptTags = new Uint16Array(prompts);
  }

  setPrompt(number: number, prompt: PromptRecord): void {
    this.questions[number] = questionNumber(prompt);
    this.promptTags[number] = this.tags.number(JSON.stringify(prompt.tags ?? []));
  }

  #tagsOf(prompt: number): number {
    return this.promptTags[prompt] ?? NO_TAGS;
  }

  /** Adds a row; its number. */
  add(row: Row): number {
    const number = this.rows.add(row);
    this.counts.add({ ...row, tags: this.#tagsOf(row.prompt) });
    this.#changed.add(pieceOf(number));
    return number;
  }

  /** Says that another row is in the place of one. */
  remove(number: number): void {
    const { rows } = this;
    if (rows.isGone(number)) return;
    rows.remove(number);
    this.counts.remove({
      target: rows.target(number),
      language: rows.language(number),
      scripts: rows.scripts(number),
      state: rows.state(number),
      sorts: rows.sorts(number),
      tags: this.#tagsOf(rows.prompt(number)),
    });
    this.#changed.add(pieceOf(number));
  }

  /** Keeps what was noted, and words. */
  saveAbout(file: IndexFile): void {
    file.setMeta('about', {
      key: this.#key,
      ...(this.last && { last: this.last }),
      ...(this.noted && { noted: this.noted }),
      targets: this.targets.all,
      languages: this.languages.all,
      scripts: this.scripts.all,
      tags: this.tags.all,
      counts: this.counts.stored,
    } satisfies About);
  }

  savePrompts(file: IndexFile): void {
    file.setPiece('questions', 0, new Uint8Array(this.questions.buffer));
    file.setPiece('tags', 0, new Uint8Array(this.promptTags.buffer));
    this.saveAbout(file);
  }

  /** Keeps all rows that were added or removed. */
  saveRows(file: IndexFile): void {
    for (const piece of this.#changed) file.setPiece('rows', piece, this.rows.piece(piece));
    this.#changed.clear();
    this.saveAbout(file);
  }
}
