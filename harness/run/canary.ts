/** Canaries of a run: each target is asked the same small question every so many samples, and what its first token may be is kept. */

import type { Prompt } from '../../prompts/index.js';
import {
  CANARIES,
  type Canaries,
  type CanarySettings,
  canariesIn,
  canaryDocument,
  type Reading,
  type RunStore,
  readingsOf,
} from '../../store/index.js';
import { type Endpoint, openEndpoint } from '../endpoint/index.js';
import { type SuiteTarget, TAKES } from '../suite/index.js';

/** Samples between two, and what is asked, where the suite does not say: a question that many words answer. */
const EVERY = 50;
const PROMPT = 'Name any animal. Answer with its name alone.';

/** Likeliest tokens that are kept. */
const MOST = 20;

/** The same seed each time: an endpoint that heeds it has no reason to answer otherwise. */
const SEED = 1;

/** All readings are written at once: where there are many, only when they have grown by one in so many. */
const GROWN = 16;

/** Seconds that a single token may take: the end of a run waits for it. */
const LONGEST = 30;

/** The target, asked for a single token with its probabilities, or for as few as its protocol has. */
function brief({ sampling = {}, timeout = LONGEST, ...target }: SuiteTarget): SuiteTarget {
  const { max_completion_tokens, max_tokens: _, stop: __, ...rest } = sampling;
  const { fewest = 1 } = TAKES[target.api ?? 'chat'];
  const limit =
    max_completion_tokens === undefined ? { max_tokens: fewest } : { max_completion_tokens: fewest };
  return {
    ...target,
    sampling: { ...rest, ...limit },
    logprobs: MOST,
    concurrency: 1,
    timeout: Math.min(timeout, LONGEST),
    retries: 0,
    wait_for: 0,
  };
}

interface Watched {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly system: string | undefined;
  readonly readings: Reading[];
  samples: number;
  asking: Promise<void> | undefined;
}

export class CanaryWatch {
  readonly #watched: ReadonlyMap<string, Watched>;
  readonly #before: Canaries;
  readonly #store: RunStore;
  readonly #every: number;
  readonly #prompt: string;
  #kept: Promise<void> = Promise.resolve();
  /** Readings that are not kept yet. */
  #fresh = 0;

  private constructor(
    watched: readonly Watched[],
    store: RunStore,
    before: Canaries,
    { every = EVERY, prompt = PROMPT }: CanarySettings,
  ) {
    this.#watched = new Map(watched.map((one) => [one.id, one]));
    this.#store = store;
    this.#before = before;
    this.#every = every;
    this.#prompt = prompt;
  }

  /** Watches the targets that give probabilities. Rejects as endpoints do. The run must be there. */
  static async open(
    targets: readonly SuiteTarget[],
    store: RunStore,
    settings: CanarySettings,
  ): Promise<CanaryWatch> {
    const before = canariesIn(await store.tally(CANARIES).catch(() => undefined));
    const able = targets.filter(({ api = 'chat' }) => TAKES[api].logprobs !== null);
    const watched = await Promise.all(
      able.map(
        async (target): Promise<Watched> => ({
          id: target.id,
          endpoint: await openEndpoint(brief(target)),
          system: target.system,
          readings: [...readingsOf(before, target.id)],
          samples: 0,
          asking: undefined,
        }),
      ),
    );
    return new CanaryWatch(watched, store, before, settings);
  }

  /** Asks all targets once. */
  async askAll(): Promise<void> {
    await Promise.all([...this.#watched.values()].map((one) => this.#ask(one)));
  }

  /** A sample of a target was stored. */
  count(target: string): void {
    const watched = this.#watched.get(target);
    if (watched === undefined) return;
    watched.samples++;
    if (watched.samples % this.#every === 0) void this.#ask(watched);
  }

  /** One at a time for each target; one that fails says nothing. */
  #ask(watched: Watched): Promise<void> {
    watched.asking ??= this.#read(watched).finally(() => {
      watched.asking = undefined;
    });
    return watched.asking;
  }

  async #read({ endpoint, readings, samples, system }: Watched): Promise<void> {
    const prompt: Prompt = {
      id: 'canary',
      language: 'en',
      messages: [
        ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
        { role: 'user', content: this.#prompt },
      ],
    };
    const at = new Date().toISOString();
    const reply = await endpoint.ask(prompt, SEED);
    const [first] = reply?.logprobs ?? [];
    if (reply === null || first === undefined) return;
    const [name, logprob, others = [[name, logprob]]] = first;
    readings.push({
      at,
      after: samples,
      ...(reply.model !== undefined && { model: reply.model }),
      ...(reply.system_fingerprint !== undefined && { fingerprint: reply.system_fingerprint }),
      tokens: others.map(([token, value]) => [typeof token === 'string' ? token : [...token], value]),
    });
    this.#fresh++;
    const all = [...this.#watched.values()].reduce((sum, one) => sum + one.readings.length, 0);
    if (this.#fresh * GROWN >= all) await this.#keep();
  }

  /** Keeps what there is now, after what was kept before. */
  #keep(): Promise<void> {
    this.#fresh = 0;
    this.#kept = this.#kept.then(() => this.#write());
    return this.#kept;
  }

  /** Where it cannot be kept, the run goes on without. */
  async #write(): Promise<void> {
    const own = [...this.#watched.values()].map(({ id, readings }) => [id, readings] as const);
    const all = { ...this.#before, ...Object.fromEntries(own) };
    await this.#store.putTally(CANARIES, canaryDocument(all)).catch(() => {});
  }

  /** Asks a last time unless it was stopped, and ends the connections. */
  async close(stopped: boolean): Promise<void> {
    if (stopped) for (const { endpoint } of this.#watched.values()) endpoint.abort();
    else await this.askAll();
    await Promise.all(
      [...this.#watched.values()].map(async ({ asking, endpoint }) => {
        await asking;
        await endpoint.close();
      }),
    );
    await (this.#fresh > 0 ? this.#keep() : this.#kept);
  }
}
