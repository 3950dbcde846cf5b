/** Questions that are leased to a session: a few ahead of what it asks, and in the end what others have given back. */

import { setTimeout as sleep } from 'node:timers/promises';
import { KeySet } from '../../keys.js';
import type { SampleKey } from '../../sample.js';
import { columnKey } from './texts.js';

/** Questions that are leased at first, and at the most; keys that are looked at, at the most. */
const FIRST = 4;
const MOST = 256;
const LOOKED_AT = 2048;

/** Milliseconds in which those that were leased should be pulled: what is leased and not asked, nobody asks. */
const AHEAD = 1000;

/** Milliseconds between two looks at what others have leased. */
const LOOK_EVERY = 1000;

/** Questions that are held as they are while others have them; of more, only the keys. */
const HELD = 10_000;

interface Keyed {
  readonly key: SampleKey;
}

/** What became of keys that were asked for: those that are leased to this session now, and those that another one has. */
export interface Claimed {
  readonly won: ReadonlySet<string>;
  readonly busy: ReadonlySet<string>;
}

export interface Claiming {
  /** Asks for keys, as their columns have them. */
  readonly claim: (keys: readonly string[]) => Promise<Claimed>;
  /** Gives leases back. */
  readonly release: (keys: readonly string[]) => Promise<void>;
  /** Ends waiting for others. */
  readonly lost: AbortSignal;
}

/** How many are leased at once: as many as are pulled in the time. */
class Amount {
  #most = FIRST;
  #since = performance.now();

  get most(): number {
    return this.#most;
  }

  /** All that were leased have been pulled. */
  emptied(): void {
    const took = performance.now() - this.#since;
    if (took < AHEAD / 2) this.#most = Math.min(MOST, this.#most * 2);
    else if (took > AHEAD) this.#most = Math.max(1, Math.floor(this.#most / 2));
  }

  filled(): void {
    this.#since = performance.now();
  }
}

/** Those of a sequence with one of these keys. */
function* among<Q extends Keyed>(questions: Iterable<Q>, keys: Pick<KeySet, 'has'>): Generator<Q> {
  for (const question of questions) if (keys.has(question.key)) yield question;
}

/**
 * Those of `questions` that this session is to ask, in their order; then, those that others had and did not answer, as they come back. It
 * ends when each has come to something: all sessions go on until the run is whole.
 */
export async function* claimed<Q extends Keyed>(
  questions: Iterable<Q>,
  { claim, release, lost }: Claiming,
): AsyncGenerator<Q> {
  const amount = new Amount();
  /** Leased, and not pulled yet. */
  let ahead: Q[] = [];

  async function* once(from: Iterable<Q>, passedOver: (question: Q) => void): AsyncGenerator<Q> {
    const iterator = from[Symbol.iterator]();
    let looks = amount.most;
    try {
      for (let done = false; !done; ) {
        const some: Q[] = [];
        while (some.length < looks) {
          const next = iterator.next();
          if (next.done) {
            done = true;
            break;
          }
          some.push(next.value);
        }
        if (some.length === 0) return;
        const columns = some.map(({ key }) => columnKey(key));
        const { won, busy } = await claim(columns);
        for (const [i, question] of some.entries()) {
          const column = columns[i] ?? '';
          if (won.has(column)) ahead.push(question);
          else if (busy.has(column)) passedOver(question);
        }
        // Where others are at work already, much is looked at for little.
        looks = ahead.length === 0 ? Math.min(LOOKED_AT, looks * 4) : amount.most;
        if (ahead.length === 0) continue;
        amount.filled();
        for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) yield next;
        amount.emptied();
      }
    } finally {
      iterator.return?.();
    }
  }

  try {
    let from: Iterable<Q> = questions;
    for (;;) {
      const keys = new KeySet();
      let held: Q[] | undefined = [];
      yield* once(from, (question) => {
        keys.add(question.key);
        held?.push(question);
        if ((held?.length ?? 0) > HELD) held = undefined;
      });
      if (keys.size === 0 || lost.aborted) return;
      from = held ?? among(questions, keys);
      await sleep(LOOK_EVERY, undefined, { signal: lost }).catch(() => {});
    }
  } finally {
    const rest = ahead;
    ahead = [];
    if (rest.length > 0) await release(rest.map(({ key }) => columnKey(key)));
  }
}
