/**
 * What decisions rest on, by simulation: how often intervals hold the true value and how wide they are beside others, how often a gate passes and fails wrongly, and what a
 * hierarchy of tests finds beside Holm's adjustment over all rows. docs/method.md quotes the tables. `node dist/bench/decisions.js [intervals|gate|rows]`.
 */

import { fileURLToPath } from 'node:url';
import {
  type ClusterPair,
  differenceOf,
  type Evidence,
  hierarchy,
  holm,
  independentEvidence,
  intervalOf,
  leastP,
  noDifference,
  pairedEvidence,
  pool,
  pWithin,
  pWorse,
  signFlip,
  wilson,
} from '../reports/statistics/index.js';
import { OTHERS } from './simulated/others.js';
import { around, difficulty, draw, uniform } from './simulated/prompts.js';
import { evidenceOf, type ScriptRates, type Setting, simulateRows } from './simulated/rows.js';
import { NAMES, nameOf, say, settingsOf, share } from './simulated/settings.js';

const ASKED = [
  [1, 0],
  [1, 0.5],
  [3, 0],
  [3, 0.2],
  [3, 0.5],
  [10, 0],
  [10, 0.2],
  [10, 0.5],
] as const;

function independent(pairs: readonly ClusterPair[]): Evidence {
  const evidence = independentEvidence(
    pairs.map(({ candidate: events, trials }) => ({ events, trials })),
    pairs.map(({ baseline: events, trials }) => ({ events, trials })),
    'prompts',
  );
  if (evidence === null) throw new Error('no samples');
  return evidence;
}

function paired(pairs: readonly ClusterPair[]): Evidence {
  const evidence = pairedEvidence(pairs);
  if (evidence === null) throw new Error('no samples');
  return evidence;
}

/** Of intervals by name: how many held the true value, and the sum of their widths. */
class Kept {
  readonly #of = new Map<string, { held: number; width: number; n: number }>();

  add(name: string, { low, high }: { low: number; high: number }, truth: number): void {
    const known = this.#of.get(name) ?? { held: 0, width: 0, n: 0 };
    this.#of.set(name, known);
    known.held += Number(low <= truth && truth <= high);
    known.width += high - low;
    known.n++;
  }

  line(): string {
    return Array.from(
      this.#of,
      ([, { held, width, n }]) =>
        `${share(held, n).padStart(5)} ${((100 * width) / n).toFixed(2).padStart(6)}`,
    ).join('  | ');
  }

