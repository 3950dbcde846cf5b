/** Events of the samples of each prompt, adding up: what a rate of samples with something is taken from. */

import * as v from 'valibot';
import type { Cluster } from '../statistics/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const triples = v.array(v.strictTuple([whole, whole, whole]));

/** A cluster a prompt, in the order in which the prompts came first. Prompts go by their numbers in a tally. */
export class Clusters {
  readonly #byPrompt = new Map<number, { events: number; trials: number }>();

  add(prompt: number, event: boolean): void {
    this.#add(prompt, Number(event), 1);
  }

  #add(prompt: number, events: number, trials: number): void {
    const known = this.#byPrompt.get(prompt);
    if (known === undefined) this.#byPrompt.set(prompt, { events, trials });
    else {
      known.events += events;
      known.trials += trials;
    }
  }

  /** Adds those of other samples, whose prompts have the numbers that `promptOf` gives. */
  merge(other: Clusters, promptOf: (prompt: number) => number): void {
    for (const [prompt, { events, trials }] of other.#byPrompt) this.#add(promptOf(prompt), events, trials);
  }

  get all(): readonly Cluster[] {
    return [...this.#byPrompt.values()];
  }

  /** `[prompt, events, trials]` each. */
  toJSON(): [number, number, number][] {
    return Array.from(this.#byPrompt, ([prompt, { events, trials }]) => [prompt, events, trials]);
  }

  /** Throws where it is none. */
  static fromJSON(json: unknown): Clusters {
    const clusters = new Clusters();
    for (const [prompt, events, trials] of v.parse(triples, json)) clusters.#add(prompt, events, trials);
    return clusters;
  }
}
