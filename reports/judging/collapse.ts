/** Signs of collapse of a target's answers in one language, by prompt and repeat, in some 56 bytes each; which answers repeat others is seen from all of them. */

import { endianness } from 'node:os';
import * as v from 'valibot';
import { type Signs, SKETCH, shareOfSketch } from '../../detectors/bare/index.js';
import {
  addLogSums,
  addPairedLogSums,
  type LogSums,
  logSumsOf,
  type PairedLogSums,
  pairedLogSumsOf,
  partsOfLog,
} from '../statistics/index.js';
import { ByPrompt, type Counted, haveOneLength, type StoredColumns, storedColumns } from './by-prompt.js';
import { Column, columnFrom } from './column.js';
import { COUNTED, HAPPENED, type PromptOf } from './counted.js';

/** What answers of a collapsed model do: repeat the answers to other prompts, copy their prompt, loop. */
export const SIGNS = ['repeats', 'copies', 'loops'] as const;
export type Sign = (typeof SIGNS)[number];

/** Other prompts with an answer that has a stretch too, from which that stretch says nothing of its prompt. */
const OTHERS = 5;

/** Share of an answer's sketch in such stretches from which the answer repeats others. */
const REPEATED = 0.6;

/** What one answer shows, and what it is told apart by. */
export interface SignsOfAnswer extends Signs {
  /** UTF-16 code units, without white space around them. */
  readonly length: number;
}

/** Bits of a sample's code. */
const LOOPS = 1;
const COPIES = 2;
const ASKED = 4;
/** Of an answer whose sketch was not kept: nobody can tell any more whether others are alike. */
export const UNTOLD = 8;

const stored = v.pipe(
  v.strictObject({
    ...storedColumns,
    lengths: columnFrom(0),
    /** Integers of 32 bits, little-endian, in bytes or in base64: of each sample as many as a sketch has places. Too long for a regular expression. */
    sketches: v.union([
      v.instance(Uint8Array),
      v.pipe(
        v.string(),
        v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
      ),
    ]),
  }),
  v.check(
    (columns) => haveOneLength(columns) && columns.lengths.length === columns.codes.length,
    'columns that do not fit each other',
  ),
);

type StoredCollapse = StoredColumns & { readonly lengths: Int32Array; readonly sketches: Uint8Array };

const IS_LITTLE = endianness() === 'LE';

/** Integers of this machine as bytes in the order in which they are stored. */
function littleBytes(values: Int32Array): Uint8Array {
  const bytes = Buffer.from(values.slice().buffer);
  return IS_LITTLE ? bytes : bytes.swap32();
}

function fromLittleBytes(bytes: Uint8Array): Int32Array {
  const own = Buffer.from(Uint8Array.from(bytes).buffer);
  return new Int32Array((IS_LITTLE ? own : own.swap32()).buffer);
}

/** A prompt as far as it is told from others here: numbers under 2^21, so that a number below it and a hash fit into 53 bits. */
const QUESTIONS = 2 ** 21;

/** Of pairs as below those whose hash may come more than {@link OTHERS} times: nearly all come once, and need not be put in order. */
function frequentOf(pairs: Float64Array): Float64Array {
  const bits = Math.ceil(Math.log2(pairs.length + 1)) + 2;
  const counts = new Uint8Array(2 ** bits);
  // The last bits of the hash of a pair: it is a hash already.
  const placeOf = (pair: number): number => (pair / QUESTIONS) & (counts.length - 1);
  for (const pair of pairs) {
    const place = placeOf(pair);
    const count = counts[place] as number;
    if (count <= OTHERS) counts[place] = count + 1;
  }
  return pairs.filter((pair) => (counts[placeOf(pair)] as number) > OTHERS);
}

/** The hashes that the answers to more than {@link OTHERS} prompts have, of pairs `hash * QUESTIONS + question`. */
function commonOf(all: Float64Array): Set<number> {
  const common = new Set<number>();
  const pairs = frequentOf(all).sort();
  let hash = -1;
  let last = -1;
  let prompts = 0;
  for (const pair of pairs) {
    const own = Math.floor(pair / QUESTIONS);
    if (own !== hash) prompts = 0;
    else if (pair === last) continue;
    hash = own;
    last = pair;
    if (++prompts > OTHERS) common.add(own);
  }
  // A class without a stretch.
  common.delete(0);
  return common;
}

