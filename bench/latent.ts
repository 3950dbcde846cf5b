/**
 * Rates by probabilities beside counted ones, by simulation: bias, how often intervals hold the true rate, and how wide they are. docs/method.md quotes the table.
 * `node dist/bench/latent.js [--quick]`.
 */

import { fileURLToPath } from 'node:url';
import {
  differenceInterval,
  differenceOfMeans,
  meanOf,
  pool,
  rateInterval,
  wilson,
  worthOf,
} from '../reports/statistics/index.js';
import { drawAnswer, type SimulatedAnswer, trueRate } from './simulated/hazards.js';
import { around, difficulty, uniform } from './simulated/prompts.js';
import { NAMES, nameOf, say, settingsOf } from './simulated/settings.js';

const ASKED = [
  [1, 0],
  [1, 0.5],
  [3, 0.2],
  [10, 0],
  [10, 0.5],
] as const;

type Prompts = readonly (readonly SimulatedAnswer[])[];

function draw(kinds: Float64Array, prompts: number, repeats: number, random: () => number): Prompts {
  return Array.from({ length: prompts }, () => {
    const rate = kinds[Math.floor(random() * kinds.length)] ?? 0;
    return Array.from({ length: repeats }, () => drawAnswer(rate, random));
  });
}

const hazards = (prompts: Prompts) => prompts.map((answers) => answers.map(({ hazard }) => hazard));

class Tried {
  runs = 0;
  held = 0;
  width = 0;

  add({ low, high }: { readonly low: number; readonly high: number }, truth: number): void {
    this.runs++;
    this.held += Number(low <= truth && truth <= high);
    this.width += high - low;
  }

  toString(): string {
    return `${((100 * this.held) / this.runs).toFixed(1).padStart(5)} ${((100 * this.width) / this.runs).toFixed(2).padStart(6)}`;
  }
}

function table(runs: number): void {
  say(
    `${NAMES}: true %, counted, by hazards, by the product over all places | counted: held %, width in points | by hazards | worth (median) | difference`,
  );
  for (const setting of settingsOf(ASKED)) {
    const { rate, prompts, repeats, icc } = setting;
    const [counted, byHazards, differences] = [new Tried(), new Tried(), new Tried()];
    let [truths, counts, sums, products] = [0, 0, 0, 0];
    const worths: number[] = [];
    // Each line by itself, so that one can be run again.
    const random = uniform(5 + prompts + 10 * repeats + Math.round(1000 * rate + 100 * icc));
    const few = Math.max(100, Math.ceil((runs * 400) / Math.max(400, prompts * repeats)));
    for (let run = 0; run < few; run++) {
      const { rates } = difficulty(around(rate, random), icc);
      const truth = rates.reduce((sum, one) => sum + trueRate(one), 0) / rates.length;
      const drawn = draw(rates, prompts, repeats, random);
      const { events, trials, effective } = pool(
        drawn.map((answers) => ({
          events: answers.reduce((sum, { slipped }) => sum + slipped, 0),
          trials: answers.length,
        })),
      );
      counted.add(wilson(events / trials, effective) ?? { low: 0, high: 1 }, truth);
      const mean = meanOf(hazards(drawn), 'prompts');
      if (mean === null) throw new Error('no answers');
      byHazards.add(rateInterval(mean), truth);
      worths.push(worthOf(mean) ?? 1);
      truths += truth;
      counts += events / trials;
      sums += mean.mean;
      products += drawn.flat().reduce((sum, { product }) => sum + 1 - product, 0) / trials;
      const after = difficulty(around(rate, random), icc).rates;
      const other = after.reduce((sum, one) => sum + trueRate(one), 0) / after.length;
      const difference = differenceOfMeans(
        hazards(draw(after, prompts, repeats, random)),
        hazards(drawn),
        'prompts',
      );
      if (difference !== null) differences.add(differenceInterval(difference), other - truth);
    }
    const shown = [truths, counts, sums, products].map((sum) => ((100 * sum) / few).toFixed(2).padStart(5));
    worths.sort((a, b) => a - b);
    say(
      `${nameOf(setting)} ${shown.join(' ')} | ${counted} | ${byHazards} | ${(worths[worths.length >> 1] ?? 0).toFixed(1).padStart(4)} | ${differences}`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) table(process.argv.includes('--quick') ? 100 : 1000);
