/** The outcomes of a target's samples in one language: states and intruding scripts, by prompt and repeat. */

import * as v from 'valibot';
import { COUNTED as COUNTED_AS, type CountedAs, type ScriptCode } from '../../detectors/bare/index.js';
import type { Cluster } from '../statistics/index.js';
import {
  ByPrompt,
  type Counted,
  haveOneLength,
  type IdenticalRepeats,
  type StoredColumns,
  storedColumns,
} from './by-prompt.js';
import { COUNTED, HAPPENED, THOUGH_EXCLUDED } from './counted.js';
import { isScored, type Outcome, STATES, type State, type TextJudgement } from './outcome.js';

/** How an answer is lost to every rate, in the order in which it may be: each is counted of the samples that came so far. */
export const LOSSES = ['error', 'refused', 'empty'] as const;
export type Loss = (typeof LOSSES)[number];

/** What scored samples have a rate of besides mixing at all, and mixing with one script. */
export const RATES = [...COUNTED_AS, 'wrong_language'] as const;
export type RateName = CountedAs | 'wrong_language';

/** What is counted: of scored samples those mixed at all or with one script, with a finding that counts as something, in the wrong language; or what was lost. */
export type Event =
  | { readonly measure: 'mixing'; readonly script: ScriptCode | '*' }
  | { readonly measure: RateName | Loss };

const ORDER: readonly State[] = LOSSES;
const placeOf = (state: State): number => ORDER.indexOf(state);

const isLoss = (measure: Event['measure']): measure is Loss => LOSSES.some((loss) => loss === measure);

function isOf({ measure }: Event, state: State): boolean {
  if (!isLoss(measure)) return isScored(state);
  return placeOf(state) < 0 || placeOf(state) >= placeOf(measure);
}

/** Whether a text that is scored has what a rate counts. */
export function isCounted(
  { state, counted }: Pick<Outcome, 'state' | 'counted'>,
  rate: 'mixing' | RateName,
): boolean {
  if (rate === 'mixing') return state === 'mixed';
  return state === rate || counted.some((one) => one === rate);
}

const nameOf = (event: Event): string =>
  event.measure === 'mixing' ? `mixing ${event.script}` : event.measure;

function happened(event: Event, outcome: Outcome): boolean {
  if (isLoss(event.measure)) return outcome.state === event.measure;
  if (event.measure === 'mixing' && event.script !== '*') return outcome.scripts.includes(event.script);
  return isCounted(outcome, event.measure);
}

const stored = v.pipe(
  v.strictObject({
    /** State, scripts and what is counted of each kind of outcome; a sample's code is the index of its kind. */
    kinds: v.array(v.strictTuple([v.picklist(STATES), v.array(v.string()), v.array(v.picklist(COUNTED_AS))])),
    ...storedColumns,
  }),
  v.check(
    (columns) => haveOneLength(columns) && columns.codes.every((code) => code < columns.kinds.length),
    'columns that do not fit each other',
  ),
);

export class Outcomes {
  readonly #kinds: Outcome[] = [];
  readonly #codeOf = new Map<string, number>();
  /** Samples by state, when there were so many: none is taken away. */
  #counts: { readonly size: number; readonly states: ReadonlyMap<State, number> } | undefined;
  readonly #samples = new ByPrompt((code) => isScored(this.#kind(code).state));

  /** `prompt` is its number in the tally; `repeat` a whole number under 2^31. Each repeat of a prompt is added once. */
  add(
    prompt: number,
    repeat: number,
    { outcome, fingerprint }: Pick<TextJudgement, 'outcome' | 'fingerprint'>,
  ): void {
    this.#samples.add(prompt, repeat, this.#code(outcome), fingerprint);
  }

