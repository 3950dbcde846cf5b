/** Running a suite: asks every question that has no answer yet, and stores each reply as it comes. */

import pLimit from 'p-limit';
import { type Endpoint, openEndpoint, readKey } from '../endpoint/index.js';
import {
  openRunFolder,
  openSampleWriter,
  type RunManifest,
  readAnswered,
  type Sample,
  versions,
} from '../store/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { hashOf, type Question, questionsFor, toRunTarget } from './plan.js';

/** Requests in flight at once, where the suite does not say. */
const CONCURRENCY = 16;

export interface RunOptions {
  /** Only the first prompts of each language. */
  readonly limit?: number;
  /** Ids of the targets to ask; all without it. */
  readonly only?: readonly string[];
  /** Told once before the first request: the questions of each target, and how many of them have an answer already. */
  readonly onPlan?: (
    plan: readonly { readonly target: string; readonly total: number; readonly done: number }[],
  ) => void;
  readonly onSample?: (sample: Sample) => void;
}

export interface RunResult {
  readonly folder: string;
  /** Samples stored by this call, and those of them that are errors. */
  readonly asked: number;
  readonly failed: number;
  /** Questions answered by an earlier call. */
  readonly skipped: number;
}

/**
 * Runs `work` over `items`, at most `concurrency` at once. Items are taken as they are needed: the queue is never longer than what
 * runs. Rejects with the first error, after what runs has ended.
 */
async function forEachLimited<T>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(concurrency);
  let open = 0;
  let failure: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  for (const item of items) {
    while (open >= 2 * concurrency) await ended();
    if (failure !== undefined) break;
    open++;
    limit(work, item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        open--;
        wake();
      });
  }
  while (open > 0) await ended();
  if (failure !== undefined) throw failure.error;
}

function* unanswered(questions: Iterable<Question>, done: ReadonlySet<string>): Generator<Question> {
  for (const question of questions) if (!done.has(question.key)) yield question;
}

async function ask(
  target: SuiteTarget,
  endpoint: Endpoint,
  { key, prompt, repeat, seed }: Question,
): Promise<Sample> {
  const reply = await endpoint.ask(prompt, seed);
  return { key, target: target.id, prompt: prompt.id, language: prompt.language, repeat, ...reply };
}

function toManifest(suite: Suite): RunManifest {
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
    ...(suite.detection && { detection: suite.detection }),
  };
}

/**
 * Runs a suite into `folder`, or goes on with the run that is there. Failed requests are stored as samples with an error and asked
 * again by the next call. Throws UserError: a key that is not set, a folder of another suite, one that another process writes to.
 */
export async function runSuite(suite: Suite, folder: string, options: RunOptions = {}): Promise<RunResult> {
  const wanted = suite.targets.filter(({ id }) => options.only?.includes(id) ?? true);
  const endpoints = wanted.map((target) => ({
    target,
    endpoint: openEndpoint(target, readKey(target)),
  }));
  const close = openRunFolder(folder, toManifest(suite), suite.prompts);
  try {
    return await askAll(suite, folder, endpoints, options);
  } finally {
    close();
  }
}

async function askAll(
  suite: Suite,
  folder: string,
  endpoints: readonly { readonly target: SuiteTarget; readonly endpoint: Endpoint }[],
  options: RunOptions,
): Promise<RunResult> {
  const done = await readAnswered(folder);
  const plan = endpoints.map(({ target }) => {
    const count = { target: target.id, total: 0, done: 0 };
    for (const { key } of questionsFor(suite, target, options.limit)) {
      count.total++;
      if (done.has(key)) count.done++;
    }
    return count;
  });
  options.onPlan?.(plan);
  const writer = await openSampleWriter(folder);
  let asked = 0;
  let failed = 0;
  try {
    await Promise.all(
      endpoints.map(({ target, endpoint }) =>
        forEachLimited(
          unanswered(questionsFor(suite, target, options.limit), done),
          target.concurrency ?? CONCURRENCY,
          async (question) => {
            const sample = await ask(target, endpoint, question);
            writer.append(sample);
            asked++;
            if (sample.error !== undefined) failed++;
            options.onSample?.(sample);
          },
        ),
      ),
    );
  } finally {
    await writer.close();
  }
  return { folder, asked, failed, skipped: plan.reduce((sum, one) => sum + one.done, 0) };
}
