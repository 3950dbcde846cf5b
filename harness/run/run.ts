/** Running a suite into a store. */

import type { CanarySettings, RunManifest, RunSession, RunStore, RunTarget } from '../../store/index.js';
import { biasOf, type TargetBias } from '../biasing/index.js';
import { openEndpoint } from '../endpoint/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { versions } from '../versions.js';
import { type Asked, askAll } from './ask.js';
import { CanaryWatch } from './canary.js';
import { countQuestions, hashOf, toRunTarget } from './plan.js';
import type { Part, RunOptions, RunResult } from './types.js';

type Biases = ReadonlyMap<string, TargetBias>;

/** The tokens that targets make less likely; read and chosen before anything is asked. */
async function biasesOf({ prompts, detection }: Suite, targets: readonly SuiteTarget[]): Promise<Biases> {
  const languages = new Set(prompts.map(({ language }) => language));
  const biases = new Map<string, TargetBias>();
  for (const target of targets) {
    const bias = await biasOf(target, languages, detection);
    if (bias !== undefined) biases.set(target.id, bias);
  }
  return biases;
}

/** A target with the tokens that it makes less likely; where it is not asked now, those of before. */
function withBiased(target: RunTarget, biases: Biases, before: readonly RunTarget[]): RunTarget {
  const biased = biases.get(target.id)?.biased ?? before.find(({ id }) => id === target.id)?.biased;
  return target.logit_bias === undefined || biased === undefined ? target : { ...target, biased };
}

/** The targets of a run that is there; none where there is none. */
const targetsIn = async (store: RunStore): Promise<readonly RunTarget[]> =>
  (await store.isEmpty()) ? [] : ((await store.manifest().catch(() => undefined))?.targets ?? []);

function toManifest(suite: Suite, { shard, untilDecided }: Part): RunManifest {
  return {
    schema: 1,
    made_by: 'run',
    suite: { name: suite.name, hash: hashOf(suite) },
    created_at: new Date().toISOString(),
    versions,
    targets: suite.targets.map(toRunTarget),
    ...(suite.baseline !== undefined && { baseline: suite.baseline }),
    repeats: suite.repeats,
    ...(suite.seed !== undefined && { seed: suite.seed }),
    prompts: suite.prompts.length,
    ...(shard && { shard, questions: countQuestions(suite, { shard }) }),
    ...(suite.detection && { detection: suite.detection }),
    ...(suite.inference !== undefined && { inference: suite.inference }),
    ...(suite.gate !== undefined && { gate: suite.gate }),
    ...(suite.order !== undefined && { order: suite.order }),
    ...(untilDecided && { until_decided: true }),
    ...(suite.vendors !== undefined && { vendors: suite.vendors }),
  };
}

interface Watching {
  readonly session: RunSession;
  readonly store: RunStore;
  readonly asked: readonly Asked[];
  readonly canary: CanarySettings;
}

/** Asks all, and all targets the same small question again and again. */
async function askWatched(
  suite: Suite,
  { session, store, asked, canary }: Watching,
  options: RunOptions,
): Promise<RunResult> {
  const watch = await CanaryWatch.open(
    asked.map(({ target }) => target),
    store,
    canary,
  ).catch(async (error: unknown) => {
    await session.close();
    throw error;
  });
  const first = watch.askAll();
  const isStopped = (): boolean => (options.stop?.aborted ?? false) || (options.abort?.aborted ?? false);
  try {
    return await askAll(suite, session, asked, {
      ...options,
      onSample(sample) {
        watch.count(sample.target);
        options.onSample?.(sample);
      },
    });
  } finally {
    if (!isStopped()) await first;
    await watch.close(isStopped());
  }
}

/**
 * Runs a suite into a store, or goes on with the run that is there. Failed requests are stored as samples with an error and asked
 * again by the next call. Throws UserError: a key that is not set, a store with another suite, one that another process holds.
 */
export async function runSuite(suite: Suite, store: RunStore, options: RunOptions = {}): Promise<RunResult> {
  const wanted = suite.targets.filter(({ id }) => options.only?.includes(id) ?? true);
  const { onNotice, protocol } = options;
  const say = onNotice === undefined ? {} : { say: onNotice };
  const asked: Asked[] = [];
  try {
    const biases = await biasesOf(suite, wanted);
    for (const target of wanted) {
      const bias = biases.get(target.id)?.of;
      const endpoint = await openEndpoint(target, {
        ...say,
        ...(bias && { bias }),
        ...(protocol && { protocol }),
      });
      asked.push({ target, endpoint });
    }
    const plan = toManifest(suite, options);
    const isWhole = suite.targets.every(({ id, logit_bias }) => logit_bias === undefined || biases.has(id));
    const before = isWhole ? [] : await targetsIn(store);
    const manifest = {
      ...plan,
      targets: plan.targets.map((target) => withBiased(target, biases, before)),
    };
    const session = await store.open({ manifest, prompts: suite.prompts });
    const { canary } = suite;
    if (canary === undefined) return await askAll(suite, session, asked, options);
    return await askWatched(suite, { session, store, asked, canary }, options);
  } finally {
    await Promise.all(asked.map(({ endpoint }) => endpoint.close()));
  }
}
