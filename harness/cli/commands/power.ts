/** `offscript power`: how many prompts and repeats a run of fixed size needs for its gate to decide, and what they cost. */

import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { UserError } from '../../../files/index.js';
import { asWritten } from '../../../reports/display/index.js';
import { GATE_ALPHA, type GateRules, rulesOf } from '../../../reports/gate/index.js';
import { ASSUMED_CORRELATION } from '../../../reports/statistics/index.js';
import { GATED, type Gated } from '../../../store/index.js';
import { estimateRun, hashOf } from '../../run/index.js';
import { loadSuite, type Suite } from '../../suite/index.js';
import { specOf } from '../gating/index.js';
import { jobsOption, wholeNumber } from '../options/index.js';
import { knownOf, type PowerPlan, planPower, showPower } from '../planning/index.js';
import { withStore } from '../stores/index.js';
import { printData } from '../terminal/index.js';

interface Options {
  readonly rate?: number;
  readonly baseline?: string;
  readonly measure?: Gated;
  readonly margin?: number;
  readonly max?: number;
  readonly worse?: number;
  readonly repeats?: readonly number[];
  readonly correlation?: number;
  readonly shared: number;
  readonly alpha: number;
  readonly power: number;
  readonly format: 'text' | 'json';
  readonly policy?: string;
  readonly jobs?: number;
}

/** A number between two others, of which `scale` makes a fraction. Throws UserError. */
const fraction =
  (name: string, least: number, most: number, scale: number, such: string) =>
  (value: string): number => {
    const written = value.trim().replace(/\s*%$/, '');
    const number = written === '' ? Number.NaN : Number(written);
    if (number >= least && number <= most) return number / scale;
    throw new UserError(`"${value}" is not between ${least} and ${most}`, name, `write ${such}`);
  };

/** The same without its ends. */
const between =
  (name: string, most: number, scale: number, such: string) =>
  (value: string): number => {
    const found = fraction(name, 0, most, scale, such)(value);
    if (found > 0 && found < most / scale) return found;
    throw new UserError(`"${value}" is not between 0 and ${most}`, name, `write ${such}`);
  };

const POINTS = 100;

/** Numbers of repeats that are planned for where nobody names any. */
const REPEATS = [1, 2, 3, 5, 10] as const;

function goalOf({ margin, max, worse }: Options, rules: GateRules): PowerPlan['goal'] {
  if (worse !== undefined) return { kind: 'worse', by: worse };
  if (max !== undefined) return { kind: 'max', share: max };
  return { kind: 'margin', margin: margin ?? rules.margin };
}