  names(): string[] {
    return [...this.#of.keys()];
  }
}

/** Coverage and width in points: rates within 50% of a rate, half of the runs with the same on both sides. */
function intervals(runs: number): void {
  const random = uniform(7);
  let headed = false;
  for (const setting of settingsOf(ASKED)) {
    const { rate, prompts, repeats, icc } = setting;
    const kept = new Kept();
    for (let run = 0; run < runs; run++) {
      const before = difficulty(around(rate, random), icc);
      const after = run % 2 === 0 ? before : difficulty(around(rate, random), icc);
      const truth = after.mean - before.mean;
      const pairs = draw({ prompts, repeats, shared: true }, after, before, random);
      kept.add('Tango', intervalOf(differenceOf(paired(pairs)), 0.95), truth);
      for (const [name, of] of Object.entries(OTHERS)) kept.add(name, of(pairs), truth);
      const apart = draw({ prompts, repeats, shared: false }, after, before, random);
      kept.add('Miettinen-Nurminen', intervalOf(differenceOf(independent(apart)), 0.95), truth);
      const { events, trials, effective } = pool(
        pairs.map(({ candidate, trials: own }) => ({ events: candidate, trials: own })),
      );
      kept.add('Wilson', wilson(events / trials, effective) ?? { low: 0, high: 1 }, after.mean);
    }
    if (!headed) say(`${NAMES}: held %, width in points of ${kept.names().join(' | ')}`);
    headed = true;
    say(`${nameOf(setting)} ${kept.line()}`);
  }
}

const MARGIN = 0.02;
const ALPHA = 0.025;

/** How often a gate with a margin of two points passes what is worse by the margin, fails what is no worse, and passes that. */
function gates(runs: number): void {
  const random = uniform(11);
  say(`${NAMES}: false passes %, false fails %, passes % of what is no worse; of pairs | of others`);
  for (const setting of settingsOf(ASKED)) {
    const { rate, prompts, repeats, icc } = setting;
    const kinds = [true, false].map((shared) => {
      let [falsePasses, falseFails, passes] = [0, 0, 0];
      for (let run = 0; run < runs; run++) {
        const base = around(rate, random);
        const before = difficulty(base, icc);
        const evidenceFor = (after: typeof before): Evidence => {
          const pairs = draw({ prompts, repeats, shared }, after, before, random);
          return shared ? paired(pairs) : independent(pairs);
        };
        const worse = difficulty(base + MARGIN, icc);
        if (pWithin(differenceOf(evidenceFor(worse)), worse.mean - before.mean) < ALPHA) falsePasses++;
        const same = differenceOf(evidenceFor(before));
        if (pWithin(same, MARGIN) < ALPHA) passes++;
        else if (pWorse(same) < ALPHA) falseFails++;
      }
      return `${share(falsePasses, runs).padStart(4)} ${share(falseFails, runs).padStart(4)} ${share(passes, runs).padStart(5)}`;
    });
    say(`${nameOf(setting)} ${kinds.join('  | ')}`);
  }
}

const USUAL: ScriptRates = [0.04, 0.02, 0.003];
const times = ([a, b, c]: ScriptRates, factor: number): ScriptRates => [a * factor, b * factor, c * factor];

/** What changes from baseline to candidate. */
const CHANGES: Readonly<Record<string, Setting['rates']>> = {
  nothing: () => USUAL,
  'nothing, and little is mixed': () => times(USUAL, 0.1),
  'one language 2.5 times': (language, isCandidate) => times(USUAL, language === 0 && isCandidate ? 2.5 : 1),
  'all languages 1.3 times': (_, isCandidate) => times(USUAL, isCandidate ? 1.3 : 1),
  'one script of one language +10 points': (language, isCandidate) =>
    language === 0 && isCandidate ? [USUAL[0], USUAL[1], USUAL[2] + 0.1] : USUAL,
  'all 0.6 times, one language twice': (language, isCandidate) =>
    times(USUAL, isCandidate ? (language === 0 ? 2 : 0.6) : 1),
};

const LEVELS = { headline: -1, all: 0, language: 1, script: 2 } as const;

/** Which rows are significant at 5% by the hierarchy: the headline by itself. */
function byHierarchy(
  rows: ReturnType<typeof simulateRows>,
  evidence: readonly Evidence[],
  weights: readonly number[],
): boolean[] {
  const others = rows.flatMap(({ level }, i) => (level === 'headline' ? [] : [i]));
  const found = hierarchy(
    others.map((i) => {
      const one = evidence[i] as Evidence;
      const row = rows[i];
      const parent = row?.parent === undefined ? -1 : others.indexOf(row.parent);
      return {
        p: noDifference(differenceOf(one)),
        least: leastP(one),
        level: LEVELS[row?.level ?? 'all'],
        parent: parent < 0 ? undefined : parent,
      };
    }),
    weights,
    0.05,
  );
  const significant = rows.map(
    (_, i) => i === 0 && noDifference(differenceOf(evidence[i] as Evidence)) < 0.05,
  );
  for (const [at, i] of others.entries()) significant[i] = (found[at]?.p ?? 1) < 0.05;
  return significant;
}

const METHODS: Readonly<
  Record<string, (rows: ReturnType<typeof simulateRows>, evidence: readonly Evidence[]) => boolean[]>
> = {
  'Holm over all rows, sign flips': (rows) =>
    holm(rows.map(({ pairs }) => signFlip(pairs.map((one) => one.candidate - one.baseline)))).map(
      (p) => p < 0.05,
    ),
  'Holm over all rows, scores': (_, evidence) =>
    holm(evidence.map((one) => noDifference(differenceOf(one)))).map((p) => p < 0.05),
  'hierarchy 1:1:1': (rows, evidence) => byHierarchy(rows, evidence, [1, 1, 1]),
  'hierarchy 1:3:2': (rows, evidence) => byHierarchy(rows, evidence, [1, 3, 2]),
};

function rowsTable(runs: number): void {
  const random = uniform(3);
  for (const [languages, prompts, repeats] of [
    [8, 100, 2],
    [3, 100, 1],
    [30, 40, 1],
  ] as const)
    for (const [change, rates] of Object.entries(CHANGES)) {
      say(`\n${languages} languages of ${prompts} prompts, ${repeats} repeats; changed: ${change}`);
      const hits = new Map(
        Object.keys(METHODS).map((name) => [
          name,
          { any: 0, worse: 0, headline: 0, others: 0, language: 0, script: 0 },
        ]),
      );
      for (let run = 0; run < runs; run++) {
        const rows = simulateRows({ languages, prompts, repeats, rates }, random).filter(
          ({ level, pairs }) => level !== 'script' || pairs.some((one) => one.candidate + one.baseline > 0),
        );
        const evidence = rows.map(evidenceOf);
        for (const [name, method] of Object.entries(METHODS)) {
          const significant = method(rows, evidence);
          const found = hits.get(name);
          if (found === undefined) continue;
          const is = (of: (row: (typeof rows)[number]) => boolean): number =>
            Number(rows.some((row, i) => significant[i] && of(row)));
          found.any += is(() => true);
          found.worse += is(
            ({ pairs }) => pairs.reduce((sum, one) => sum + one.candidate - one.baseline, 0) > 0,
          );
          found.headline += is(({ level }) => level === 'headline');
          found.others += is(({ level }) => level !== 'headline');
          found.language += is(({ level, language }) => level === 'language' && language === 0);
          found.script += is(({ level, language }) => level === 'script' && language === 0);
        }
      }
      for (const [name, { any, worse, headline, others, language, script }] of hits)
        say(
          `${name.padEnd(32)} any ${share(any, runs).padStart(5)}  worse ${share(worse, runs).padStart(5)}  headline ${share(headline, runs).padStart(5)}  any other ${share(others, runs).padStart(5)}  the language ${share(language, runs).padStart(5)}  its scripts ${share(script, runs).padStart(5)}`,
        );
    }
}

const TABLES = {
  intervals: () => intervals(3000),
  gate: () => gates(3000),
  rows: () => rowsTable(1000),
} as const;

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [name, table] of Object.entries(TABLES))
    if (process.argv[2] === undefined || process.argv[2] === name) table();
