/** Adds samples to an index as they are judged, and commits them together: each commit ends a part of the search's tables, and parts are merged. */

import { setImmediate as turn } from 'node:timers/promises';
import { type Judgement, promptOf, STATES, shownSample, traitsOf } from '../../../../reports/index.js';
import type { PlacedSample, PromptRecord, Sample } from '../../../../store/index.js';
import type { IndexFile } from './file/index.js';
import type { Known } from './known.js';
import type { Prompts } from './prompts.js';
import { NO_PROMPT } from './rows.js';
import { askedIn, folded, saidIn } from './searched.js';
import { bitsOf } from './traits.js';

/** Samples after which what was added is committed. */
const COMMITTED = 2000;

/** Samples and prompts that are stored at once: a page may wait for so many. */
const AT_ONCE = 64;
const PROMPTS_AT_ONCE = 500;

/** A sample that was judged. */
export interface JudgedSample {
  readonly of: PlacedSample;
  readonly judgement: Judgement;
  /** Its channels apart. */
  readonly split: Sample;
}

/** Adds the prompts of a run, once, before any of its samples. */
export async function addPrompts(
  file: IndexFile,
  known: Known,
  prompts: ReadonlyMap<string, PromptRecord>,
): Promise<void> {
  known.beginPrompts(prompts.size);
  let number = 0;
  let together: PromptRecord[] = [];
  const store = (): void =>
    file.together(() => {
      for (const prompt of together) {
        file.addPrompt(number, prompt.id, JSON.stringify(prompt), folded(askedIn(prompt)));
        known.setPrompt(number++, prompt);
      }
      together = [];
    });
  for (const prompt of prompts.values()) {
    together.push(prompt);
    if (together.length < PROMPTS_AT_ONCE) continue;
    store();
    await turn();
  }
  store();
  known.hasPrompts = true;
  file.together(() => known.savePrompts(file));
}

export class Growth {
  readonly #file: IndexFile;
  readonly #known: Known;
  readonly #prompts: Prompts;
  #held: JudgedSample[] = [];
  #uncommitted = 0;
  #added = 0;

  constructor(file: IndexFile, known: Known, prompts: Prompts) {
    this.#file = file;
    this.#known = known;
    this.#prompts = prompts;
  }

  /** Samples that were stored. */
  get added(): number {
    return this.#added;
  }

  /** Takes a sample; whether some were stored by that. */
  take(sample: JudgedSample): boolean {
    this.#held.push(sample);
    if (this.#held.length < AT_ONCE) return false;
    this.#store();
    return true;
  }

  #store(): void {
    if (this.#held.length === 0) return;
    if (this.#uncommitted === 0) this.#file.begin();
    for (const one of this.#held) this.#add(one);
    this.#known.last = this.#held.at(-1)?.of.place;
    this.#uncommitted += this.#held.length;
    this.#added += this.#held.length;
    this.#held = [];
    if (this.#uncommitted >= COMMITTED) this.commit();
  }

  /** Keeps what was stored. */
  commit(): void {
    if (this.#uncommitted === 0) return;
    this.#known.saveRows(this.#file);
    this.#file.commit();
    this.#uncommitted = 0;
  }

  /** Stores and keeps all that was taken. */
  end(): void {
    this.#store();
    this.commit();
  }

  #add({ of: { sample, place }, judgement, split }: JudgedSample): void {
    const known = this.#known;
    const before = this.#file.number(sample.key);
    if (before !== undefined) {
      // The last one that did not fail stands for a key, else the last.
      const wasAnswered = STATES[known.rows.state(before)] !== 'error';
      if (wasAnswered && sample.error !== undefined) return;
      known.remove(before);
    }
    const prompt = promptOf(this.#prompts, sample);
    const traits = traitsOf(shownSample(split, judgement, sample.target, prompt));
    const number = known.add({
      ...place,
      sorts: bitsOf(traits),
      prompt: prompt === undefined ? NO_PROMPT : (this.#prompts.number(sample.prompt) ?? NO_PROMPT),
      repeat: sample.repeat,
      target: known.targets.number(sample.target),
      language: known.languages.number(sample.language),
      scripts: known.scripts.number(traits.scripts.toSorted().join(' ')),
      state: STATES.indexOf(traits.state),
    });
    this.#file.setNumber(sample.key, number);
    this.#file.addText('said', number, folded(saidIn(sample)));
  }
}
