/** How an endpoint stands: whether anybody is there, whether asking on has a point, and who waits until it has. */

import { shortened } from '../../files/index.js';
import type { Failure } from './failure.js';
import { ADVICE } from './hopeless.js';
import { waitBefore } from './wait.js';

/** Failures in a row that say something of the endpoint, and not of one question. */
const FEW = 3;

/** Milliseconds in which only so few questions are asked of an endpoint that has not said anything yet: what refuses all does so at once. */
const OPENING = 1000;

/** Milliseconds of the longest wait between two tries at an endpoint that has not come up yet. */
const LOADING = 5000;

/** UTF-16 code units of a failure in a line that is said. */
const SAID = 200;

export interface StandingOptions {
  /** Milliseconds that an endpoint which never answered is waited for, and one that did. */
  readonly waitFor: number;
  readonly ride: number;
  /** Milliseconds of the longest wait between two tries. */
  readonly longest: number;
  readonly url: string;
  /** Waits; whether the run still goes on then. */
  readonly wait: (milliseconds: number) => Promise<boolean>;
  /** Told, in a line, that the endpoint is waited for, that it is there again, or that no more is asked. */
  readonly say: (line: string) => void;
  /** Told that no more is to be asked. */
  readonly onEnd: () => void;
}

/** One question, for as long as it is asked: what tells the one that tries from those that wait for it. */
export type Visit = object;

/** `90 s`, `6 min` */
const spoken = (milliseconds: number): string =>
  milliseconds >= 120_000
    ? `${Math.round(milliseconds / 60_000)} min`
    : `${Math.round(milliseconds / 1000)} s`;

export class Standing {
  readonly #options: StandingOptions;
  #ended = false;
  /** Whether it has ever replied, in whatever way. */
  #heard = false;
  /** Whether more than a few may be asked. */
  #open = false;
  #let = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Failures in a row. */
  #hopeless = 0;
  #unconnected = 0;
  /** Questions that failed for good before any reply. */
  #lost = 0;
  /** Since when nobody is there (`performance.now()`), who tries, and how often that was done. */
  #absence: { readonly since: number; prober: Visit | null; tries: number; said: boolean } | null = null;
  #wake: () => void = () => {};
  #change: Promise<void>;

  constructor(options: StandingOptions) {
    this.#options = options;
    this.#change = this.#next();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #changed(): void {
    const wake = this.#wake;
    this.#change = this.#next();
    wake();
  }

  /** Whether no more is asked. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Lets nobody in any more, and wakes those who wait. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#changed();
  }

  #giveUp(why: string): void {
    if (this.#ended) return;
    this.#options.say(why);
    this.end();
    this.#options.onEnd();
  }

  /** Waits until the question may be asked; false where it is not to be asked any more. */
  async admit(visit: Visit): Promise<boolean> {
    for (;;) {
      if (this.#ended) return false;
      if (this.#absence === null ? this.#lets() : this.#probes(visit)) return true;
      await this.#change;
    }
  }

  #lets(): boolean {
    if (this.#open) return true;
    this.#timer ??= setTimeout(() => {
      this.#open = true;
      this.#changed();
    }, OPENING);
    return this.#let++ < FEW;
  }

  /** Whether it is this question that tries: the one that did, or the next one where that has ended. */
  #probes(visit: Visit): boolean {
    if (this.#absence === null) return false;
    this.#absence.prober ??= visit;
    return this.#absence.prober === visit;
  }

  /** A reply came: somebody is there. Whether more than a few may be asked, one that says nothing of all others tells. */
  #replied(opens: boolean): void {
    const absence = this.#absence;
    this.#heard = true;
    this.#unconnected = 0;
    this.#absence = null;
    if (absence?.said) this.#options.say('answers now');
    const opened = opens && !this.#open;
    if (opened) {
      this.#open = true;
      clearTimeout(this.#timer);
    }
    if (opened || absence !== null) this.#changed();
  }

  answered(): void {
    this.#hopeless = 0;
    this.#replied(true);
  }

  /** What a question that ends, however it does, leaves to the others: one of them tries now. */
  leave(visit: Visit): void {
    if (this.#absence?.prober !== visit) return;
    this.#absence.prober = null;
    this.#changed();
  }

  /**
   * What a failure says of the endpoint. `ordinary`: nothing, it is the question's own; `again`: it was waited for, and the question may
   * be asked again; `over`: nobody came.
   */
  async failed(visit: Visit, failure: Failure): Promise<'ordinary' | 'again' | 'over'> {
    const { absent, hopeless, error } = failure;
    if (absent === null || (this.#absence === null && this.#heard && absent === 'reply')) {
      // That nothing came in time says neither that somebody is there nor that nobody is.
      if (error.kind === 'http' || error.kind === 'body') this.#replied(hopeless === null);
      else this.leave(visit);
      if (hopeless !== null) this.#count(failure);
      return 'ordinary';
    }
    if (this.#ended) return 'over';
    if (this.#absence === null) {
      if (this.#heard && ++this.#unconnected < FEW) return 'ordinary';
      this.#absence = { since: performance.now(), prober: visit, tries: 0, said: false };
    }
    return (await this.#wait(visit, failure)) ? 'again' : 'over';
  }

  /** A question has failed for good: a few of them are no reply from an endpoint that takes requests and never answers one. */
  lost({ error }: Failure): void {
    if (this.#heard || ++this.#lost < FEW) return;
    const { url } = this.#options;
    this.#giveUp(`stops: nothing answered at ${url} (${shortened(error.message, SAID)})`);
  }

  #count({ error, hopeless }: Failure): void {
    if (hopeless === null || ++this.#hopeless < FEW) return;
    this.#giveUp(`stops: ${shortened(error.message, SAID)}; ${ADVICE[hopeless]}`);
  }

  /** Waits for an endpoint that is not there: the one that tries for its next try, all others until there is news. */
  async #wait(visit: Visit, { error, wait: asked }: Failure): Promise<boolean> {
    const absence = this.#absence;
    if (absence === null || !this.#probes(visit)) return this.admit(visit);
    const { waitFor, ride, longest, url, say } = this.#options;
    const limit = this.#heard ? ride : waitFor;
    const left = absence.since + limit - performance.now();
    const message = shortened(error.message, SAID);
    if (left <= 0) {
      const long = limit > 0 ? ` in ${spoken(limit)}` : '';
      this.#giveUp(`stops: nothing answered at ${url}${long} (${message})`);
      return false;
    }
    // One connection may be lost on the way; two in a row are not there.
    if (!absence.said && absence.tries > 0) {
      absence.said = true;
      const what = this.#heard ? 'has stopped answering' : `does not answer yet at ${url}`;
      say(`${what} (${message}); waiting for it, ${spoken(limit)} at most`);
    }
    const most = this.#heard ? longest : Math.min(longest, LOADING);
    const next = waitBefore(++absence.tries, { asked, overloaded: false }, most);
    return (await this.#options.wait(Math.min(left, next))) && !this.#ended;
  }
}
