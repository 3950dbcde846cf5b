/**
 * Series of checkpoints, by simulation: how often a trend is seen where there is none and where there is one, how often the step that broke is named rightly, too early, or where
 * nothing broke, and how often bands hold a whole line. docs/method.md quotes the tables. `node dist/bench/series.js [trend|broke|bands] [--quick]`.
 */

import { fileURLToPath } from 'node:url';
import { backwards } from '../reports/series/index.js';
import {
  chainGraph,
  cochranArmitage,
  differenceOf,
  type Graph,
  graphical,
  holmGraph,
  noDifference,
  normalQuantile,
  pairedEvidence,
  pool,
  promptTrend,
  repeatTrend,
  type Stratum,
  wilson,
} from '../reports/statistics/index.js';
import { difficulty, uniform } from './simulated/prompts.js';
import { drawSeries } from './simulated/series.js';
import { share as percent, say } from './simulated/settings.js';

const share = (hits: number, of: number): string => percent(hits, of).padStart(5);

const ASKED = [
  [100, 1, 0.2],
  [100, 3, 0],
  [100, 3, 0.5],
  [100, 10, 0],
  [100, 10, 0.2],
  [100, 10, 0.5],
  [1000, 1, 0.2],
  [1000, 3, 0.5],
  [1000, 10, 0.2],
] as const;

const ALPHA = 0.05;
const EVEN = [0, 1, 2, 3, 4];
const UNEVEN = [0, 1, 2, 4, 8, 16];

/** Where steps stand, and which part of them a prompt lacks. */
const LAID = [
  ['even', EVEN, 0],
  ['uneven', UNEVEN, 0],
  ['even, a fifth missing', EVEN, 0.2],
] as const;

const rising = (rate: number, at: readonly number[], factor: number): number[] => {
  const last = at.at(-1) ?? 1;
  return at.map((x) => rate * (1 + ((factor - 1) * x) / last));
};

/** How often a trend is significant: where there is none, and where the rate grows to twice itself. */
function trends(runs: number): void {
  const random = uniform(17);
  say('trend seen, %: none there | the rate doubles; sign flips, Cochran-Armitage, Mantel');
  for (const rate of [0.01, 0.05, 0.2])
    for (const [prompts, repeats, icc] of ASKED)
      for (const [name, at, missing] of LAID) {
        const cells = [1, 2].map((factor) => {
          const rates = rising(rate, at, factor).map((one) => difficulty(one, icc));
          let [flips, armitage, mantel] = [0, 0, 0];
          for (let run = 0; run < runs; run++) {
            const strata = drawSeries({ prompts, repeats, at, missing }, rates, random);
            flips += Number((promptTrend(strata)?.p ?? 1) < ALPHA);
            mantel += Number((repeatTrend(strata)?.p ?? 1) < ALPHA);
            armitage += Number((cochranArmitage(pooledSteps(strata, at))?.p ?? 1) < ALPHA);
          }
          return `${share(flips, runs)} ${share(armitage, runs)} ${share(mantel, runs)}`;
        });
        say(
          `${String(rate).padEnd(5)} ${String(prompts).padStart(4)} x ${String(repeats).padEnd(2)} icc ${String(icc).padEnd(3)} ${name.padEnd(22)} ${cells.join('  | ')}`,
        );
      }
}

const pooledSteps = (strata: readonly Stratum[], at: readonly number[]) =>
  at.map((x) => {
    let [events, trials] = [0, 0];
    for (const stratum of strata)
      for (const one of stratum)
        if (one.at === x) {
          events += one.events;
          trials += one.trials;
        }
    return { at: x, events, trials };
  });

const GRAPHS: Readonly<Record<string, (tests: number) => Graph>> = {
  backwards,
  'fixed sequence': (tests) => chainGraph(tests, 1),
  'half last': (tests) => chainGraph(tests, 0.5),
  Holm: holmGraph,
};

/** Index of the step from which on all are worse, undefined where the last one is not; and whether any was said to be. The first one is the baseline. */
function brokeAt(
  strata: readonly Stratum[],
  steps: number,
  graph: (tests: number) => Graph,
): { readonly broke: number | undefined; readonly seen: boolean } {
  const changes = Array.from({ length: steps - 1 }, (_, i) => {
    const step = steps - 1 - i;
    const evidence = pairedEvidence(
      strata.map((own) => ({
        trials: own[step]?.trials ?? 0,
        candidate: own[step]?.events ?? 0,
        baseline: own[0]?.events ?? 0,
      })),
    );
    return evidence === null ? undefined : differenceOf(evidence);
  });
  const found = graphical(
    changes.map((one) => (one === undefined ? 1 : noDifference(one))),
    graph(steps - 1),
    ALPHA,
  );
  const worse = found.map(({ p }, i) => p < ALPHA && (changes[i]?.delta ?? 0) > 0);
  const better = worse.indexOf(false);
  const run = better < 0 ? worse.length : better;
  return { broke: run === 0 ? undefined : steps - run, seen: worse.includes(true) };
}

