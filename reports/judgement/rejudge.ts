/** What another judgement changed: samples whose outcome is another one, and by how much each rate moved. */

import {
  type Case,
  isCounted,
  isScored,
  type Judge,
  type Outcome,
  RATES,
  type RateName,
} from '../judging/index.js';
import { type RunInput, readCases } from '../runs.js';
import { nameOf, Recorder, type Remembered } from './remembered.js';

/** A sample that came to something else. */
export interface StateChange {
  readonly case: Case;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** Samples with what a rate counts, of those that are scored. */
export interface Count {
  readonly mixed: number;
  readonly of: number;
}

/** A rate of a target before and after. */
export interface Moved {
  readonly target: string;
  readonly measure: 'mixing' | RateName;
  readonly before: Count;
  readonly after: Count;
}

const MEASURES = ['mixing', ...RATES] as const;

/** Counts while they are added up. */
interface Adding {
  readonly before: { mixed: number; of: number };
  readonly after: { mixed: number; of: number };
}

const nothing = (): Adding => ({ before: { mixed: 0, of: 0 }, after: { mixed: 0, of: 0 } });

/** The rates of targets, before and after. */
class Counts {
  readonly #of = new Map<string, ReadonlyMap<Moved['measure'], Adding>>();

  add(target: string, outcomes: Readonly<Record<keyof Adding, Outcome>>): void {
    const known = this.#of.get(target) ?? new Map(MEASURES.map((measure) => [measure, nothing()] as const));
    this.#of.set(target, known);
    for (const side of ['before', 'after'] as const) {
      const outcome = outcomes[side];
      if (!isScored(outcome.state)) continue;
      for (const [measure, counts] of known) {
        counts[side].of++;
        if (isCounted(outcome, measure)) counts[side].mixed++;
      }
    }
  }

  moved(): Moved[] {
    return [...this.#of].flatMap(([target, counts]) =>
      Array.from(counts, ([measure, { before, after }]) => ({ target, measure, before, after })),
    );
  }
}

/** What came of judging a run once more. */
export interface Rejudged {
  readonly changes: readonly StateChange[];
  /** Of all samples that were judged before. */
  readonly moved: readonly Moved[];
  /** How many were judged before, and how many were not. */
  readonly known: number;
  readonly unknown: number;
  readonly recorder: Recorder;
}

/** Judges a run once more, beside what it came to. Throws UserError for what cannot be judged. */
export async function rejudge(run: RunInput, judge: Judge, { outcomes }: Remembered): Promise<Rejudged> {
  const before = new Map(
    outcomes.flatMap(({ keys, ...outcome }) => keys.map((key) => [key, outcome] as const)),
  );
  const changes: StateChange[] = [];
  const counts = new Counts();
  const recorder = new Recorder();
  let unknown = 0;
  for await (const { case: one, judgement } of judge.judge(readCases(run), run.manifest.detection ?? {})) {
    const { key, target } = one.sample;
    const { outcome: after } = judgement;
    recorder.add(key, judgement);
    const earlier = before.get(key);
    if (earlier === undefined) {
      unknown++;
      continue;
    }
    counts.add(target, { before: earlier, after });
    if (nameOf(earlier) !== nameOf(after)) changes.push({ case: one, before: earlier, after });
  }
  return { changes, moved: counts.moved(), known: before.size, unknown, recorder };
}
