/** Targets that are asked beside each other, prompt by prompt: what one has ahead of the others tells nothing until they are there. */

import type { Asked } from './ask.js';
import type { Question } from './plan.js';

/** Prompts that a target may be ahead of the slowest: as many as are in flight at once, twice, and at least so many. */
const LEAST_AHEAD = 4;

/** How far a target is: prompts in flight and how many questions of each, and the last that it began. */
interface Progress {
  readonly open: Map<number, number>;
  last: number;
}

export class Beside {
  readonly #progress: Map<Asked, Progress>;
  readonly #repeats: number;
  #waiting: (() => void)[] = [];

  constructor(asked: readonly Asked[], repeats: number) {
    this.#progress = new Map(asked.map((of) => [of, { open: new Map(), last: 0 }]));
    this.#repeats = repeats;
  }

  /** The place of its prompt, all repeats of which come together. */
  #place({ place }: Question): number {
    return Math.floor(place / this.#repeats);
  }

  #slowest(): number {
    return Math.min(
      ...Array.from(this.#progress.values(), ({ open, last }) =>
        open.size === 0 ? last : Math.min(...open.keys()),
      ),
    );
  }

  #ahead(): number {
    const places = [...this.#progress.keys()].map(({ endpoint }) => endpoint.limit.concurrency);
    return Math.max(LEAST_AHEAD, Math.ceil((2 * Math.max(...places, 1)) / this.#repeats));
  }

  /** Resolves when a question may be asked, or nobody wants it any more. Each is to be {@link done} then. */
  async turn(of: Asked, question: Question, isWanted: () => boolean): Promise<void> {
    const progress = this.#progress.get(of);
    if (progress === undefined) return;
    const place = this.#place(question);
    progress.last = Math.max(progress.last, place);
    progress.open.set(place, (progress.open.get(place) ?? 0) + 1);
    while (isWanted() && place > this.#slowest() + this.#ahead())
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  done(of: Asked, question: Question): void {
    const progress = this.#progress.get(of);
    if (progress === undefined) return;
    const place = this.#place(question);
    const left = (progress.open.get(place) ?? 1) - 1;
    if (left > 0) progress.open.set(place, left);
    else progress.open.delete(place);
    this.#wake();
  }

  /** A target that has nothing more to ask holds up nobody. */
  end(of: Asked): void {
    this.#progress.delete(of);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
