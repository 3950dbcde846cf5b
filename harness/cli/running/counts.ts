/** What a run has come to so far, target by target. */

import type { Prompt } from '../../../prompts/index.js';
import type { CellReport, Report } from '../../../reports/index.js';
import { caseOf, classifiers, isScored, promptOf, type State } from '../../../reports/judging/index.js';
import type { Sample } from '../../../store/index.js';
import { loadIdentifier } from '../../identifier/index.js';
import type { TargetPlan } from '../../run/index.js';
import type { Suite } from '../../suite/index.js';

/** Samples that are judged in a second: a rate to look at needs no more, and the report, whose figure comes last, judges all of them. */
const JUDGED_PER_SECOND = 100;

/** Milliseconds that a rate is taken over. */
const WINDOW = 20_000;

/** A target's counts; rates are those of the last seconds. */
export interface TargetCounts {
  readonly target: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Requests beyond the first, over all samples. */
  readonly retries: number;
  readonly in_flight: number;
  readonly per_second: number;
  readonly tokens_per_second: number;
  /** Null while nothing is known of it. */
  readonly seconds_left: number | null;
  /** Samples that were judged, of those done; scored ones among them, and those of them that are mixed. */
  readonly judged: number;
  readonly scored: number;
  readonly mixed: number;
}

interface Moment {
  readonly at: number;
  readonly done: number;
  readonly tokens: number;
}

/** Counts of one target. */
class Counter {
  readonly plan: TargetPlan;
  #done: number;
  #tokens = 0;
  #failed = 0;
  #retries = 0;
  #judged = 0;
  #scored = 0;
  #mixed = 0;
  #moments: Moment[];

  constructor(plan: TargetPlan) {
    this.plan = plan;
    this.#done = plan.done;
    this.#moments = [this.#moment()];
  }

  #moment(): Moment {
    return { at: performance.now(), done: this.#done, tokens: this.#tokens };
  }

  add({ error, attempts, usage }: Sample, state: State | undefined): void {
    this.#done++;
    this.#retries += attempts - 1;
    this.#tokens += usage?.completion_tokens ?? 0;
    if (error !== undefined) this.#failed++;
    if (state === 'mixed') this.#mixed++;
    if (state === undefined) return;
    this.#judged++;
    if (isScored(state)) this.#scored++;
  }

  /** What the report says, which judges all. */
  settle({ samples, mixing }: CellReport): void {
    this.#judged = samples;
    this.#scored = mixing.of;
    this.#mixed = mixing.mixed;
  }

  counts(): TargetCounts {
    const { target, total, active } = this.plan;
    const now = this.#moment();
    this.#moments.push(now);
    while (this.#moments.length > 2 && now.at - (this.#moments[1]?.at ?? now.at) >= WINDOW)
      this.#moments.shift();
    const from = this.#moments[0] ?? now;
    const seconds = Math.max(1, now.at - from.at) / 1000;
    const perSecond = (now.done - from.done) / seconds;
    return {
      target,
      total,
      done: this.#done,
      failed: this.#failed,
      retries: this.#retries,
      in_flight: active(),
      per_second: perSecond,
      tokens_per_second: (now.tokens - from.tokens) / seconds,
      seconds_left: perSecond > 0 ? (total - this.#done) / perSecond : null,
      judged: this.#judged,
      scored: this.#scored,
      mixed: this.#mixed,
    };
  }
}

export interface RunCounts {
  begin(plan: readonly TargetPlan[]): void;
  add(sample: Sample): void;
  /** Takes the place of what was counted by what the report says. */
  settle(report: Report): void;
  /** In the order of the plan; empty before it is known. */
  all(): TargetCounts[];
}

/** Counts for a run of `suite`; samples are judged as a report would, all of them unless they come very fast. */
export async function countRun({ prompts, detection }: Suite): Promise<RunCounts> {
  const classify = await classifiers({ identifierOf: loadIdentifier })(detection ?? {});
  const byId = new Map<string, Prompt>(prompts.map((prompt) => [prompt.id, prompt]));
  const counters = new Map<string, Counter>();

  let second = -1;
  let judged = 0;

  function stateOf(sample: Sample): State | undefined {
    const now = Math.floor(performance.now() / 1000);
    judged = now === second ? judged + 1 : 1;
    second = now;
    if (judged > JUDGED_PER_SECOND) return undefined;
    return classify(caseOf(sample, promptOf(byId, sample))).outcome.state;
  }

  return {
    begin(plan) {
      for (const one of plan) counters.set(one.target, new Counter(one));
    },
    add(sample) {
      counters.get(sample.target)?.add(sample, stateOf(sample));
    },
    settle({ targets }) {
      for (const target of targets) counters.get(target.id)?.settle(target);
    },
    all: () => [...counters.values()].map((counter) => counter.counts()),
  };
}
