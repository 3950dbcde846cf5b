/** `offscript run`: asks a suite's questions and reports. */

import { type Command, Option } from 'commander';
import { policiesOf } from '../../../detectors/bare/index.js';
import { shortened, UserError } from '../../../files/index.js';
import { escapeHidden, plural } from '../../../reports/display/index.js';
import { type GateRules, rulesOf } from '../../../reports/index.js';
import {
  isDatabase,
  type PostgresOptions,
  placeFor,
  type Shard,
  type StoreFailure,
} from '../../../store/index.js';
import { writeBatch } from '../../batch/index.js';
import { estimateRun, hashOf, type RunOptions, type RunResult, runSuite } from '../../run/index.js';
import { loadSuite, type Suite } from '../../suite/index.js';
import { type Decider, openDecider, savingOf, savingText } from '../deciding/index.js';
import { exitCodeOf, type Gated, gateWithin, openedRun, showGate, showOnGithub } from '../gating/index.js';
import { shardOption, wholeNumber } from '../options/index.js';
import {
  countRun,
  type ProgressForm,
  type Shown,
  showPlan,
  showProgress,
  showRun,
  writePage,
} from '../running/index.js';
import { withStore } from '../stores/index.js';
import {
  exitCodes,
  GRACE,
  LONGEST_GRACE,
  onInterrupt,
  print,
  printData,
  tell,
  warnOfAssumed,
  warnOfHints,
} from '../terminal/index.js';

/** Which of a suite's questions are asked: all where nothing is said. */
type RunPart = Pick<RunOptions, 'limit' | 'only' | 'shard'>;

interface Options {
  readonly output?: string;
  readonly store?: string;
  readonly lease: number;
  readonly patience: number;
  readonly limit?: number;
  readonly target?: readonly string[];
  readonly batchOut?: string;
  readonly shard?: Shard;
  readonly grace: number;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly gate?: boolean;
  readonly untilDecided?: boolean;
}

function checkTargets({ targets }: Suite, path: string, only: readonly string[] = []): void {
  const ids = targets.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  throw new UserError(`there is no target "${unknown}"`, path, `the targets are ${ids.join(', ')}`);
}

/** The rules of a suite's gate: what would end it is said before anything is asked. Throws UserError: no baseline, nothing beside it, a waiver whose last day has passed. */
function rulesFor({ baseline, targets, gate = {} }: Suite, path: string): GateRules {
  const rules = rulesOf(gate, new Date().toISOString(), path);
  if (baseline !== undefined && targets.length > 1) return rules;
  throw new UserError(
    baseline === undefined ? 'it names no baseline' : `it has no target beside "${baseline}"`,
    path,
    'a gate compares the other targets with the baseline',
  );
}

/** The same of a run that goes on until it is decided. Throws UserError: what its test says nothing of. */
function checkUntilDecided({ prompts, inference }: Suite, path: string): void {
  if (inference !== 'these_prompts' && prompts.length > 1) return;
  throw new UserError(
    inference === 'these_prompts'
      ? '--until-decided takes prompts for the units, and the suite says inference: these_prompts'
      : '--until-decided takes prompts for the units, and there is a single one',
    path,
    'run it without --until-decided, and gate it when all is asked',
  );
}

/** What is asked, and how. */
interface Asking {
  readonly part: RunPart;
  /** Seconds that Ctrl-C waits. */
  readonly grace: number;
  readonly form: ProgressForm;
  /** By which it is known when nothing more has to be asked; undefined where all is. */
  readonly until: GateRules | undefined;
  /** How a database is asked. */
  readonly store: PostgresOptions;
}

/** Runs with progress on a terminal and Ctrl-C, and reports. */
async function ask(
  suite: Suite,
  folder: string,
  { part, grace, form, until, store: storing }: Asking,
): Promise<{ readonly result: RunResult; readonly shown: Shown | undefined }> {
  const progress = await showProgress(await countRun(suite), form);
  const interrupt = onInterrupt(grace, progress.say);
  let shown: Shown | undefined;
  let decider: Decider | undefined;
  try {
    if (until !== undefined) decider = await withStore(folder, (store) => openDecider(suite, store, until));
    const options: RunOptions = {
      ...part,
      ...progress,
      onSample(sample) {
        progress.onSample(sample);
        decider?.add(sample);
      },
      ...(decider && { untilDecided: true, wanting: decider }),
      onNotice: (line) => progress.say(escapeHidden(line)),
      stop: interrupt.stop,
      abort: interrupt.abort,
    };
    const result = await withStore(folder, (store) => runSuite(suite, store, options), storing);
    interrupt.release();
    // Who stopped the run does not wait for a report on part of it.
    if (!interrupt.stop.aborted && result.halted === undefined) shown = await writePage(folder);
    return { result, shown };
  } finally {
    interrupt.release();
    progress.end(shown?.report);
    await decider?.close();
  }
}

