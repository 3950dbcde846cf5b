/** Running a suite: asks every question that has no answer yet, and stores each reply as it comes. */

import { type Endpoint, openEndpoint } from '../endpoint/index.js';
import {
  type KeySet,
  openRunFolder,
  openSampleWriter,
  type RunManifest,
  readAnswered,
  type Sample,
  type SampleWriter,
  type Shard,
  versions,
} from '../store/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { forEachLimited } from './each.js';
import { countQuestions, hashOf, type Part, type Question, questionsFor, toRunTarget } from './plan.js';

/** What there is to ask of one target. */
export interface TargetPlan {
  readonly target: string;
  /** Questions, and those of them that have an answer already. */
  readonly total: number;
  readonly done: number;
  /** Requests in flight now, those between two tries included. */
  readonly active: () => number;
}

export interface RunOptions extends Part {
  /** Ids of the targets to ask; all without it. */
  readonly only?: readonly string[];
  /** When it aborts, nothing more is asked; what is in flight is waited for and stored. */
  readonly stop?: AbortSignal;
  /** When it aborts, what is in flight is let go as well. */
  readonly abort?: AbortSignal;
  /** Told once before the first request. */
  readonly onPlan?: (plan: readonly TargetPlan[]) => void;
  /** Told of every sample that is stored. */
  readonly onSample?: (sample: Sample) => void;
}

export interface RunResult {
  readonly folder: string;
  /** Samples stored by this call, and those of them that are errors. */
  readonly asked: number;
  readonly failed: number;
  /** Questions answered by an earlier call. */
  readonly skipped: number;
  /** Questions that were not asked, or not answered, because the run was stopped. */
  readonly left: number;
  /** Why samples could not be stored, where that is what stopped the run. */
  readonly halted?: NodeJS.ErrnoException;
}

interface Asked {
  readonly target: SuiteTarget;
  readonly endpoint: Endpoint;
}

function toManifest(suite: Suite, shard: Shard | undefined): RunManifest {
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
  };
}

/**
 * Runs a suite into `folder`, or goes on with the run that is there. Failed requests are stored as samples with an error and asked
 * again by the next call. Throws UserError: a key that is not set, a folder of another suite, one that another process writes to.
 */
export async function runSuite(suite: Suite, folder: string, options: RunOptions = {}): Promise<RunResult> {
  const wanted = suite.targets.filter(({ id }) => options.only?.includes(id) ?? true);
  const endpoints = wanted.map((target) => ({ target, endpoint: openEndpoint(target) }));
  try {
    const close = openRunFolder(folder, toManifest(suite, options.shard), suite.prompts);
    try {
      return await askAll(suite, folder, endpoints, options);
    } finally {
      close();
    }
  } finally {
    await Promise.all(endpoints.map(({ endpoint }) => endpoint.close()));
  }
}

function planFor(suite: Suite, endpoints: readonly Asked[], done: KeySet, part: Part): TargetPlan[] {
  return endpoints.map(({ target, endpoint: { limit } }) => {
    let total = 0;
    let answered = 0;
    if (done.size === 0) total = countQuestions(suite, part);
    else
      for (const { key } of questionsFor(suite, target, part)) {
        total++;
        if (done.has(key)) answered++;
      }
    return { target: target.id, total, done: answered, active: () => limit.activeCount };
  });
}

function* unanswered(questions: Iterable<Question>, done: KeySet): Generator<Question> {
  for (const question of questions) if (!done.has(question.key)) yield question;
}

/** Asks one question; undefined where the run was stopped before there was an answer. */
async function ask(
  { target, endpoint }: Asked,
  { key, prompt, repeat, seed }: Question,
): Promise<Sample | undefined> {
  const reply = await endpoint.ask(prompt, seed);
  if (reply === null) return undefined;
  return { key, target: target.id, prompt: prompt.id, language: prompt.language, repeat, ...reply };
}

async function askAll(
  suite: Suite,
  folder: string,
  endpoints: readonly Asked[],
  options: RunOptions,
): Promise<RunResult> {
  const done = await readAnswered(folder);
  const plan = planFor(suite, endpoints, done, options);
  options.onPlan?.(plan);
  const writer = await openSampleWriter(folder);
  const counts = { asked: 0, failed: 0 };
  let failure: { readonly error: unknown } | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    for (const { endpoint } of endpoints) endpoint.stop();
  };
  const abort = (): void => {
    stopped = true;
    for (const { endpoint } of endpoints) endpoint.abort();
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    abort();
  };
  options.stop?.addEventListener('abort', stop);
  options.abort?.addEventListener('abort', abort);

  async function askAndStore(of: Asked, question: Question): Promise<void> {
    try {
      const sample = await ask(of, question);
      if (sample === undefined) return;
      // The place of a request is free again only when its sample is safe, so that a kill repeats no more than are in flight.
      await writer.write(sample);
      counts.asked++;
      if (sample.error !== undefined) counts.failed++;
      options.onSample?.(sample);
    } catch (error) {
      fail(error);
    }
  }

  try {
    await Promise.all(
      endpoints.map((of) => {
        const questions = unanswered(questionsFor(suite, of.target, options), done);
        const { limit } = of.endpoint;
        return forEachLimited(
          questions,
          limit,
          () => !stopped,
          (question) => askAndStore(of, question),
        );
      }),
    );
  } finally {
    options.stop?.removeEventListener('abort', stop);
    options.abort?.removeEventListener('abort', abort);
    await closeWriter(writer, fail);
  }
  const halted = failure === undefined ? undefined : refusedBySystem(failure.error);
  if (failure !== undefined && halted === undefined) throw failure.error;
  const skipped = plan.reduce((sum, one) => sum + one.done, 0);
  const left = plan.reduce((sum, one) => sum + one.total, 0) - skipped - counts.asked;
  return { folder, ...counts, skipped, left, ...(halted && { halted }) };
}

async function closeWriter(writer: SampleWriter, onError: (error: unknown) => void): Promise<void> {
  try {
    await writer.close();
  } catch (error) {
    onError(error);
  }
}

/** What the system refused; undefined for a fault of the program. */
function refusedBySystem(error: unknown): NodeJS.ErrnoException | undefined {
  return (error as NodeJS.ErrnoException).syscall === undefined
    ? undefined
    : (error as NodeJS.ErrnoException);
}