/** What lengths of a target's answers come to, where their prompts are not known. */
export interface GivenLengths {
  readonly target: string;
  readonly sums: LogSums;
  /** With this target as the baseline. */
  readonly pairsWith: (baseline: string) => PairedLogSums;
}

export class Collapse {
  readonly #samples = new ByPrompt(() => true);
  readonly #lengths = new Column();
  /** Of each sample as many as a sketch has places. */
  readonly #sketches = new Column();
  #repeating: Uint8Array | undefined;
  /** Whether any sketch was not kept. */
  #isUntold = false;
  /** What lengths come to of samples whose prompts are not known. */
  #given: GivenLengths | undefined;
  #logLengths: ReadonlyMap<number, number> | undefined;
  readonly #textOf: (prompt: number) => number;

  /** `textOf` tells the text of a prompt from those of others. */
  constructor(textOf: (prompt: number) => number) {
    this.#textOf = textOf;
  }

  /** `prompt` is its number in the tally, `fingerprint` that of the answer. */
  add(prompt: number, repeat: number, signs: SignsOfAnswer, fingerprint: number): void {
    const { loops, copies, sketch, length } = signs;
    const code = (loops ? LOOPS : 0) | (copies === true ? COPIES : 0) | (copies === null ? 0 : ASKED);
    this.#samples.add(prompt, repeat, code, fingerprint);
    this.#append(length, sketch ?? []);
  }

