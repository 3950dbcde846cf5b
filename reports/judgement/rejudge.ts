/** What another judgement changed: samples whose outcome is another one, and by how much each rate moved. */

import { type Case, isScored, type Judge, type Outcome, RATES, type RateName } from '../judging/index.js';
import { isFlagged } from '../labels/index.js';
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

class Counts {
  readonly #of = new Map<string, { before: Outcome; after: Outcome; n: number }[]>();

  add(target: string, before: Outcome, after: Outcome): void {
    const known = this.#of.get(target) ?? [];
    this.#of.set(target, known);
    const same = known.find(
      (one) => nameOf(one.before) === nameOf(before) && nameOf(one.after) === nameOf(after),
    );
    if (same !== undefined) same.n++;
    else known.push({ before, after, n: 1 });
  }

  moved(): Moved[] {
    const count = (target: string, measure: Moved['measure'], side: 'before' | 'after'): Count => {
      const scored = (this.#of.get(target) ?? []).filter((one) => isScored(one[side].state));
      const sum = (all: readonly { readonly n: number }[]): number =>
        all.reduce((total, { n }) => total + n, 0);
      return { mixed: sum(scored.filter((one) => isFlagged(one[side], measure))), of: sum(scored) };
    };
    return [...this.#of.keys()].flatMap((target) =>
      MEASURES.map((measure) => ({
        target,
        measure,
        before: count(target, measure, 'before'),
        after: count(target, measure, 'after'),
      })),
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
    counts.add(target, earlier, after);
    if (nameOf(earlier) !== nameOf(after)) changes.push({ case: one, before: earlier, after });
  }
  return { changes, moved: counts.moved(), known: before.size, unknown, recorder };
}