/** Rates along eight steps; the sixth is the first that is worse, the fourth where a part is. */
const COURSES: Readonly<Record<string, readonly number[]>> = {
  'nothing broke': [1, 1, 1, 1, 1, 1, 1, 1],
  'at step 5, twice': [1, 1, 1, 1, 1, 2, 2, 2],
  'at step 5, three times': [1, 1, 1, 1, 1, 3, 3, 3],
  'at step 2, three times': [1, 1, 3, 3, 3, 3, 3, 3],
  'bit by bit from step 3': [1, 1, 1, 1.5, 2, 2.5, 3, 3.5],
  'at step 3, and back at 6': [1, 1, 1, 3, 3, 3, 1, 1],
};

function broke(runs: number): void {
  const random = uniform(23);
  say(
    'step that broke, %: too early (or where nothing did), right, later, none; and any step said to be worse',
  );
  for (const rate of [0.02, 0.05])
    for (const [prompts, repeats, icc] of ASKED)
      for (const [name, factors] of Object.entries(COURSES)) {
        const first = factors.findIndex((factor) => factor > 1);
        const truth = factors.at(-1) === 1 ? undefined : first;
        const rates = factors.map((factor) => difficulty(rate * factor, icc));
        const hits = new Map(
          Object.keys(GRAPHS).map((graph) => [
            graph,
            [0, 0, 0, 0, 0] as [number, number, number, number, number],
          ]),
        );
        for (let run = 0; run < runs; run++) {
          const strata = drawSeries(
            { prompts, repeats, at: factors.map((_, i) => i), missing: 0 },
            rates,
            random,
          );
          for (const [graph, of] of Object.entries(GRAPHS)) {
            const { broke: found, seen } = brokeAt(strata, factors.length, of);
            const place =
              found === undefined ? 3 : truth === undefined || found < truth ? 0 : found === truth ? 1 : 2;
            const counts = hits.get(graph);
            if (counts === undefined) continue;
            counts[place]++;
            counts[4] += Number(seen);
          }
        }
        say(
          `${String(rate).padEnd(5)} ${String(prompts).padStart(4)} x ${String(repeats).padEnd(2)} icc ${String(icc).padEnd(3)} ${name.padEnd(26)} ${Array.from(
            hits,
            ([graph, counts]) => `${graph}: ${counts.map((n) => share(n, runs)).join(' ')}`,
          ).join(' | ')}`,
        );
      }
}

/** How often the band holds all true rates of a line. */
function bands(runs: number): void {
  const random = uniform(29);
  const z = normalQuantile((1 - 0.95 ** (1 / 5)) / 2);
  say('bands of five steps that hold all of them, %; intervals of single rates that do');
  for (const rate of [0.01, 0.05, 0.2])
    for (const [prompts, repeats, icc] of ASKED) {
      const rates = rising(rate, EVEN, 2).map((one) => difficulty(one, icc));
      let [simultaneous, pointwise] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const strata = drawSeries({ prompts, repeats, at: EVEN, missing: 0 }, rates, random);
        const holds = (quantile?: number): boolean =>
          rates.every(({ mean }, step) => {
            const { events, trials, effective } = pool(strata.flatMap((own) => own[step] ?? []));
            const interval = wilson(events / trials, effective, quantile);
            return interval !== null && interval.low <= mean && mean <= interval.high;
          });
        simultaneous += Number(holds(z));
        pointwise += Number(holds());
      }
      say(
        `${String(rate).padEnd(5)} ${String(prompts).padStart(4)} x ${String(repeats).padEnd(2)} icc ${String(icc).padEnd(3)} ${share(simultaneous, runs)} ${share(pointwise, runs)}`,
      );
    }
}

const TABLES = { trend: trends, broke, bands } as const;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isQuick = process.argv.includes('--quick');
  for (const [name, table] of Object.entries(TABLES))
    if (process.argv[2] === undefined || process.argv[2] === name || process.argv[2] === '--quick')
      table(isQuick ? 100 : 600);
}
