/**
 * What stopping early costs and saves, by simulation: how often a gate that is looked at after every prompt passes and fails wrongly, and how many requests it takes beside a plan of fixed size
 * that decides as often. docs/method.md quotes the tables. `node dist/bench/until.js [errors|saving] [--quick]`.
 */

import { fileURLToPath } from 'node:url';
import { Bets, differenceOf, pairedEvidence, pWithin, pWorse } from '../reports/statistics/index.js';
import { type Difficulty, difficulty, drawOne, uniform } from './simulated/prompts.js';
import { NAMES, nameOf, type Setting, say, settingsOf, share } from './simulated/settings.js';

const ALPHA = 0.025;
const ENOUGH = -Math.log(ALPHA);

const ASKED = [
  [1, 0],
  [1, 0.5],
  [3, 0.2],
  [10, 0],
  [10, 0.2],
  [10, 0.5],
] as const;

interface Ended {
  readonly verdict: 'pass' | 'fail' | 'undecided';
  /** Prompts that were asked. */
  readonly at: number;
}

/** Differences of prompts, one after the other. */
type Next = () => number;

const differences =
  (after: Difficulty, before: Difficulty, repeats: number, random: () => number): Next =>
  () => {
    const { candidate, baseline } = drawOne({ repeats, shared: true }, after, before, random);
    return (candidate - baseline) / repeats;
  };

/** A gate that is looked at after every prompt, as reports/gate/held.ts does. */
function untilDecided(next: Next, margin: number, most: number): Ended {
  const within = new Bets({ observed: 'difference', mean: 'atLeast', at: margin, aim: 0 });
  const beyond = new Bets({ observed: 'difference', mean: 'atMost', at: 0, aim: margin });
  for (let at = 1; at <= most; at++) {
    const value = next();
    within.observe(value);
    beyond.observe(value);
    if (within.lnWealth >= ENOUGH) return { verdict: 'pass', at };
    if (beyond.lnWealth >= ENOUGH) return { verdict: 'fail', at };
  }
  return { verdict: 'undecided', at: most };
}

/** The margin that a plan of so many prompts can show: power 90% where nothing differs, by normal approximation. */
const marginFor = ({ rate, prompts, repeats, icc }: Setting): number =>
  Math.max(
    3.7 / prompts,
    (1.96 + 1.2816) * Math.sqrt((2 * rate * (1 - rate) * (1 - icc)) / repeats / prompts),
  );

/** How often what is worse by just the margin passes, and what is no worse fails. */
function errors(runs: number): void {
  const random = uniform(21);
  say(`${NAMES} | margin | worse by the margin: passes % | no worse: fails %, passes %`);
  for (const setting of settingsOf(ASKED)) {
    const { rate, prompts, repeats, icc } = setting;
    const margin = marginFor(setting);
    const [before, after] = [difficulty(rate, icc), difficulty(rate + margin, icc)];
    const own = after.mean - before.mean;
    const of = { falsePasses: 0, falseFails: 0, passes: 0 };
    for (let run = 0; run < runs; run++) {
      const worse = untilDecided(differences(after, before, repeats, random), own, 2 * prompts);
      const same = untilDecided(differences(before, before, repeats, random), margin, 2 * prompts);
      of.falsePasses += Number(worse.verdict === 'pass');
      of.falseFails += Number(same.verdict === 'fail');
      of.passes += Number(same.verdict === 'pass');
    }
    say(
      `${nameOf(setting)} | ${(100 * margin).toFixed(1).padStart(4)} | ${share(of.falsePasses, runs).padStart(4)} | ${share(of.falseFails, runs).padStart(4)} ${share(of.passes, runs).padStart(5)}`,
    );
  }
}

