/** The flagged samples that the page shows: a fair draw from every target, language and channel. */

import * as v from 'valibot';
import { sha256 } from '../files/index.js';
import type { PromptRecord, Sample } from '../store/index.js';
import { CHANNELS, type Judgement, STATES } from './judging/index.js';
import { isFlaggedSample, type ShownSample, shownSample } from './samples/index.js';
import type { Examples } from './types.js';

/** Flagged samples shown of one target and channel in one language, and in all. */
const PER_CELL = 8;
const IN_ALL = 400;

/** A sample with its place in the draw. */
interface Kept {
  readonly place: string;
  readonly sample: ShownSample;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = { start: count, end: count, text: v.string() };

/** What formats show of a finding; whatever else stands there stays. */
const finding = v.looseObject({ ...span, kind: v.string(), script: v.string(), zone: v.string() });

const shownText = v.strictObject({
  channel: v.picklist(['answer', ...CHANNELS]),
  state: v.picklist(STATES),
  text: v.string(),
  findings: v.array(finding),
  instead: v.nullable(v.string()),
  flagged: v.boolean(),
});

const stored = v.strictObject({
  flagged: count,
  examples: v.array(
    v.strictObject({
      place: v.string(),
      sample: v.strictObject({
        key: v.string(),
        target: v.string(),
        simulated: v.boolean(),
        language: v.string(),
        prompt_id: v.string(),
        prompt: v.nullable(v.string()),
        tags: v.array(v.string()),
        repeat: count,
        texts: v.array(shownText),
        failure: v.nullable(v.string()),
      }),
    }),
  ),
});

/** Flagged samples as plain data: a few of each target, language and channel. */
export interface StoredExamples {
  readonly flagged: number;
  readonly examples: readonly Kept[];
}

/** By their places; where somebody's answers to one question have no numbers, by what they are. */
function inOrder(a: Kept, b: Kept): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  const [one, other] = [JSON.stringify(a.sample), JSON.stringify(b.sample)];
  return one < other ? -1 : Number(one > other);
}

const cellName = (target: string, language: string, channel: string): string =>
  `${target}\n${language}\n${channel}`;

/**
 * Collects flagged samples as they come and keeps, of each target, language and channel, those whose questions have the smallest hashes. That
 * is a draw that depends neither on the order of the samples nor on which of several pickers was offered them, and it is the same in every
 * target: answers of two to one question are there together, where both are flagged.
 */
export class ExamplePicker {
  readonly #cells = new Map<string, Kept[]>();
  #flagged = 0;

  /** Offers a sample of the target that the report calls `target`. */
  offer(sample: Sample, judgement: Judgement, target: string, prompt: PromptRecord | undefined): void {
    const shown = shownSample(sample, judgement, target, prompt);
    if (!isFlaggedSample(shown)) return;
    this.#flagged++;
    const { language, prompt_id, repeat } = shown;
    this.#offer({ place: sha256([prompt_id, language, repeat]).slice(0, 24), sample: shown });
  }

  #offer(kept: Kept): void {
    const { target, language, texts } = kept.sample;
    for (const { channel, flagged } of texts)
      if (flagged) this.#add(cellName(target, language, channel), kept);
  }

  #add(name: string, kept: Kept): void {
    const cell = this.#cells.get(name) ?? [];
    this.#cells.set(name, cell);
    const last = cell.at(-1);
    if (cell.length >= PER_CELL && last !== undefined && inOrder(kept, last) >= 0) return;
    cell.push(kept);
    cell.sort(inOrder);
    cell.length = Math.min(cell.length, PER_CELL);
  }

  /** Adds what was kept of other samples, whose targets the report calls by `nameOf`. */
  merge({ flagged, examples }: StoredExamples, nameOf: (target: string) => string = (id) => id): void {
    this.#flagged += flagged;
    for (const { place, sample } of examples)
      this.#offer({ place, sample: { ...sample, target: nameOf(sample.target) } });
  }

  toJSON(): StoredExamples {
    const examples = [...new Set([...this.#cells.values()].flat())].sort(inOrder);
    return { flagged: this.#flagged, examples };
  }

  /** What `toJSON` gave. Throws where it is none. */
  static fromJSON(json: unknown): ExamplePicker {
    const picker = new ExamplePicker();
    picker.merge(v.parse(stored, json) as StoredExamples);
    return picker;
  }

  /** What was kept: from each cell in turn until there are enough. */
  pick(): Examples {
    const cells = [...this.#cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
    const each = Math.max(1, Math.min(PER_CELL, Math.floor(IN_ALL / Math.max(1, cells.length))));
    const shown = new Set(cells.flatMap((cell) => cell.slice(0, each).map(({ sample }) => sample)));
    return { shown: [...shown], flagged: this.#flagged };
  }
}
