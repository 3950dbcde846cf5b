/**
 * How often the interval of a rate corrected by labels holds the true rate, by simulation: a detector that misses a tenth and calls one
 * clean answer of a hundred mixed, 1,000 answers. docs/method.md quotes the table.
 */

import { correctedRate } from '../reports/statistics/index.js';
import { uniform } from './simulated/prompts.js';

const MISSED = 0.1;
const WRONG = 0.01;
const ANSWERS = 1000;
const RUNS = Number(process.argv[2] ?? 1000);

interface Held {
  readonly held: number;
  readonly width: number;
}

function coverage(rate: number, labels: number, random: () => number): Held {
  let held = 0;
  let width = 0;
  for (let run = 0; run < RUNS; run++) {
    const strata: { flagged: boolean[]; unflagged: boolean[] } = { flagged: [], unflagged: [] };
    for (let i = 0; i < ANSWERS; i++) {
      const isSo = random() < rate;
      const isFlagged = random() < (isSo ? 1 - MISSED : WRONG);
      strata[isFlagged ? 'flagged' : 'unflagged'].push(isSo);
    }
    const { flagged, unflagged } = strata;
    const ofFlagged = Math.min(flagged.length, Math.max(labels / 2, labels - unflagged.length));
    // Answers are alike but for this, so the first ones are a draw.
    const taken = (from: readonly boolean[], n: number) => ({
      labels: Math.min(n, from.length),
      positive: from.slice(0, n).filter(Boolean).length,
    });
    const found = correctedRate(
      { flagged: flagged.length, trials: ANSWERS, effective: ANSWERS },
      taken(flagged, ofFlagged),
      taken(unflagged, labels - ofFlagged),
    );
    if (found === null) throw new Error('both strata have labels');
    if (found.low <= rate && rate <= found.high) held++;
    width += found.high - found.low;
  }
  return { held: held / RUNS, width: width / RUNS };
}

const random = uniform(1);
console.log('rate   labels  held   width');
for (const rate of [0.01, 0.05, 0.47])
  for (const labels of [50, 200]) {
    const { held, width } = coverage(rate, labels, random);
    console.log(`${rate.toFixed(2)}   ${String(labels).padEnd(6)}  ${held.toFixed(3)}  ${width.toFixed(3)}`);
  }