/** Languages in turn, one of which bears all that differs: each prefix has its share of both. */
function languages(runs: number): void {
  const random = uniform(22);
  say(
    '\nlanguages in turn, the difference in one of them alone: prompts, margin | passes %, fails % of what is no worse over all',
  );
  for (const [of, margin] of [
    [2, 0.05],
    [8, 0.05],
    [8, 0.02],
  ] as const) {
    const prompts = 1000;
    let [falsePasses, falseFails] = [0, 0];
    const base = difficulty(0.01, 0);
    for (let run = 0; run < runs; run++) {
      const turn = (own: Difficulty, others: readonly [Difficulty, Difficulty]): Next => {
        let at = Math.floor(random() * of);
        return () =>
          at++ % of === 0
            ? differences(own, base, 1, random)()
            : differences(others[0], others[1], 1, random)();
      };
      // Over all languages: worse by just the margin; and no worse, since what one gains the others lose.
      const bad = difficulty(0.01 + of * margin, 0);
      falsePasses += Number(
        untilDecided(turn(bad, [base, base]), bad.mean / of - base.mean / of, 2 * prompts).verdict === 'pass',
      );
      const gained = difficulty(0.01 + margin, 0);
      const lost = difficulty(0.01 + margin / (of - 1), 0);
      falseFails += Number(untilDecided(turn(gained, [base, lost]), margin, 2 * prompts).verdict === 'fail');
    }
    say(
      `${of} languages, ${2 * prompts}, ${100 * margin} | ${share(falsePasses, runs)} ${share(falseFails, runs)}`,
    );
  }
}

/** What a plan of fixed size comes to. */
function fixed(next: Next, repeats: number, margin: number, prompts: number): Ended['verdict'] {
  const pairs = Array.from({ length: prompts }, () => {
    const events = Math.round(next() * repeats);
    return { trials: repeats, candidate: Math.max(0, events), baseline: Math.max(0, -events) };
  });
  const evidence = pairedEvidence(pairs);
  if (evidence === null) return 'undecided';
  const difference = differenceOf(evidence);
  if (pWithin(difference, margin) < ALPHA) return 'pass';
  return pWorse(difference) < ALPHA ? 'fail' : 'undecided';
}

/** The least number of prompts at which so many of the runs are decided so; and what they take on the average when none is asked more than that. */
function atPower(ends: readonly Ended[], verdict: Ended['verdict'], wanted: number) {
  const decided = ends.flatMap((one) => (one.verdict === verdict ? [one.at] : [])).sort((a, b) => a - b);
  const cap = decided[Math.max(0, Math.ceil(wanted) - 1)];
  if (cap === undefined) return null;
  return { cap, mean: ends.reduce((sum, { at }) => sum + Math.min(at, cap), 0) / ends.length };
}

function saving(runs: number): void {
  const random = uniform(23);
  say(
    `\n${NAMES} | margin | fixed: decides % | until decided, as often: most prompts, on the average, requests saved % | of what is worse by the margin, by twice the margin: saved %`,
  );
  const all: number[] = [];
  for (const setting of settingsOf(ASKED)) {
    const { rate, prompts, repeats, icc } = setting;
    const margin = marginFor(setting);
    const before = difficulty(rate, icc);
    const compare = (after: Difficulty, verdict: 'pass' | 'fail') => {
      let power = 0;
      const ends: Ended[] = [];
      for (let run = 0; run < runs; run++) {
        power += Number(
          fixed(differences(after, before, repeats, random), repeats, margin, prompts) === verdict,
        );
        ends.push(untilDecided(differences(after, before, repeats, random), margin, 4 * prompts));
      }
      const found = atPower(ends, verdict, power);
      return { power, found, saved: found === null ? null : 1 - found.mean / prompts };
    };
    const same = compare(before, 'pass');
    const worse = [1, 2].map((times) => compare(difficulty(rate + times * margin, icc), 'fail'));
    if (same.saved !== null) all.push(same.saved);
    const shown = (saved: number | null): string =>
      saved === null ? '   ?' : (100 * saved).toFixed(0).padStart(4);
    say(
      `${nameOf(setting)} | ${(100 * margin).toFixed(1).padStart(4)} | ${share(same.power, runs).padStart(5)} | ${String(same.found?.cap ?? '?').padStart(5)} ${(same.found?.mean ?? Number.NaN).toFixed(0).padStart(5)} ${shown(same.saved)} | ${worse.map(({ saved }) => shown(saved)).join(' ')}`,
    );
  }
  say(
    `requests saved where nothing differs, on the average: ${((100 * all.reduce((sum, one) => sum + one, 0)) / all.length).toFixed(0)}%`,
  );
}

const isQuick = process.argv.includes('--quick');
const TABLES = {
  errors: () => {
    errors(isQuick ? 200 : 1000);
    languages(isQuick ? 200 : 1000);
  },
  saving: () => saving(isQuick ? 100 : 300),
} as const;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).find((word) => word in TABLES);
  for (const [name, table] of Object.entries(TABLES)) if (named === undefined || named === name) table();
}
