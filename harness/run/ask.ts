/** Asks every question that has no answer yet, and stores each reply as it comes. */

import type { LimitFunction } from 'p-limit';
import { underSystem } from '../../prompts/bare/index.js';
import { type RunSession, type Sample, type SampleError, StoreFailure } from '../../store/index.js';
import { CONCURRENCY, type Endpoint } from '../endpoint/index.js';
import type { Suite, SuiteTarget } from '../suite/index.js';
import { Abreast } from './abreast.js';
import { Beside } from './beside.js';
import { countQuestions, type Question, questionsFor } from './plan.js';
import type { Failures, RunOptions, RunResult, TargetPlan } from './types.js';

/** A target and where it is asked. */
export interface Asked {
  readonly target: SuiteTarget;
  readonly endpoint: Endpoint;
}

async function planFor(
  suite: Suite,
  asked: readonly Asked[],
  session: RunSession,
  options: RunOptions,
): Promise<TargetPlan[]> {
  const answered = await session.answered();
  const total = countQuestions(suite, options);
  return asked.map(({ target, endpoint }) => {
    let done = 0;
    if (answered.size > 0)
      for (const { key } of questionsFor(suite, target, options)) if (answered.has(key)) done++;
    return { target: target.id, total, done, active: () => endpoint.inFlight() };
  });
}

/**
 * Runs `work`, which must not reject, over `items` until there are no more or `goesOn` says no; resolves when all that runs has
 * ended. Items are taken when there is a place for them: a queue that is never empty is a chain from its oldest link, and what hangs on it
 * outlives the collector of young objects, some 10 KB a request.
 */
async function forEachLimited<T>(
  items: AsyncIterable<T>,
  limit: LimitFunction,
  goesOn: () => boolean,
  work: (item: T) => Promise<void>,
  admit: (item: T) => Promise<boolean> = async () => true,
): Promise<void> {
  let open = 0;
  let wake = (): void => {};
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const iterator = items[Symbol.asyncIterator]();
  try {
    while (goesOn()) {
      const next = await iterator.next();
      if (next.done) break;
      if (!(await admit(next.value))) continue;
      open++;
      void limit(work, next.value).finally(() => {
        open--;
        wake();
      });
      while (open >= limit.concurrency) await ended();
    }
  } finally {
    while (open > 0) await ended();
    await iterator.return?.();
  }
}

/** Different failures that are kept apart: an endpoint may say something else each time. */
const MOST_FAILURES = 100;

/** What failed samples failed of, counted. */
class FailureTally {
  readonly #counts = new Map<
    string,
    { readonly target: string; readonly error: SampleError; count: number }
  >();