/** What one question costs, asked of all targets; null where a target has no prices. */
async function costOf(suite: Suite): Promise<number | null> {
  const folder = join('runs', `${suite.name}-${hashOf(suite).slice(0, 8)}`);
  const estimates = await withStore(folder, (store) => estimateRun(suite, store, { anew: true }));
  const each = estimates.map(({ cost, requests }) =>
    cost === null || requests === 0 ? null : cost / requests,
  );
  return each.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

function checkGoal(goal: PowerPlan['goal'], rate: number): void {
  if (goal.kind === 'max' && rate >= goal.share)
    throw new UserError(
      `a rate of ${asWritten(rate)}% is never shown to be at most ${asWritten(goal.share)}%`,
      '--max',
      'name a share above the rate',
    );
  if (goal.kind === 'worse' && rate + goal.by > 1)
    throw new UserError('the rate would rise above 100%', '--worse', 'name fewer points');
}

async function power(path: string | undefined, options: Options): Promise<void> {
  const { repeats, shared, alpha, power: wanted, format, policy, jobs } = options;
  const suite = path === undefined ? undefined : await loadSuite(path);
  const rules = rulesOf(suite?.gate ?? {}, new Date().toISOString(), path ?? '');
  const measure = options.measure ?? rules.on[0] ?? 'script_mixing';
  const known =
    options.baseline === undefined
      ? undefined
      : await knownOf(specOf(options.baseline), measure, { policy, ...(jobs !== undefined && { jobs }) });
  const rate = options.rate ?? known?.rate;
  if (rate === undefined)
    throw new UserError(
      options.baseline === undefined
        ? 'nothing says how high the rate is'
        : `${options.baseline} has no scored answer`,
      'power',
      'write --rate 5%, or --baseline RUN[#TARGET] of a run that is there',
    );
  const goal = goalOf(options, rules);
  checkGoal(goal, rate);
  const table = planPower({
    goal,
    measure,
    rate,
    correlation: options.correlation ?? known?.correlation ?? ASSUMED_CORRELATION,
    shared,
    alpha,
    power: wanted,
    repeats: repeats ?? [...new Set([...REPEATS, suite?.repeats ?? 1])].sort((a, b) => a - b),
    targets: suite?.targets.length ?? (goal.kind === 'max' ? 1 : 2),
    cost: suite === undefined ? null : await costOf(suite),
    ...(suite && { suite: { prompts: suite.prompts.length, repeats: suite.repeats } }),
  });
  if (format === 'json') printData(`${JSON.stringify(table, null, 2)}\n`);
  else showPower(table);
}

const MOST_REPEATS = 100;

export function addPower(program: Command): void {
  const repeatsOf = wholeNumber('--repeats', 1, MOST_REPEATS);
  program
    .command('power')
    .description('how many prompts and repeats a gate needs to decide, and what they cost')
    .argument('[suite]', 'a suite, YAML: its gate, repeats, targets and prices')
    .option('--rate <share>', "the baseline's rate", fraction('--rate', 0, 100, POINTS, 'a share such as 5%'))
    .option(
      '--baseline <run>',
      'a run or a tally that tells the rate and the correlation, with #TARGET where it has several',
    )
    .addOption(
      new Option('--measure <rate>', 'which rate (default: the first that the gate hangs on)').choices(GATED),
    )
    .addOption(
      new Option(
        '--margin <points>',
        'a pass with this margin, where nothing differs (default: that of the gate)',
      )
        .argParser(between('--margin', 100, POINTS, 'percentage points, such as 1 or 0.5'))
        .conflicts(['max', 'worse']),
    )
    .addOption(
      new Option('--max <share>', 'a pass of a rate that may be at most this')
        .argParser(between('--max', 100, POINTS, 'a share such as 2%'))
        .conflicts('worse'),
    )
    .option(
      '--worse <points>',
      'a fail where the candidate is worse by as much: the smallest change to be found',
      between('--worse', 100, POINTS, 'percentage points, such as 3'),
    )
    .addOption(
      new Option('--repeats <n...>', 'repeats to plan for (default: 1 2 3 5 10)').argParser(
        (value: string, before: readonly number[] | undefined) => [...(before ?? []), repeatsOf(value)],
      ),
    )
    .option(
      '--correlation <r>',
      `how much repeats of one prompt resemble each other, 0 to 1 (default: that of the baseline, else ${ASSUMED_CORRELATION})`,
      fraction('--correlation', 0, 1, 1, 'a number such as 0.3'),
    )
    .option(
      '--shared <part>',
      'the part of prompts that are as hard for both targets, 0 to 1',
      fraction('--shared', 0, 1, 1, 'a number such as 0.5'),
      0,
    )
    .option(
      '--alpha <level>',
      'level of the test, one-sided',
      between('--alpha', 0.5, 1, `a number such as ${GATE_ALPHA}`),
      GATE_ALPHA,
    )
    .option(
      '--power <chance>',
      'how sure it is to decide, 0 to 1',
      between('--power', 1, 1, 'a number such as 0.9'),
      0.9,
    )
    .addOption(new Option('--format <format>', 'what to write').choices(['text', 'json']).default('text'))
    .addOption(jobsOption())
    .option('--policy <file>', 'policies instead of those of the run, YAML or JSON: docs/policies.md')
    .action(power);
}
