/**
 * What a comparison of vendors rests on, by simulation: how often vendors that are the same are told apart, how often intervals of latency quantiles hold the true one, and how
 * often sets of ranks hold the true ranks. docs/method.md quotes the tables. `node dist/bench/vendors.js [same|quantiles|ranks] [--quick]`.
 */

import { fileURLToPath } from 'node:url';
import { Durations } from '../reports/judging/durations.js';
import { bucketOf, normalQuantile } from '../reports/statistics/index.js';
import { uniform } from './simulated/prompts.js';
import { effects, reportOnVendors, type SimulatedVendor, timeOf, trueQuantile } from './simulated/vendors.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const share = (hits: number, of: number): string => `${((100 * hits) / of).toFixed(1)}%`.padStart(6);

const SETTINGS = [
  { prompts: 100, repeats: 1, icc: 0 },
  { prompts: 100, repeats: 4, icc: 0 },
  { prompts: 100, repeats: 4, icc: 0.2 },
  { prompts: 100, repeats: 4, icc: 0.5 },
  { prompts: 400, repeats: 2, icc: 0.2 },
] as const;

const MEASURES = ['script_mixing', 'latency'] as const;

/** Four vendors that are the same: false alarms beside the reference and in ranks, and of the first against itself. */
async function same(runs: number): Promise<void> {
  say(
    `Four vendors that are the same, 5% of answers mixed, ${runs} runs: told from the reference in any pair, ranked by any pair,`,
  );
  say('splits of the reference told apart on the average, and runs in which that is called too often');
  say('prompts x repeats, correlation | measure       | pairs  | ranks  | A/A    | called too often');
  for (const setting of SETTINGS) {
    const random = uniform(5);
    const found = MEASURES.map(() => ({ pairs: 0, ranks: 0, splits: 0, of: 0, often: 0 }));
    for (let run = 0; run < runs; run++) {
      const vendors = ['a', 'b', 'c', 'd'].map((id): SimulatedVendor => ({ id, rate: 0.05, ms: 1000 }));
      const report = await reportOnVendors(vendors, setting, random, 'a');
      for (const [i, measure] of MEASURES.entries()) {
        const own = found[i];
        if (own === undefined) continue;
        const rows = report.vendors?.pairs.filter((row) => row.measure === measure) ?? [];
        own.pairs += Number(rows.some(({ verdict }) => verdict !== 'inconclusive'));
        own.ranks += Number(
          report.targets.some(({ vendor }) => {
            const set = vendor?.ranks[measure];
            return set !== undefined && (set.low > 1 || set.high < vendors.length);
          }),
        );
        const itself = report.vendors?.against_itself.find((row) => row.measure === measure);
        if (itself === undefined) continue;
        own.splits += itself.significant;
        own.of += itself.splits;
        own.often += Number(itself.verdict === 'too_often');
      }
    }
    const { prompts, repeats, icc } = setting;
    for (const [i, measure] of MEASURES.entries()) {
      const { pairs = 0, ranks = 0, splits = 0, of = 1, often = 0 } = found[i] ?? {};
      say(
        `${`${prompts} x ${repeats}, ${icc}`.padEnd(30)} | ${measure.padEnd(13)} | ${share(pairs, runs)} | ${share(ranks, runs)} | ${share(splits, of)} | ${share(often, runs)}`,
      );
    }
  }
}

/** Intervals of quantiles of log-normal times. */
function quantiles(runs: number): void {
  say(
    `Quantiles of times, ${runs} runs: intervals that hold the true one, of those that there are, and how many those are`,
  );
  say('prompts x repeats, correlation | p50              | p95              | p99');
  for (const setting of [
    { prompts: 59, repeats: 1, icc: 0 },
    { prompts: 299, repeats: 1, icc: 0 },
    { prompts: 1000, repeats: 1, icc: 0 },
    { prompts: 100, repeats: 4, icc: 0 },
    { prompts: 100, repeats: 4, icc: 0.2 },
    { prompts: 100, repeats: 4, icc: 0.5 },
    { prompts: 300, repeats: 4, icc: 0.5 },
    { prompts: 300, repeats: 10, icc: 0.2 },
  ]) {
    const random = uniform(7);
    const { prompts, repeats, icc } = setting;
    const kept = (['p50', 'p95', 'p99'] as const).map((name) => ({ name, held: 0, there: 0 }));
    for (let run = 0; run < runs; run++) {
      const slow = effects(prompts, random);
      const durations = new Durations();
      for (const own of slow)
        durations.add(Array.from({ length: repeats }, () => bucketOf(timeOf(1000, own, icc, random))));
      const found = durations.quantiles();
      for (const one of kept) {
        const { low, high } = found?.[one.name] ?? { low: null, high: null };
        if (low === null || high === null) continue;
        const truth = trueQuantile(1000, normalQuantile(1 - Number(one.name.slice(1)) / 100));
        one.there++;
        one.held += Number(low <= truth && truth <= high);
      }
    }
    const cells = kept.map(({ held, there }) =>
      there === 0 ? 'none'.padEnd(16) : `${share(held, there)} (${share(there, runs)})`,
    );
    say(`${`${prompts} x ${repeats}, ${icc}`.padEnd(30)} | ${cells.join(' | ')}`);
  }
}

/** Sets of ranks of six vendors, two of which are the same. */
async function ranks(runs: number): Promise<void> {
  const rates = [0.01, 0.02, 0.04, 0.04, 0.08, 0.16];
  say(
    `Ranks of six vendors with ${rates.map((rate) => `${rate * 100}%`).join(', ')} mixed, ${runs} runs: all true ranks in their sets, and how many ranks a set has`,
  );
  for (const setting of SETTINGS) {
    const random = uniform(9);
    let [held, width] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const vendors = rates.map((rate, i): SimulatedVendor => ({ id: `v${i}`, rate, ms: 1000 }));
      const { targets } = await reportOnVendors(vendors, setting, random, 'v0');
      const sets = targets.map(({ vendor }) => vendor?.ranks.script_mixing ?? { low: 1, high: rates.length });
      held += Number(
        rates.every((rate, i) => {
          const { low, high } = sets[i] ?? { low: 1, high: rates.length };
          const best = 1 + rates.filter((other) => other < rate).length;
          const worst = rates.length - rates.filter((other) => other > rate).length;
          return low <= best && high >= worst;
        }),
      );
      width += sets.reduce((sum, { low, high }) => sum + high - low + 1, 0) / sets.length;
    }
    const { prompts, repeats, icc } = setting;
    say(
      `${`${prompts} x ${repeats}, ${icc}`.padEnd(30)} | ${share(held, runs)} | ${(width / runs).toFixed(2)}`,
    );
  }
}

const PARTS = { same: 200, quantiles: 2000, ranks: 200 } as const;

export async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick');
  const wanted = args.filter((name) => !name.startsWith('--'));
  const runsOf = (name: keyof typeof PARTS): number => (quick ? PARTS[name] / 10 : PARTS[name]);
  const isWanted = (name: keyof typeof PARTS): boolean => wanted.length === 0 || wanted.includes(name);
  if (isWanted('quantiles')) quantiles(runsOf('quantiles'));
  if (isWanted('same')) await same(runsOf('same'));
  if (isWanted('ranks')) await ranks(runsOf('ranks'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