  add(target: string, error: SampleError): void {
    const name = JSON.stringify([target, error.kind, error.status, error.message]);
    const known = this.#counts.get(name);
    if (known !== undefined) known.count++;
    else if (this.#counts.size < MOST_FAILURES) this.#counts.set(name, { target, error, count: 1 });
  }

  /** The most frequent first. */
  list(): Failures[] {
    return [...this.#counts.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ target, error, count }) => ({ target, ...error, count }));
  }
}

/** Asks one question; undefined where the run was stopped before there was an answer. */
async function ask(
  { target, endpoint }: Asked,
  { key, prompt, repeat, seed }: Question,
): Promise<Sample | undefined> {
  const reply = await endpoint.ask(underSystem(prompt, target.system), seed);
  if (reply === null) return undefined;
  return { key, target: target.id, prompt: prompt.id, language: prompt.language, repeat, ...reply };
}

/** The part of `runSuite` that happens while the store is held; closes the session. */
export async function askAll(
  suite: Suite,
  session: RunSession,
  asked: readonly Asked[],
  options: RunOptions,
): Promise<RunResult> {
  const counts = { asked: 0, failed: 0 };
  const askedOf = new Map<string, number>();
  const failures = new FailureTally();
  let plan: readonly TargetPlan[] = [];
  let failure: { readonly error: unknown } | undefined;
  let stopped = false;
  // Vendors are asked side by side; checkpoints each as fast as it goes; until it is decided, all prompt by prompt.
  const abreast =
    suite.vendors === undefined || asked.length < 2 || options.untilDecided
      ? undefined
      : new Abreast(
          asked.map(({ target }) => ({ id: target.id, inFlight: target.concurrency ?? CONCURRENCY })),
          { say: options.onNotice },
        );
  const stop = (): void => {
    stopped = true;
    abreast?.release();
    for (const { endpoint } of asked) endpoint.stop();
  };
  const abort = (): void => {
    stopped = true;
    abreast?.release();
    for (const { endpoint } of asked) endpoint.abort();
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    abort();
  };
  const lose = (): void => fail(session.lost.reason);
  const giveUp = (): void => fail(options.wanting?.failed.reason);

  async function askAndStore(of: Asked, question: Question): Promise<void> {
    try {
      const sample = await ask(of, question);
      if (of.endpoint.ended()) abreast?.end(of.target.id);
      if (sample === undefined) return await session.release(question.key);
      // The place of a request is free again only when its sample is safe, so that a kill repeats no more than are in flight.
      await session.append(sample);
      counts.asked++;
      askedOf.set(sample.target, (askedOf.get(sample.target) ?? 0) + 1);
      if (sample.error !== undefined) {
        counts.failed++;
        failures.add(sample.target, sample.error);
      }
      options.onSample?.(sample);
    } catch (error) {
      fail(error);
    }
  }

  session.lost.addEventListener('abort', lose);
  options.wanting?.failed.addEventListener('abort', giveUp);
  options.stop?.addEventListener('abort', stop);
  options.abort?.addEventListener('abort', abort);
  try {
    plan = await planFor(suite, asked, session, options);
    options.onPlan?.(plan);
    // A signal may have come while the plan was made.
    if (session.lost.aborted) lose();
    if (options.stop?.aborted) stop();
    if (options.abort?.aborted) abort();
    const beside = options.untilDecided ? new Beside(asked, suite.repeats) : undefined;
    await Promise.all(
      asked.map(async (of) => {
        const goesOn = (): boolean => !stopped && !of.endpoint.ended();
        const questions = questionsFor(suite, of.target, options);
        const wanted = (question: Question): boolean =>
          options.wanting?.wants(of.target.id, question.prompt) ?? true;
        try {
          await forEachLimited(
            abreast?.walk(of.target.id, session.claim(questions, of.target.id)) ??
              session.claim(questions, of.target.id),
            of.endpoint.limit,
            goesOn,
            async (question) => {
              await askAndStore(of, question);
              beside?.done(of, question);
            },
            async (question) => {
              if (beside === undefined) return true;
              await beside.turn(of, question, () => goesOn() && wanted(question));
              await options.wanting?.ready();
              if (goesOn() && wanted(question)) return true;
              beside.done(of, question);
              await session.release(question.key);
              return false;
            },
          );
        } catch (error) {
          fail(error);
        } finally {
          if (of.endpoint.ended()) options.wanting?.gone(of.target.id);
          beside?.end(of);
          abreast?.end(of.target.id);
        }
      }),
    );
  } finally {
    session.lost.removeEventListener('abort', lose);
    options.wanting?.failed.removeEventListener('abort', giveUp);
    options.stop?.removeEventListener('abort', stop);
    options.abort?.removeEventListener('abort', abort);
    await session.close().catch(fail);
  }
  const skipped = plan.reduce((sum, one) => sum + one.done, 0);
  const leftOf = plan.map(({ target, total, done }) => ({
    target,
    count: total - done - (askedOf.get(target) ?? 0),
  }));
  const ended = new Set(asked.filter(({ endpoint }) => endpoint.ended()).map(({ target }) => target.id));
  const endedOf = leftOf.filter(({ target }) => ended.has(target));
  // What was neither asked nor left, another session has.
  const left = (stopped ? leftOf : endedOf).reduce((sum, { count }) => sum + count, 0);
  const result = { ...counts, failures: failures.list(), skipped, left, stopped: endedOf };
  if (failure === undefined) return result;
  if (failure.error instanceof StoreFailure) return { ...result, halted: failure.error };
  throw failure.error;
}
