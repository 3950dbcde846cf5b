/** Runs in memory, of which several sessions share one: a second driver, to hold the interface to more than folders. */

import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../files/index.js';
import {
  checkRunName,
  type JsonObject,
  manifestOf,
  outcomeName,
  type PromptRecord,
  type RunCollection,
  type RunPlan,
  type RunSession,
  type RunStore,
  type Sample,
  type SampleKey,
  StoreFailure,
  writtenLabel,
  writtenPrompt,
  writtenSample,
} from '../../store/index.js';

/** What a database would hold of a run, as text. */
interface Kept {
  manifest: string;
  prompts: readonly string[];
  readonly samples: string[];
  readonly labels: string[];
  readonly tallies: Map<string, string>;
  readonly bytes: Map<string, Uint8Array>;
  /** Who has which question. */
  readonly leases: Map<SampleKey, RunSession>;
  readonly sessions: Map<RunSession, AbortController>;
}

const parse = <T>(text: string): T => JSON.parse(text) as T;
const toText = (value: unknown): string => JSON.stringify(value);

const fresh = ({ manifest, prompts }: RunPlan, samples: string[] = []): Kept => ({
  manifest: toText(manifest),
  prompts: prompts.map((prompt) => writtenPrompt(prompt, 'memory')),
  samples,
  labels: [],
  tallies: new Map(),
  bytes: new Map(),
  leases: new Map(),
  sessions: new Map(),
});

const answeredIn = ({ samples }: Kept): Set<SampleKey> =>
  new Set(samples.map(parse<Sample>).flatMap(({ key, error }) => (error === undefined ? [key] : [])));

/** Each key once: the last that did not fail, else the last, with the requests of all. */
function settled(samples: readonly Sample[]): Sample[] {
  const byKey = new Map<SampleKey, Sample[]>();
  for (const sample of samples) byKey.set(sample.key, [...(byKey.get(sample.key) ?? []), sample]);
  return [...byKey.values()].flatMap((all) => {
    const last = all.findLast(({ error }) => error === undefined) ?? all.at(-1);
    if (last === undefined) return [];
    const earlier = all
      .filter((one) => one !== last)
      .flatMap(({ error, retried = [] }) => (error === undefined ? [] : [...retried, outcomeName(error)]));
    if (earlier.length === 0) return [last];
    return [
      { ...last, attempts: earlier.length + last.attempts, retried: [...earlier, ...(last.retried ?? [])] },
    ];
  });
}

function openSession(kept: Kept): RunSession {
  const given = new Set<SampleKey>();
  const lost = new AbortController();
  const isFree = (key: SampleKey): boolean => !kept.leases.has(key) && !given.has(key);
  const session: RunSession = {
    lost: lost.signal,
    answered: async () => answeredIn(kept),
    async *claim(questions) {
      const isOthers = ({ key }: { readonly key: SampleKey }): boolean =>
        kept.leases.has(key) && kept.leases.get(key) !== session && !answeredIn(kept).has(key);
      for (let found = true; found; ) {
        found = false;
        for (const question of questions) {
          if (!isFree(question.key) || answeredIn(kept).has(question.key)) continue;
          found = true;
          given.add(question.key);
          kept.leases.set(question.key, session);
          yield question;
        }
        // What others have may come back.
        if (found || ![...questions].some(isOthers)) continue;
        await sleep(5);
        found = true;
      }
    },
    async release(key) {
      kept.leases.delete(key);
    },
    async append(sample) {
      lost.signal.throwIfAborted();
      if (!kept.sessions.has(session)) throw new StoreFailure('the session is closed');
      const text = writtenSample(sample, 'memory');
      if (kept.leases.get(sample.key) === session) kept.leases.delete(sample.key);
      if (sample.error === undefined && answeredIn(kept).has(sample.key)) return;
      kept.samples.push(text);
    },
    flush: async () => {},
    async close() {
      for (const [key, holder] of kept.leases) if (holder === session) kept.leases.delete(key);
      kept.sessions.delete(session);
      lost.signal.throwIfAborted();
    },
  };
  kept.sessions.set(session, lost);
  return session;
}