  #append(length: number, sketch: ArrayLike<number>): void {
    for (let place = 0; place < SKETCH; place++) this.#sketches.push(sketch[place] ?? 0);
    this.#lengths.push(length);
    this.#repeating = undefined;
    this.#logLengths = undefined;
  }

  #sketch(i: number): Int32Array {
    return this.#sketches.values(i * SKETCH, (i + 1) * SKETCH);
  }

  /** Adds those of other samples, whose prompts have the numbers that `promptOf` gives. */
  merge(other: Collapse, promptOf: (prompt: number) => number): void {
    this.#samples.merge(other.#samples, promptOf);
    this.#isUntold ||= other.#isUntold;
    this.#appendAll(other.#lengths.values(), other.#sketches.values());
  }

  #appendAll(lengths: Int32Array, sketches: Int32Array): void {
    this.#lengths.append(lengths);
    this.#sketches.append(sketches);
    this.#repeating = undefined;
    this.#logLengths = undefined;
  }

  get size(): number {
    return this.#samples.size;
  }

  /** The answers with a sign among those that it is looked for in: copies only where the prompt is known. */
  counted(sign: Sign): Counted {
    const samples = this.#samples;
    if (sign === 'repeats') {
      if (this.#isUntold) return { samples, test: () => 0, name: sign };
      const repeating = this.repeating();
      return { samples, test: (i) => (repeating[i] === 1 ? HAPPENED : COUNTED), name: sign };
    }
    const [bit, needed] = sign === 'loops' ? [LOOPS, 0] : [COPIES, ASKED];
    return {
      samples,
      name: sign,
      test(i) {
        const code = samples.code(i);
        if ((code & needed) !== needed) return 0;
        return (code & bit) === 0 ? COUNTED : HAPPENED;
      },
    };
  }

  /** 1 for each answer that repeats the answers to other prompts. */
  repeating(): Uint8Array {
    this.#repeating ??= this.#findRepeats();
    return this.#repeating;
  }

  /** Takes what {@link repeating} found of these very answers before. Throws where it is of others. */
  found(repeating: Uint8Array): void {
    if (repeating.length !== this.size) throw new Error('it is of other answers');
    this.#repeating = repeating;
  }

  #findRepeats(): Uint8Array {
    const size = this.#samples.size;
    const texts = new Map<number, number>();
    const questions = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const prompt = this.#samples.prompt(i);
      const text = texts.get(prompt) ?? this.#textOf(prompt) % QUESTIONS;
      texts.set(prompt, text);
      questions[i] = text;
    }
    const pairs = new Float64Array(size);
    const common = Array.from({ length: SKETCH }, (_, place) => {
      for (let i = 0; i < size; i++)
        pairs[i] = (this.#sketches.at(i * SKETCH + place) >>> 0) * QUESTIONS + (questions[i] ?? 0);
      return commonOf(pairs);
    });
    const repeating = new Uint8Array(size);
    if (common.every((hashes) => hashes.size === 0)) return repeating;
    for (let i = 0; i < size; i++) {
      const share = shareOfSketch(this.#sketch(i), (hash, place) => common[place]?.has(hash >>> 0) ?? false);
      repeating[i] = Number(share >= REPEATED);
    }
    return repeating;
  }

  /** Lengths of all answers, UTF-16 code units. */
  get lengths(): Int32Array {
    return this.#lengths.values();
  }

  /** What the lengths of answers come to: of each prompt the mean of their logarithms. */
  lengthSums(): LogSums {
    const own = logSumsOf([...this.#lengthsByPrompt().values()]);
    return this.#given === undefined ? own : addLogSums(own, this.#given.sums);
  }

  /** The same of the prompts that another target's answers are to as well, whose prompts have the numbers that `promptOf` gives; those are the baseline's. */
  lengthPairs(baseline: Collapse, promptOf: PromptOf): PairedLogSums {
    const [known, ours, theirs] = [baseline.#lengthsByPrompt(), [] as number[], [] as number[]];
    for (const [prompt, parts] of this.#lengthsByPrompt()) {
      const number = promptOf(prompt);
      const other = number === undefined ? undefined : known.get(number);
      if (other === undefined) continue;
      ours.push(parts);
      theirs.push(other);
    }
    const own = pairedLogSumsOf(ours, theirs);
    return this.#given === undefined || baseline.#given === undefined
      ? own
      : addPairedLogSums(own, this.#given.pairsWith(baseline.#given.target));
  }

  /** Says what lengths come to of the samples whose sketches were not kept: their prompts are not known either. */
  givenLengths(given: GivenLengths): void {
    this.#given = given;
  }

  /** Mean logarithm of the lengths of the answers to each prompt, in parts, by its number in the tally. */
  #lengthsByPrompt(): ReadonlyMap<number, number> {
    this.#logLengths ??= this.#meanLogLengths();
    return this.#logLengths;
  }

  #meanLogLengths(): ReadonlyMap<number, number> {
    const places = new Map<number, number>();
    const [sums, counts] = [new Float64Array(this.size), new Int32Array(this.size)];
    for (const [i, length] of this.#lengths.values().entries()) {
      if ((this.#samples.code(i) & UNTOLD) !== 0) continue;
      const prompt = this.#samples.prompt(i);
      let place = places.get(prompt);
      if (place === undefined) {
        place = places.size;
        places.set(prompt, place);
      }
      sums[place] = (sums[place] ?? 0) + partsOfLog(length);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return new Map(
      Array.from(places, ([prompt, place]) => [
        prompt,
        Math.round((sums[place] ?? 0) / (counts[place] ?? 1)),
      ]),
    );
  }

  /** Plain data with columns of integers, and sketches in bytes. */
  toData(): StoredCollapse {
    return {
      ...this.#samples.toData(),
      lengths: this.#lengths.values(),
      sketches: littleBytes(this.#sketches.values()),
    };
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): Collapse {
    const { lengths, sketches, ...columns } = v.parse(stored, json);
    if (sketches.length !== 4 * SKETCH * lengths.length)
      throw new Error('sketches that do not fit the samples');
    const collapse = new Collapse((prompt) => prompt);
    collapse.#samples.addStored(columns);
    collapse.#appendAll(lengths, fromLittleBytes(sketches));
    collapse.#isUntold = columns.codes.some((code) => (code & UNTOLD) !== 0);
    return collapse;
  }
}
