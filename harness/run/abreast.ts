/**
 * Asks several targets side by side: each at its own pace, and none far ahead of the others, so that the hour at which a question was asked is
 * the same for all of them.
 */

/** How far ahead of the last one a target may be, in times the questions that it may have in flight. */
const LEAD = 4;

/** Milliseconds without any step of the last one after which the others go on without it. */
const PATIENCE = 120_000;

/** A question by its place in the plan, which is the same for all targets. */
export interface Placed {
  readonly place: number;
}

interface Runner {
  readonly id: string;
  readonly lead: number;
  /** Place of the question that it was given last; more than any where it has come to the end. */
  at: number;
  /** When it was given that, by a clock that nobody sets. */
  moved: number;
  /** Whether the others go on without it. */
  left: boolean;
}

/** A question that waits for the last one to come up. */
interface Waiting {
  readonly runner: Runner;
  readonly place: number;
  readonly go: () => void;
}

export interface AbreastOptions {
  /** Told in a line that the others go on without a target, or that it has come up again. */
  readonly say?: ((line: string) => void) | undefined;
  readonly patience?: number;
}

/** Targets that are asked side by side. */
export class Abreast {
  readonly #runners: readonly Runner[];
  readonly #say: (line: string) => void;
  readonly #patience: number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Of the targets with these ids and requests in flight at once. */
  constructor(
    targets: readonly { readonly id: string; readonly inFlight: number }[],
    { say = () => {}, patience = PATIENCE }: AbreastOptions = {},
  ) {
    const now = performance.now();
    this.#runners = targets.map(({ id, inFlight }) => ({
      id,
      lead: LEAD * inFlight,
      at: 0,
      moved: now,
      left: false,
    }));
    this.#say = say;
    this.#patience = patience;
  }

  /** The questions of a target, each when the others are near enough. The target counts as having come to the end when these are walked no further. */
  async *walk<Q extends Placed>(id: string, questions: AsyncIterable<Q>): AsyncGenerator<Q> {
    const runner = this.#runners.find((one) => one.id === id);
    if (runner === undefined) throw new Error(`"${id}" is not asked`);
    try {
      for await (const question of questions) {
        await this.#near(runner, question.place);
        this.#move(runner, question.place);
        yield question;
      }
    } finally {
      this.#move(runner, Number.POSITIVE_INFINITY);
    }
  }

  /** A target that is asked nothing more: nobody waits for it, and it waits for nobody. */
  end(id: string): void {
    const runner = this.#runners.find((one) => one.id === id);
    if (runner !== undefined) this.#move(runner, Number.POSITIVE_INFINITY);
  }

  /** Lets all go on. */
  release(): void {
    for (const runner of this.#runners) runner.at = Number.POSITIVE_INFINITY;
    this.#wake();
  }

  #last(): number {
    return this.#runners.reduce(
      (least, { at, left }) => (left ? least : Math.min(least, at)),
      Number.POSITIVE_INFINITY,
    );
  }

  #mayGo({ runner, place }: Pick<Waiting, 'runner' | 'place'>): boolean {
    return runner.left || runner.at === Number.POSITIVE_INFINITY || place <= this.#last() + runner.lead;
  }

  #near(runner: Runner, place: number): Promise<void> | undefined {
    if (this.#mayGo({ runner, place })) return undefined;
    return new Promise((go) => {
      this.#waiting.push({ runner, place, go });
      this.#watch();
    });
  }

  #move(runner: Runner, place: number): void {
    runner.at = Math.max(runner.at, place);
    runner.moved = performance.now();
    if (runner.left && runner.at !== Number.POSITIVE_INFINITY && runner.at + runner.lead >= this.#last()) {
      runner.left = false;
      this.#say(`${runner.id} is beside the others again`);
    }
    this.#wake();
  }

  #wake(): void {
    const going = this.#waiting.filter((one) => this.#mayGo(one));
    if (going.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !going.includes(one));
    for (const { go } of going) go();
    this.#watch();
  }

  /** Looks after whoever is last, as long as anybody waits. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const last = this.#last();
    const behind = this.#runners.filter(({ at, left }) => !left && at === last);
    const due = Math.min(...behind.map(({ moved }) => moved)) + this.#patience;
    this.#timer = setTimeout(() => this.#goWithout(behind), Math.max(1, due - performance.now()));
  }

  #goWithout(behind: readonly Runner[]): void {
    const now = performance.now();
    for (const runner of behind) {
      if (runner.left || now - runner.moved < this.#patience) continue;
      runner.left = true;
      this.#say(
        `${runner.id} was asked nothing new for ${Math.round(this.#patience / 1000)} s, and falls behind: the others go on, and the report says how far apart they were asked`,
      );
    }
    this.#wake();
    this.#watch();
  }
}