/** Runs in memory, side by side, and what may happen to them. */
export function memoryRuns(): RunCollection & {
  readonly silence: (name: string) => void;
  readonly erase: (name: string) => void;
} {
  const runs = new Map<string, Kept>();

  function keptOf(name: string): Kept {
    const kept = runs.get(name);
    if (kept === undefined) throw new UserError('no run', name);
    return kept;
  }

  function run(name: string): RunStore {
    async function* each<T>(of: (kept: Kept) => readonly string[]): AsyncGenerator<T> {
      const kept = runs.get(name);
      if (kept !== undefined) yield* of(kept).map(parse<T>);
    }
    const history = (): AsyncIterable<Sample> => each<Sample>(({ samples }) => samples);
    return {
      name,
      isEmpty: async () => !runs.has(name),
      workers: async () => [],
      counts: async () => new Map(),
      manifest: async () => manifestOf(parse(keptOf(name).manifest), name),
      async prompts() {
        const all = (runs.get(name)?.prompts ?? []).map(parse<PromptRecord>);
        return new Map(all.map((prompt) => [prompt.id, prompt]));
      },
      async *placed(behind) {
        const all = runs.get(name)?.samples ?? [];
        for (const [at, text] of all.entries())
          if (at > (behind?.at ?? -1)) yield { sample: parse<Sample>(text), place: { at, size: 1 } };
      },
      async *at(places) {
        for (const { at } of places) {
          const text = runs.get(name)?.samples[at];
          yield text === undefined ? undefined : parse<Sample>(text);
        }
      },
      async stateUpTo(place) {
        const { samples, prompts } = runs.get(name) ?? { samples: [], prompts: [] };
        const count = place === undefined ? 0 : place.at + 1;
        return count > samples.length ? undefined : toText([prompts, samples.slice(0, count)]);
      },
      async *samples() {
        yield* settled((runs.get(name)?.samples ?? []).map(parse<Sample>));
      },
      async changes(since = '') {
        const { samples, prompts } = runs.get(name) ?? { samples: [], prompts: [] };
        const all = [...samples];
        const stateOf = (count: number): string => toText([prompts, all.slice(0, count)]);
        const known = all.findIndex((_, i) => stateOf(i + 1) === since) + 1;
        const keys = new Set(all.slice(0, known).map((text) => parse<Sample>(text).key));
        const isGrowth =
          (known > 0 || stateOf(0) === since) &&
          !all.slice(known).some((text) => keys.has(parse<Sample>(text).key));
        return {
          since: isGrowth ? (known === all.length ? 'same' : 'grown') : 'other',
          async *samples() {
            yield* settled(all.slice(isGrowth ? known : 0).map(parse<Sample>));
          },
          state: async () =>
            toText(runs.get(name)?.prompts ?? []) === toText(prompts) ? stateOf(all.length) : undefined,
        };
      },
      history,
      async *failedAttempts() {
        for await (const sample of history()) if (sample.error !== undefined) yield sample;
      },
      async open({ manifest, prompts }) {
        manifestOf(manifest, name);
        const written = prompts.map((prompt) => writtenPrompt(prompt, name));
        const before = runs.get(name);
        if (before === undefined) runs.set(name, fresh({ manifest, prompts }));
        const kept = keptOf(name);
        const { suite, created_at, versions, shard } = manifestOf(parse(kept.manifest), name);
        if (suite.hash !== manifest.suite.hash) throw new UserError('a run of another suite', name);
        const { shard: own, questions, ...rest } = manifest;
        const same = toText(shard) === toText(own);
        kept.manifest = toText({ ...rest, ...(same && { shard: own, questions }), created_at, versions });
        kept.prompts = written;
        return openSession(kept);
      },
      writer: async () => ((runs.get(name)?.sessions.size ?? 0) > 0 ? 'this process' : undefined),
      labels: () => each<JsonObject>(({ labels }) => labels),
      async addLabel(label) {
        keptOf(name).labels.push(writtenLabel(label, name));
      },
      async tally(key) {
        const text = runs.get(name)?.tallies.get(key);
        return text === undefined ? undefined : parse(text);
      },
      async putTally(key, document) {
        keptOf(name).tallies.set(key, toText(document));
      },
      bytes: async (key) => runs.get(name)?.bytes.get(key),
      async putBytes(key, pieces) {
        keptOf(name).bytes.set(key, Buffer.concat([...pieces]));
      },
      close: async () => {},
    };
  }

  return {
    run,
    silence(name) {
      const { sessions, leases } = keptOf(name);
      sessions.clear();
      leases.clear();
    },
    erase(name) {
      const { sessions } = keptOf(name);
      runs.delete(name);
      for (const lost of sessions.values()) lost.abort(new StoreFailure('the run is gone', { kind: 'gone' }));
    },
    async draft() {
      const prompts: PromptRecord[] = [];
      const samples: string[] = [];
      let open = true;
      const refuseClosed = (): void => {
        if (!open) throw new UserError('the draft is closed');
      };
      return {
        async addPrompt(prompt) {
          refuseClosed();
          prompts.push(parse(writtenPrompt(prompt, 'memory')));
        },
        async addSample(sample) {
          refuseClosed();
          samples.push(writtenSample(sample, 'memory'));
        },
        async publish(name, manifest) {
          checkRunName(name);
          open = false;
          if (runs.has(name)) throw new UserError('there is a run already', name);
          runs.set(name, fresh({ manifest, prompts }, samples));
        },
        async publishPrompts(name, manifest) {
          open = false;
          Object.assign(keptOf(name), { manifest: toText(manifest), prompts: prompts.map(toText) });
        },
        async discard() {
          open = false;
        },
      };
    },
  };
}
