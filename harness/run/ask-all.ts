/** Asks every question that has no answer yet, and stores each reply as it comes. */

import {
  type KeySet,
  openSampleWriter,
  readAnswered,
  type Sample,
  type SampleWriter,
} from '../../store/index.js';
import type { Endpoint } from '../endpoint/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { forEachLimited } from './each.js';
import { FailureTally } from './failures.js';
import { countQuestions, type Question, questionsFor } from './plan.js';
import type { Part, RunOptions, RunResult, TargetPlan } from './types.js';

/** A target and where it is asked. */
export interface Asked {
  readonly target: SuiteTarget;
  readonly endpoint: Endpoint;
}

function planFor(suite: Suite, endpoints: readonly Asked[], done: KeySet, part: Part): TargetPlan[] {
  return endpoints.map(({ target, endpoint }) => {
    let total = 0;
    let answered = 0;
    if (done.size === 0) total = countQuestions(suite, part);
    else
      for (const { key } of questionsFor(suite, target, part)) {
        total++;
        if (done.has(key)) answered++;
      }
    return { target: target.id, total, done: answered, active: () => endpoint.inFlight() };
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

/** The part of `runSuite` that happens in the folder while it is locked. */
export async function askAll(
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
  const failures = new FailureTally();
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
  // A signal may have come while the plan was made.
  if (options.stop?.aborted) stop();
  if (options.abort?.aborted) abort();

  async function askAndStore(of: Asked, question: Question): Promise<void> {
    try {
      const sample = await ask(of, question);
      if (sample === undefined) return;
      // The place of a request is free again only when its sample is safe, so that a kill repeats no more than are in flight.
      await writer.write(sample);
      counts.asked++;
      if (sample.error !== undefined) counts.failed++;
      failures.add(sample);
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
  return { folder, ...counts, failures: failures.list(), skipped, left, ...(halted && { halted }) };
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