/** Kinds of failure that are named, and UTF-16 code units of each message. */
const FAILURES_SAID = 3;
const MESSAGE = 160;

/** What is left to say and to do, on standard error; sets the exit code. */
function conclude(folder: string, result: RunResult, form: ProgressForm): void {
  const { asked, failed, failures, skipped, left, stopped, halted } = result;
  const say = (line: string): void => void tell(`${line}\n`);
  if (skipped > 0 && form === 'shown')
    say(`${plural(skipped, 'question')} had an answer already; ${asked} asked.`);
  // Where the run is gone, or another process goes on with it, the same command does not.
  const goesOn = halted === undefined || halted.kind === 'refused';
  if (halted !== undefined)
    say(
      `offscript: ${folder}: ${halted.message}. ${plural(asked, 'new sample')} ${goesOn ? '' : 'had been '}stored.`,
    );
  if (failed > 0) {
    say(`${plural(failed, 'request')} failed, also after their retries; the same command asks again.`);
    // Why a target stopped has been said.
    const unsaid = failures.filter(({ target }) => stopped.every((one) => one.target !== target));
    for (const { target, message, count } of unsaid.slice(0, FAILURES_SAID)) {
      say(`  ${count} of ${escapeHidden(target)}: ${escapeHidden(shortened(message, MESSAGE))}`);
    }
    if (unsaid.length > FAILURES_SAID) say(`  and ${plural(unsaid.length - FAILURES_SAID, 'other failure')}`);
  }
  const own = stopped.filter(({ count }) => count > 0);
  for (const { target, count } of own)
    say(`${plural(count, 'question')} to ${escapeHidden(target)} not asked; the same command goes on.`);
  const rest = left - own.reduce((sum, { count }) => sum + count, 0);
  if (rest > 0 && goesOn) say(`Stopped with ${plural(rest, 'question')} left; the same command goes on.`);
  if (failed > 0 || left > 0 || halted !== undefined) process.exitCode = exitCodes.incomplete;
}

/** A failure of the store as JSON: its kind, its line, and what the system said. */
const haltOf = ({ kind, message, cause }: StoreFailure): object => ({
  kind,
  message,
  ...(cause instanceof Error && cause),
});

async function run(path: string, options: Options): Promise<void> {
  const { output, store, limit, target: only, shard, dryRun, batchOut, quiet, json } = options;
  const suite = await loadSuite(path);
  warnOfHints(suite.hints);
  warnOfAssumed(
    suite.prompts.map(({ language }) => language),
    policiesOf(suite.detection),
  );
  checkTargets(suite, path, only);
  const isGated = options.gate || options.untilDecided;
  const rules = isGated ? rulesFor(suite, path) : undefined;
  if (options.untilDecided) checkUntilDecided(suite, path);
  const suffix = shard === undefined ? '' : `-${shard.index}of${shard.of}`;
  if (store !== undefined && !isDatabase(store))
    throw new UserError(
      'this is no database',
      store,
      'write postgresql://HOST/DATABASE, or name a folder with -o',
    );
  const folder = placeFor(store ?? output, `${suite.name}-${hashOf(suite).slice(0, 8)}${suffix}`);
  if (options.untilDecided && isDatabase(folder))
    throw new UserError(
      '--until-decided looks at all answers while they come, and a store has those of many workers',
      folder,
      'ask it from one machine into a folder, or run it without --until-decided and gate it then',
    );
  const part: RunPart = { ...(limit && { limit }), ...(only && { only }), ...(shard && { shard }) };
  if (dryRun) {
    const estimates = await withStore(folder, (store) => estimateRun(suite, store, part));
    if (json) printData(`${JSON.stringify({ folder, targets: estimates })}\n`);
    else showPlan(estimates);
    return;
  }
  if (batchOut !== undefined) {
    for (const { path: file, requests } of writeBatch(suite, batchOut, part)) {
      tell(`${plural(requests, 'request')}\n`);
      printData(`${file}\n`);
    }
    return;
  }
  const form: ProgressForm = json ? 'json' : quiet ? 'quiet' : 'shown';
  const { result, shown } = await ask(suite, folder, {
    part,
    grace: options.grace,
    form,
    until: options.untilDecided ? rules : undefined,
    store: { lease: options.lease, patience: options.patience * 1000 },
  });
  const { halted, ...counts } = result;
  if (shown !== undefined && form === 'shown') showRun(folder, shown);
  const gated = isGated ? gateOf(shown) : undefined;
  const saving = options.untilDecided
    ? await withStore(folder, (store) => savingOf(suite, store))
    : undefined;
  if (gated !== undefined && json) printData(`${JSON.stringify({ event: 'gate', ...gated.result })}\n`);
  if (json) {
    const report = shown?.page ?? null;
    const end = {
      event: 'end',
      folder,
      ...counts,
      ...(halted && { halted: haltOf(halted) }),
      ...(saving && { until_decided: saving }),
      report,
    };
    printData(`${JSON.stringify(end)}\n`);
  }
  conclude(folder, result, form);
  if (gated !== undefined) {
    if (!json) showGate(gated, 'text');
    showOnGithub(gated);
  }
  if (saving !== undefined && form === 'shown') print(`${savingText(saving, isDecided(gated))}\n`);
  if (isGated) concludeGate(gated);
}

