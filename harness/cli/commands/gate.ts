/** `offscript gate`: may a candidate take the baseline's place? One verdict, one exit code. */

import { type Command, Option } from 'commander';
import { UserError, writeOutput } from '../../../files/index.js';
import { type GateFormatName, gateFormats, type Inference } from '../../../reports/index.js';
import { loadGateFile, loadSuite } from '../../suite/index.js';
import {
  exitCodeOf,
  gateBetween,
  gateWithin,
  openOne,
  type Said,
  showGate,
  showOnGithub,
  specOf,
  writtenGate,
} from '../gating/index.js';
import { cacheOption, inferenceOption, jobsOption } from '../options/index.js';
import { printData } from '../terminal/index.js';

interface Options {
  readonly baseline?: string;
  readonly candidate?: string;
  readonly suite?: string;
  readonly rules?: string;
  readonly margin?: number;
  readonly inference?: Inference;
  readonly format: GateFormatName;
  readonly output?: string;
  readonly policy?: string;
  readonly jobs?: number;
  readonly cache: boolean;
}

/** Points of a margin. Throws UserError. */
function pointsOption(value: string): number {
  const points = value.trim() === '' ? Number.NaN : Number(value);
  if (points > 0 && points <= 100) return points;
  throw new UserError(`"${value}" is no margin`, '--margin', 'write percentage points, such as 1 or 0.5');
}

async function saidBy({ suite, rules, margin, inference }: Options): Promise<Said> {
  const said = { margin, inference };
  if (rules !== undefined) return { ...said, settings: await loadGateFile(rules), where: rules };
  if (suite === undefined) return said;
  const { gate: settings = {}, inference: own } = await loadSuite(suite);
  return { ...said, settings, where: suite, inference: inference ?? own };
}

async function gateCommand(run: string | undefined, options: Options): Promise<void> {
  const {
    baseline,
    candidate = baseline === undefined ? undefined : run,
    format,
    output,
    policy,
    jobs,
    cache,
  } = options;
  const judging = { policy, cache, ...(jobs !== undefined && { jobs }) };
  const said = await saidBy(options);
  if (baseline === undefined && (run === undefined || candidate !== undefined))
    throw new UserError(
      candidate === undefined ? 'there is nothing to compare' : 'there is a candidate and no baseline',
      'gate',
      'write gate RUN, whose suite names the baseline, or gate --baseline RUN[#TARGET] --candidate RUN[#TARGET]',
    );
  if (baseline !== undefined && candidate === undefined)
    throw new UserError('there is a baseline and no candidate', 'gate', 'add --candidate RUN[#TARGET]');
  const gated =
    baseline !== undefined && candidate !== undefined
      ? await gateBetween(specOf(baseline), specOf(candidate), judging, said)
      : gateWithin(await openOne(run ?? '', judging), said);
  if (output === undefined || output === '-') showGate(gated, format);
  else {
    writeOutput(output, writtenGate(gated, format));
    printData(`${output}\n`);
  }
  process.exitCode = exitCodeOf(gated);
  showOnGithub(gated);
}

export function addGate(program: Command): void {
  program
    .command('gate')
    .description('may a candidate take the place of the baseline? exit code 0 pass, 1 fail, 3 undecided')
    .argument('[run]', 'run folder whose suite names the baseline; with --baseline, the candidate')
    .option('--baseline <run>', 'run folder or tally, with #TARGET where it has several')
    .option('--candidate <run>', 'the same of the candidate')
    .option('--suite <file>', 'a suite whose gate takes the place of what the run was asked with')
    .addOption(
      new Option(
        '--rules <file>',
        'a gate by itself, YAML: what would stand under `gate` of a suite',
      ).conflicts('suite'),
    )
    .option(
      '--margin <points>',
      'how much worse is not yet worse, in percentage points (default: 2)',
      pointsOption,
    )
    .addOption(inferenceOption())
    .addOption(
      new Option('--format <format>', 'what to write').choices(Object.keys(gateFormats)).default('text'),
    )
    .option('-o, --output <file>', 'where to write (default: -, standard output)')
    .addOption(jobsOption())
    .addOption(cacheOption())
    .option('--policy <file>', 'policies instead of those of the runs, YAML or JSON: docs/policies.md')
    .action(gateCommand);
}
