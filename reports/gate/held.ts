/** A rate that a pass hangs on, while it is being asked: bets against "worse by the margin" and against "not worse", or against either side of a share. */

import type { Gated, Waiver } from '../../store/index.js';
import type { Sides } from '../comparing/index.js';
import { Bets, type Observed, sequentialInterval } from '../statistics/index.js';
import { ALPHA, eventOf } from './margin.js';
import { changeOf, ownSeen, pairsSeen, type Seen, type SeenOf } from './sequence.js';
import type { GateVerdict } from './types.js';

/** Logarithm of the wealth that decides. */
export const ENOUGH = -Math.log(ALPHA);

/** A margin, or a share and where it is held. */
export interface HeldTo {
  readonly rule: 'margin' | 'max';
  readonly measure: Gated;
  readonly place: string;
  readonly limit: number;
  readonly waiver: Waiver | undefined;
}

export class Held {
  readonly to: HeldTo;
  readonly #seen: SeenOf;
  readonly #withExcluded: SeenOf;
  readonly #observed: Observed;
  readonly #within: Bets;
  readonly #withinExcluded: Bets;
  readonly #beyond: Bets;
  readonly #most = { within: 0, withinExcluded: 0, beyond: 0 };
  readonly #used: Seen[] = [];

  constructor(to: HeldTo, sides: Sides) {
    this.to = to;
    const { rule, measure, limit } = to;
    const event = eventOf(measure);
    const isMargin = rule === 'margin';
    const seenOf = (excluded: boolean): SeenOf =>
      isMargin ? pairsSeen(sides, event, excluded) : ownSeen(sides, event, excluded);
    this.#seen = seenOf(false);
    this.#withExcluded = seenOf(true);
    this.#observed = isMargin ? 'difference' : 'rate';
    // What is no worse is to pass soonest, what is worse by the margin is to fail soonest; and half a share, and two.
    const within = { observed: this.#observed, mean: 'atLeast', at: limit } as const;
    this.#within = new Bets({ ...within, aim: this.#aim('atLeast', limit) });
    this.#withinExcluded = new Bets({ ...within, aim: this.#aim('atLeast', limit) });
    const at = isMargin ? 0 : limit;
    this.#beyond = new Bets({
      observed: this.#observed,
      mean: 'atMost',
      at,
      aim: this.#aim('atMost', at),
    });
  }

  /** What a hypothesis is to be told from. */
  #aim(mean: 'atLeast' | 'atMost', at: number): number {
    const { rule, limit } = this.to;
    if (rule === 'max') return mean === 'atLeast' ? at / 2 : 2 * at;
    return mean === 'atLeast' ? at - limit : at + limit;
  }

  observe(prompt: number): void {
    const most = this.#most;
    const seen = this.#seen.get(prompt);
    if (seen !== undefined) {
      this.#used.push(seen);
      this.#within.observe(changeOf(seen));
      this.#beyond.observe(changeOf(seen));
      most.within = Math.max(most.within, this.#within.lnWealth);
      most.beyond = Math.max(most.beyond, this.#beyond.lnWealth);
    }
    const withExcluded = this.#withExcluded.get(prompt);
    if (withExcluded === undefined) return;
    this.#withinExcluded.observe(changeOf(withExcluded));
    most.withinExcluded = Math.max(most.withinExcluded, this.#withinExcluded.lnWealth);
  }

  /** A pass stands also with the excluded answers. */
  get verdict(): GateVerdict {
    const { within, withinExcluded, beyond } = this.#most;
    if (within >= ENOUGH && withinExcluded >= ENOUGH) return 'pass';
    return beyond >= ENOUGH ? 'fail' : 'undecided';
  }

  /** Whether it would pass but for the excluded answers. */
  get turns(): boolean {
    const { within, withinExcluded } = this.#most;
    return within >= ENOUGH && withinExcluded < ENOUGH;
  }

  /** What was observed before it was decided. */
  get used(): readonly Seen[] {
    return this.#used;
  }

  /** e-values: the most that was won against "too much" and against "not more". */
  get wealth(): { readonly within: number; readonly beyond: number } {
    const { within, beyond } = this.#most;
    return { within, beyond };
  }

  /** Whether two rates of one prompt are the same, as far as they are known. */
  isAs(prompt: number, value: number): boolean {
    const seen = this.#seen.get(prompt);
    return (seen === undefined ? 0 : changeOf(seen)) === value;
  }

  interval(): { readonly low: number; readonly high: number } {
    return sequentialInterval(this.#observed, this.#used.map(changeOf), ALPHA, (mean, at) =>
      this.#aim(mean, at),
    );
  }
}
