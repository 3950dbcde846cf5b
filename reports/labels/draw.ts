/** Draws of answers to label: at random, some that the detector flags and some that it does not. */

import * as v from 'valibot';
import { sha256 } from '../../files/index.js';
import type { SampleKey } from '../../store/index.js';
import { isCounted, isScored, RATES, type RateName, type TextJudgement } from '../judging/index.js';

/** Rates that labels can correct. */
export const CORRECTABLE = ['mixing', ...RATES] as const;
export type Correctable = 'mixing' | RateName;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What was drawn from the answers of a target that the detector flags, or from those that it does not: the first `keys` in the order of the draw. */
const stratum = v.strictObject({
  target: v.string(),
  flagged: v.boolean(),
  of: whole,
  keys: v.pipe(v.array(v.string()), v.readonly()),
});

export const drawSchema = v.object({
  kind: v.literal('draw'),
  rate: v.picklist(CORRECTABLE),
  /** `*` for all. */
  language: v.string(),
  seed: v.string(),
  /** Answers of a target that were wanted. */
  labels: whole,
  detector: v.string(),
  policy: v.string(),
  identifier: v.string(),
  drawn_at: v.string(),
  strata: v.pipe(v.array(stratum), v.readonly()),
});

/** A record of `labels.jsonl`: the design by which answers were drawn. */
export type Draw = Readonly<v.InferOutput<typeof drawSchema>>;

/** What is to be drawn. */
export interface DrawPlan {
  readonly rate: Correctable;
  readonly language: string;
  readonly seed: string;
  /** Labels of a target. */
  readonly labels: number;
}

interface Candidate {
  readonly key: SampleKey;
  readonly place: string;
}

/** Keeps the keys of a stratum with the smallest hashes: a draw that depends on the seed and on nothing else. */
class Stratum {
  #of = 0;
  #kept: Candidate[] = [];
  readonly #most: number;
  readonly #seed: string;

  constructor(most: number, seed: string) {
    this.#most = most;
    this.#seed = seed;
  }

  offer(key: SampleKey): void {
    this.#of++;
    this.#kept.push({ key, place: sha256([this.#seed, key]) });
    if (this.#kept.length > 4 * this.#most) this.#cut();
  }

  #cut(): void {
    this.#kept.sort((a, b) => (a.place < b.place ? -1 : 1));
    this.#kept.length = Math.min(this.#kept.length, this.#most);
  }

  get of(): number {
    return this.#of;
  }

  keys(most: number): SampleKey[] {
    this.#cut();
    return this.#kept.slice(0, most).map(({ key }) => key);
  }
}

/** Draws from judged samples as they come. */
export class Drawer {
  readonly #plan: DrawPlan;
  readonly #targets = new Map<string, { readonly flagged: Stratum; readonly unflagged: Stratum }>();

  constructor(plan: DrawPlan) {
    this.#plan = plan;
  }

  offer(
    {
      key,
      target,
      language,
    }: { readonly key: SampleKey; readonly target: string; readonly language: string },
    { outcome }: Pick<TextJudgement, 'outcome'>,
  ): void {
    const { rate, labels, seed, language: wanted } = this.#plan;
    if (!isScored(outcome.state) || (wanted !== '*' && language !== wanted)) return;
    let strata = this.#targets.get(target);
    if (strata === undefined) {
      strata = { flagged: new Stratum(labels, seed), unflagged: new Stratum(labels, seed) };
      this.#targets.set(target, strata);
    }
    strata[isCounted(outcome, rate) ? 'flagged' : 'unflagged'].offer(key);
  }

  /** Half of each, or what there is of one and the more of the other. */
  strata(): Draw['strata'] {
    const { labels } = this.#plan;
    return [...this.#targets].flatMap(([target, { flagged, unflagged }]) => {
      const half = Math.ceil(labels / 2);
      const ofFlagged = Math.min(flagged.of, Math.max(half, labels - unflagged.of));
      return [
        { target, flagged: true, of: flagged.of, keys: flagged.keys(ofFlagged) },
        { target, flagged: false, of: unflagged.of, keys: unflagged.keys(labels - ofFlagged) },
      ];
    });
  }
}
