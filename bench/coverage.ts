/** How often the 95% intervals hold the true value where the rates of prompts are spread evenly on the logit scale, by simulation: another model than that of decisions.ts. */

import { differenceOf, intervalOf, pairedEvidence, pool, wilson } from '../reports/statistics/index.js';
import { uniform } from './simulated/prompts.js';

export interface Setting {
  readonly prompts: number;
  readonly repeats: number;
  /** Rates of the two targets at a prompt of middling difficulty. */
  readonly one: number;
  readonly two: number;
  /** Standard deviation of prompts on the logit scale, shared by both targets. */
  readonly deviation: number;
  readonly runs: number;
  readonly seed: number;
}

/** Shares of simulated runs whose interval holds the true rate, and the true difference. */
export function coverage({ prompts, repeats, one, two, deviation, runs, seed }: Setting): {
  rate: number;
  difference: number;
} {
  const random = uniform(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const slips = (rate: number, difficulty: number): number =>
    1 / (1 + Math.exp(-(Math.log(rate / (1 - rate)) + deviation * difficulty)));
  const mean = (rate: number): number => {
    let sum = 0;
    for (let i = 0; i < 1e5; i++) sum += slips(rate, normal());
    return sum / 1e5;
  };
  const [truth, other] = [mean(one), mean(two)];
  let rate = 0;
  let difference = 0;
  for (let run = 0; run < runs; run++) {
    const difficulties = Array.from({ length: prompts }, normal);
    const draw = (base: number) =>
      difficulties.map((difficulty) => {
        const chance = slips(base, difficulty);
        let events = 0;
        for (let i = 0; i < repeats; i++) if (random() < chance) events++;
        return { events, trials: repeats };
      });
    const [a, b] = [draw(one), draw(two)];
    const left = pool(a);
    const single = wilson(left.events / left.trials, left.effective);
    const evidence = pairedEvidence(
      a.map(({ events, trials }, i) => ({ trials, candidate: events, baseline: b[i]?.events ?? 0 })),
    );
    const pair = evidence && intervalOf(differenceOf(evidence), 0.95);
    if (single !== null && single.low <= truth && truth <= single.high) rate++;
    if (pair !== null && pair.low <= truth - other && truth - other <= pair.high) difference++;
  }
  return { rate: rate / runs, difference: difference / runs };
}
