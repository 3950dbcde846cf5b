/** Samples of two targets side by side: those of the same prompts and repeats, and what came of them on either side. */

import type { Cluster, ClusterPair } from '../statistics/index.js';
import { hasEvent, isCountedIn, type PromptOf, type Test, THOUGH_EXCLUDED } from './counted.js';
import { type Groups, samplesIn } from './groups.js';
import { KindMaker, type Kinds } from './kinds.js';

/** What two targets have both counted of one prompt: events of either, over the same repeats. */
export interface Paired {
  readonly trials: number;
  readonly ours: number;
  readonly theirs: number;
  /** The same of each side, and of both. Repeats of a side are one observation where they are the same text, and most prompts are so. */
  readonly our: Cluster;
  readonly their: Cluster;
  readonly both: ClusterPair;
}

function pairedOf(
  trials: number,
  ours: number,
  theirs: number,
  oursOnce: boolean,
  theirsOnce: boolean,
): Paired {
  const once = { observations: 1 };
  return {
    trials,
    ours,
    theirs,
    our: { events: ours, trials, ...(oursOnce && once) },
    their: { events: theirs, trials, ...(theirsOnce && once) },
    both: { trials, candidate: ours, baseline: theirs, ...((oursOnce || theirsOnce) && once) },
  };
}

/** One side: its samples by prompt, their repeats, and 1 for each prompt whose repeats are one observation. */
export interface Side {
  readonly groups: Groups;
  readonly repeats: Int32Array;
  readonly once: Uint8Array;
}

/** Within its length wherever this file asks. */
const at = (column: Int32Array | Uint8Array, i: number): number => column[i] as number;

/** Three numbers below it and two bits are exact as one number. */
const EXACT = 2 ** 17;

/** The samples that both sides have, prompt by prompt: those of the `i`th prompt that both have from `starts[i]` to before `starts[i + 1]`. */
export class Pairing {
  /** Numbers of the prompts among ours, in our order. */
  readonly prompts: readonly number[];
  readonly #starts: Int32Array;
  readonly #ours: Int32Array;
  readonly #theirs: Int32Array;
  /** For each prompt 1 where ours are one observation, 2 where theirs are. */
  readonly #once: Uint8Array;
  /** More than any prompt has repeats. */
  readonly #beyond: number;
  readonly #made = new Map<string, Kinds<Paired>>();

  constructor(ours: Side, theirs: Side, promptOf: PromptOf) {
    const groupOf = new Map(theirs.groups.prompts.map((prompt, group) => [prompt, group]));
    const size = Math.min(ours.repeats.length, theirs.repeats.length);
    const [mine, yours] = [new Int32Array(size), new Int32Array(size)];
    const prompts: number[] = [];
    const starts: number[] = [0];
    const once: number[] = [];
    let count = 0;
    let beyond = 1;
    for (const [group, prompt] of ours.groups.prompts.entries()) {
      const number = promptOf(prompt);
      const found = number === undefined ? undefined : groupOf.get(number);
      if (found === undefined) continue;
      const before = count;
      const others = samplesIn(theirs.groups, found);
      let there = 0;
      for (const sample of samplesIn(ours.groups, group)) {
        const repeat = at(ours.repeats, sample);
        while (there < others.length && at(theirs.repeats, at(others, there)) < repeat) there++;
        if (there === others.length) break;
        const match = at(others, there);
        if (at(theirs.repeats, match) !== repeat) continue;
        there++;
        mine[count] = sample;
        yours[count++] = match;
      }
      if (count === before) continue;
      prompts.push(prompt);
      starts.push(count);
      once.push(at(ours.once, group) + 2 * at(theirs.once, found));
      beyond = Math.max(beyond, count - before + 1);
    }
    this.prompts = prompts;
    this.#starts = Int32Array.from(starts);
    this.#ours = mine.slice(0, count);
    this.#theirs = yours.slice(0, count);
    this.#once = Uint8Array.from(once);
    this.#beyond = beyond;
  }

  /** What both have counted, for each of the prompts; of some of them that may be no sample. `name` names the tests. */
  pairs(name: string, test: Test, otherTest: Test): Kinds<Paired> {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const maker = new KindMaker<Paired>();
    const beyond = this.#beyond;
    const codes = new Uint32Array(this.prompts.length);
    for (let i = 0; i < codes.length; i++) {
      let [trials, ours, theirs] = [0, 0, 0];
      const end = at(this.#starts, i + 1);
      for (let place = at(this.#starts, i); place < end; place++) {
        const tested = test(at(this.#ours, place));
        const other = otherTest(at(this.#theirs, place));
        if (!isCountedIn(tested & other) || (tested & other & THOUGH_EXCLUDED) !== 0) continue;
        trials++;
        ours += hasEvent(tested);
        theirs += hasEvent(other);
      }
      const once = at(this.#once, i);
      const kind = beyond < EXACT ? ((trials * beyond + ours) * beyond + theirs) * 4 + once : i;
      codes[i] = maker.code(kind, () => pairedOf(trials, ours, theirs, (once & 1) !== 0, (once & 2) !== 0));
    }
    const made = { kinds: maker.kinds, codes };
    this.#made.set(name, made);
    return made;
  }
}