  #code({ state, scripts, counted }: Outcome): number {
    const name = counted.length === 0 ? state : `${state} ${scripts.join()} ${counted.join()}`;
    let code = this.#codeOf.get(name);
    if (code === undefined) {
      code = this.#kinds.push({ state, scripts, counted }) - 1;
      this.#codeOf.set(name, code);
    }
    return code;
  }

  /** Every code was given by `#code`, or checked when it was read. */
  #kind(code: number): Outcome {
    return this.#kinds[code] as Outcome;
  }

  /** Adds those of other samples, whose prompts have the numbers that `promptOf` gives. */
  merge(other: Outcomes, promptOf: (prompt: number) => number): void {
    this.#samples.merge(other.#samples, promptOf, (code) => this.#code(other.#kind(code)));
  }

  /** Samples by state. */
  count(): ReadonlyMap<State, number> {
    if (this.#counts?.size !== this.#samples.size)
      this.#counts = { size: this.#samples.size, states: this.#countStates() };
    return this.#counts.states;
  }

  #countStates(): ReadonlyMap<State, number> {
    const byCode = new Int32Array(this.#kinds.length);
    for (let i = 0; i < this.#samples.size; i++) {
      const code = this.#samples.code(i);
      byCode[code] = (byCode[code] ?? 0) + 1;
    }
    const counts = new Map<State, number>();
    for (const [code, { state }] of this.#kinds.entries())
      counts.set(state, (counts.get(state) ?? 0) + (byCode[code] ?? 0));
    return counts;
  }

  /** Scripts found in mixed samples, sorted. */
  scripts(): ScriptCode[] {
    return [...new Set(this.#kinds.flatMap(({ scripts }) => scripts))].sort();
  }

  /** Whether any sample has the event. */
  has(event: Event): boolean {
    return this.#kinds.some((kind) => happened(event, kind));
  }

  /** The samples that the event is looked for in, and those of them with it. */
  counted(event: Event): Counted {
    return this.#countedWith(event, 0, nameOf(event));
  }

  /** The same, with the samples that are in no rate counted as having the event, or as not having it. */
  countedWithExcluded(event: Event, asHappened: boolean): Counted {
    const excluded = (asHappened ? HAPPENED : COUNTED) | THOUGH_EXCLUDED;
    return this.#countedWith(
      event,
      excluded,
      `${nameOf(event)}, excluded ones ${asHappened ? 'too' : 'without'}`,
    );
  }

  /** `excluded` is what the test says of the samples that the event is not looked for in. */
  #countedWith(event: Event, excluded: number, name: string): Counted {
    const tests = Uint8Array.from(this.#kinds, (kind) =>
      isOf(event, kind.state) ? (happened(event, kind) ? HAPPENED : COUNTED) : excluded,
    );
    const samples = this.#samples;
    return { samples, test: (i) => tests[samples.code(i)] ?? 0, name };
  }

  /** One cluster a prompt, in the order in which they came first: samples that the event is looked for in, and those with it. */
  clusters(event: Event): Cluster[] {
    return this.#samples.clusters(this.counted(event));
  }

  /** The same, each with the number of its prompt. */
  numberedClusters(event: Event): (readonly [prompt: number, Cluster])[] {
    return this.#samples.numbered(this.counted(event));
  }

  /** The same with the samples that are in no rate, as having the event. */
  numberedWithExcluded(event: Event): (readonly [prompt: number, Cluster])[] {
    return this.#samples.numbered(this.countedWithExcluded(event, true));
  }

  /** Samples of each prompt with its number, whatever they came to, and those that failed for good. */
  asked(): (readonly [prompt: number, Cluster])[] {
    return this.numberedClusters({ measure: 'error' });
  }

  /** How many prompts have the same text in all their scored repeats; undefined where that are not most. */
  identical(): IdenticalRepeats | undefined {
    return this.#samples.identical();
  }

  /** Plain data with columns of integers. */
  toData(): Pick<v.InferInput<typeof stored>, 'kinds'> & StoredColumns {
    return {
      kinds: this.#kinds.map(({ state, scripts, counted }) => [state, [...scripts], [...counted]]),
      ...this.#samples.toData(),
    };
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): Outcomes {
    const { kinds, ...columns } = v.parse(stored, json);
    const outcomes = new Outcomes();
    const codes = kinds.map(([state, scripts, counted]) => outcomes.#code({ state, scripts, counted }));
    outcomes.#samples.addStored(columns, (code) => codes[code] ?? 0);
    return outcomes;
  }
}
