/** Judges the answers of a run while they come, and says which prompts are still wanted for its gate. */

import type { Prompt } from '../../../prompts/index.js';
import { type GateRules, RunTally, type Standing, standingOf, tallyKey } from '../../../reports/index.js';
import { type Case, caseOf, promptOf } from '../../../reports/judging/index.js';
import { plannedOrder, type RunStore, type Sample } from '../../../store/index.js';
import type { Wanting } from '../../run/index.js';
import type { Suite } from '../../suite/index.js';
import { openFullJudge } from '../judging/index.js';

/** Looking takes a fifth of the time at most, and is done ten times a second at most. */
const REST = 4;
const LEAST_REST = 100;

/** Answers that may come unheard before asking waits for a look: a fiftieth of all, and at least so many. */
const UNHEARD = 32;
const UNHEARD_PART = 0.02;

export interface Decider extends Wanting {
  /** Takes note of an answer that is stored. */
  add(sample: Sample): void;
  /** Ends its threads. */
  close(): Promise<void>;
}

/** Of the answers that are there: all of them, and without those that failed, which are asked again. */
interface Tallies {
  readonly all: RunTally;
  readonly lasting: RunTally;
}

async function* given(cases: readonly Case[]): AsyncGenerator<Case> {
  yield* cases;
}

/**
 * Judges what a run has so far, in threads. Throws UserError: an identifier that cannot be loaded, a store that cannot be read. The suite has a baseline and another target.
 */
export async function openDecider(suite: Suite, store: RunStore, rules: GateRules): Promise<Decider> {
  const { prompts, detection = {}, seed, repeats, targets, baseline = '' } = suite;
  const byId = new Map<string, Prompt>(prompts.map((prompt) => [prompt.id, prompt]));
  const judge = openFullJudge({ threshold: 0 });
  const order = plannedOrder(prompts, seed);
  const ids = targets.map(({ id }) => id);
  const candidates = ids.filter((id) => id !== baseline);
  const toCase = (sample: Sample): Case => caseOf(sample, promptOf(byId, sample));

  function emptyTally(): RunTally {
    const tally = new RunTally(tallyKey(judge, detection), ids);
    tally.planned(order, repeats);
    return tally;
  }

  async function addTo(tally: RunTally, cases: AsyncIterable<Case>, also?: RunTally): Promise<void> {
    for await (const { case: one, judgement } of judge.judge(cases, detection)) {
      const record = promptOf(byId, one.sample);
      tally.add(one.sample, judgement, record);
      if (one.sample.error === undefined) also?.add(one.sample, judgement, record);
    }
  }

  async function* stored(): AsyncGenerator<Case> {
    for await (const sample of store.samples()) if (ids.includes(sample.target)) yield toCase(sample);
  }

  const look = (tally: RunTally): Map<string, Standing> => {
    const side = (target: string) => ({ name: target, tally, target });
    return new Map(candidates.map((id) => [id, standingOf(side(baseline), side(id), rules)]));
  };

  async function readStored(): Promise<Tallies> {
    const tallies = { all: emptyTally(), lasting: emptyTally() };
    await addTo(tallies.all, stored(), tallies.lasting);
    return tallies;
  }

  const controller = new AbortController();
  let tallies: Tallies;
  try {
    tallies = await readStored();
  } catch (error) {
    await judge.close();
    throw error;
  }
  // What was decided before stays so: of it only what failed is asked again; what only failures decided is open again.
  const settled = new Map(
    [...look(tallies.all)].filter(([, { decided, byFailures }]) => decided && !byFailures),
  );
  const tally = tallies.lasting;
  let standing = look(tally);
  const most = Math.max(UNHEARD, Math.round(UNHEARD_PART * prompts.length * repeats * targets.length));
  const gone = new Set<string>();
  let waiting: Case[] = [];
  let unheard = 0;
  let busy = false;
  let closed = false;
  let rested = 0;
  let listeners: (() => void)[] = [];

  const isWantedBy = (candidate: string, prompt: Prompt): boolean => {
    if (gone.has(candidate) || gone.has(baseline)) return false;
    const before = settled.get(candidate);
    if (before !== undefined) return before.used.has(tally.numberOf(prompt));
    const wanted = standing.get(candidate)?.wanted;
    return wanted !== undefined && (wanted.has('*') || wanted.has(prompt.language));
  };

  function lookAgain(): void {
    const begun = performance.now();
    standing = look(tally);
    const now = performance.now();
    rested = now + Math.max(LEAST_REST, REST * (now - begun));
  }

  async function hear(): Promise<void> {
    if (busy || closed) return;
    busy = true;
    try {
      while (waiting.length > 0 && !closed) {
        const cases = waiting;
        waiting = [];
        await addTo(tally, given(cases));
        if (performance.now() >= rested || unheard >= most) lookAgain();
        unheard = Math.max(0, unheard - cases.length);
        for (const listener of listeners.splice(0)) listener();
      }
    } catch (error) {
      controller.abort(error);
    } finally {
      busy = false;
      for (const listener of listeners.splice(0)) listener();
    }
  }

  return {
    failed: controller.signal,
    wants: (target, prompt) =>
      target === baseline
        ? candidates.some((candidate) => isWantedBy(candidate, prompt))
        : isWantedBy(target, prompt),
    gone: (target) => void gone.add(target),
    async ready() {
      while (unheard >= most && !closed && !controller.signal.aborted)
        await new Promise<void>((resolve) => listeners.push(resolve));
    },
    add(sample) {
      unheard++;
      waiting.push(toCase(sample));
      void hear();
    },
    async close() {
      closed = true;
      for (const listener of listeners.splice(0)) listener();
      listeners = [];
      await judge.close();
    },
  };
}