/** What was asked, held to the suite's gate; undefined of a run that was stopped. */
const gateOf = (shown: Shown | undefined): Gated | undefined =>
  shown?.tallied && gateWithin(openedRun(shown.tallied), {});

const isDecided = (gated: Gated | undefined): boolean =>
  gated?.result.candidates.every(({ sequential }) => sequential?.decided) ?? false;

/** Sets the exit code: a fail is said whatever else is, and a pass only of a run that is whole. */
function concludeGate(gated: Gated | undefined): void {
  if (gated === undefined) {
    tell('offscript: no gate on a run that was stopped; the same command goes on.\n');
    process.exitCode = exitCodes.incomplete;
    return;
  }
  const code = exitCodeOf(gated);
  if (code !== 0 || process.exitCode === undefined) process.exitCode = code;
}

export function addRun(program: Command): void {
  program
    .command('run')
    .description('ask the questions of a suite; the same command again goes on where it stopped')
    .argument('<suite>', 'the suite, YAML')
    .option('-o, --output <folder>', 'run folder (default: runs/NAME-HASH)')
    .addOption(
      new Option(
        '--store <url>',
        'keep the run in a database, for many machines that ask it together: postgresql://HOST/DATABASE[#RUN]',
      ).conflicts(['output']),
    )
    .option(
      '--lease <seconds>',
      'with a database: how long a worker that gives no sign of life keeps its questions',
      wholeNumber('--lease', 1, 3600),
      30,
    )
    .option(
      '--patience <seconds>',
      'with a database: how long it is waited for where it is away',
      wholeNumber('--patience', 1, 86_400),
      120,
    )
    .option('--limit <n>', 'only the first N prompts of each language', wholeNumber('--limit', 1))
    .option('--target <id...>', 'only these targets')
    .option('--batch-out <file>', 'ask nothing: write the requests as input of an OpenAI Batch')
    .option('--shard <i/n>', 'only the i-th of n parts, for n machines; merge joins them', shardOption)
    .option('--dry-run', 'only say how many requests, tokens and what cost it would be')
    .option(
      '--grace <seconds>',
      'how long Ctrl-C waits for what is in flight',
      wholeNumber('--grace', 0, LONGEST_GRACE),
      GRACE,
    )
    .addOption(new Option('--quiet', 'say only what went wrong').conflicts('json'))
    .addOption(
      new Option(
        '--gate',
        "hold the run to the suite's gate: exit code 1 where it fails, 3 where it is undecided",
      ).conflicts(['dryRun', 'batchOut']),
    )
    .addOption(
      new Option(
        '--until-decided',
        "ask prompt by prompt, and no further than until the suite's gate is decided; --gate comes with it",
      ).conflicts(['batchOut', 'shard', 'limit', 'target']),
    )
    .option('--json', 'progress and result as lines of JSON on standard output')
    .action(run);
}
