/** Running a suite into a store. */

import type { RunManifest, RunStore } from '../../store/index.js';
import { type Endpoint, openEndpoint } from '../endpoint/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { versions } from '../versions.js';
import { askAll } from './ask.js';
import { countQuestions, hashOf, toRunTarget } from './plan.js';
import type { Part, RunOptions, RunResult } from './types.js';

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

/**
 * Runs a suite into a store, or goes on with the run that is there. Failed requests are stored as samples with an error and asked
 * again by the next call. Throws UserError: a key that is not set, a store with another suite, one that another process holds.
 */
export async function runSuite(suite: Suite, store: RunStore, options: RunOptions = {}): Promise<RunResult> {
  const wanted = suite.targets.filter(({ id }) => options.only?.includes(id) ?? true);
  const { onNotice } = options;
  const say = onNotice === undefined ? {} : { say: onNotice };
  const asked: { readonly target: SuiteTarget; readonly endpoint: Endpoint }[] = [];
  try {
    for (const target of wanted) asked.push({ target, endpoint: await openEndpoint(target, say) });
    const manifest = toManifest(suite, options);
    const session = await store.open({ manifest, prompts: suite.prompts });
    return await askAll(suite, session, asked, options);
  } finally {
    await Promise.all(asked.map(({ endpoint }) => endpoint.close()));
  }
}
