/** `offscript vocab probe`: which tokens an endpoint cannot write. */

import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { sha256, shortened, UserError } from '../../../files/index.js';
import { count, escapeHidden, plural } from '../../../reports/display/index.js';
import { folderStore, isDatabase } from '../../../store/index.js';
import { type ProbeFormatName, probeFormats } from '../../../vocabulary/formats/index.js';
import {
  askTokens,
  type Choice,
  chooseTokens,
  type NamedIds,
  namedIds,
  openVocabulary,
  ownIds,
  readNamedIds,
  type TokenId,
  type Vocabulary,
  type Way,
} from '../../../vocabulary/index.js';
import type { RunResult } from '../../run/index.js';
import { loadSuite, type Suite } from '../../suite/index.js';
import { wholeNumber } from '../options/index.js';
import { exitCodes, GRACE, LONGEST_GRACE, onInterrupt, tell, warnOfHints } from '../terminal/index.js';
import { examplesOption, painterFor, patternOption, writeResult } from '../vocabulary/index.js';

interface Options {
  readonly tokenizer: string;
  readonly format: ProbeFormatName;
  readonly output: string;
  readonly pattern?: string;
  readonly examples: number;
  readonly target?: readonly string[];
  readonly sample?: number;
  readonly all?: boolean;
  readonly only?: string;
  readonly from?: string;
  readonly worst: number;
  readonly group: number;
  readonly way?: Way;
  readonly confirm: number;
  readonly segment?: number;
  readonly magikarp?: boolean;
  readonly run?: string;
  readonly grace: number;
}

/** Tokens that are drawn where nothing is said, of a group, and that answers confirm. */
const SAMPLE = 1000;
const GROUP = 20;
const CONFIRM = 1000;

/** Milliseconds between two lines about what goes on. */
const LINE_EVERY = 5000;

/** Only the targets that are named. */
function withTargets(suite: Suite, path: string, only: readonly string[] | undefined): Suite {
  if (only === undefined) return suite;
  const ids = suite.targets.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new UserError(`there is no target "${unknown}"`, path, `the targets are ${ids.join(', ')}`);
  return { ...suite, targets: suite.targets.filter(({ id }) => only.includes(id)) };
}

/** What options name: the tokens of a file, the worst first, and others. */
interface Given {
  readonly from: NamedIds | undefined;
  readonly only: NamedIds | undefined;
}

const givenBy = async ({ from, only }: Options): Promise<Given> => ({
  from: from === undefined ? undefined : await readNamedIds(from, { all: true }),
  only: only === undefined ? undefined : await namedIds(only),
});

/** Of these the tokens of the vocabulary, each once: so many of the worst, and all others. */
function namedBy({ from, only }: Given, vocabulary: Vocabulary, worst: number): readonly TokenId[] {
  const ids = (given: NamedIds | undefined) => (given === undefined ? [] : ownIds(vocabulary, given).ids);
  return [...new Set([...ids(from).slice(0, worst), ...ids(only)])];
}

/** Where answers are kept where nobody says: what is asked of whom names it, so that another probe is another folder. */
function folderFor(suite: Suite, choice: Choice, group: number): string {
  const asked = sha256({
    targets: suite.targets.map(({ id, model, sampling, extra_body }) => [id, model, sampling, extra_body]),
    tokens: choice.tokens.map(({ id, text }) => [id, text]),
    group,
    seed: suite.seed ?? null,
  });
  return join('runs', `${suite.name}-probe-${asked.slice(0, 8)}`);
}

/** Says now and then how many answers there are. */
function sayProgress(): {
  readonly onPart: (what: string, requests: number) => void;
  readonly onSample: () => void;
} {
  let next = performance.now() + LINE_EVERY;
  let part = { what: '', requests: 0, done: 0 };
  return {
    onPart(what, requests) {
      part = { what, requests, done: 0 };
      tell(`${escapeHidden(what)}: ${plural(requests, 'request')}\n`);
    },
    onSample() {
      part.done++;
      if (performance.now() < next) return;
      next = performance.now() + LINE_EVERY;
      tell(`${escapeHidden(part.what)}: ${count(part.done)} of ${count(part.requests)} answered\n`);
    },
  };
}

/** Units of a failure's message. */
const MESSAGE = 160;

/** Says what is left to do; sets the exit code. */
function conclude(folder: string, ended: readonly RunResult[], isStopped: boolean): void {
  const failed = ended.reduce((sum, one) => sum + one.failed, 0);
  const left = ended.reduce((sum, one) => sum + one.left, 0);
  const halted = ended.find((one) => one.halted !== undefined)?.halted;
  if (halted !== undefined) tell(`offscript: ${escapeHidden(folder)}: ${escapeHidden(halted.message)}\n`);
  if (failed > 0) {
    tell(`${plural(failed, 'request')} failed, also after their retries; the same command asks again.\n`);
    const [first] = ended.flatMap(({ failures }) => failures);
    if (first !== undefined)
      tell(`  ${escapeHidden(first.target)}: ${escapeHidden(shortened(first.message, MESSAGE))}\n`);
  }
  if (isStopped || left > 0) tell(`Stopped; the same command goes on with ${escapeHidden(folder)}.\n`);
  if (failed > 0 || left > 0 || isStopped || halted !== undefined) process.exitCode = exitCodes.incomplete;
}

async function probe(path: string, options: Options): Promise<void> {
  const { format, output, pattern, examples, group, all, sample, grace } = options;
  const suite = withTargets(await loadSuite(path), path, options.target);
  warnOfHints(suite.hints);
  const given = await givenBy(options);
  const vocabulary = await openVocabulary(options.tokenizer, { pattern });
  const named = namedBy(given, vocabulary, options.worst);
  const drawn =
    sample ?? (named.length > 0 || options.only !== undefined || options.from !== undefined ? 0 : SAMPLE);
  const choice = await chooseTokens(vocabulary, {
    named,
    sample: all === true ? 'all' : drawn,
    seed: suite.seed ?? 1,
  });
  const folder = options.run ?? folderFor(suite, choice, group);
  if (isDatabase(folder)) throw new UserError('a probe is kept in a folder', folder, 'name one with --run');
  const { onPart, onSample } = sayProgress();
  const interrupt = onInterrupt(grace, (line) => tell(`${line}\n`));
  try {
    const { targets, ended } = await askTokens({
      suite,
      vocabulary,
      choice,
      group,
      confirm: options.confirm,
      segment: options.segment,
      way: options.magikarp === true ? 'magikarp' : options.way,
      placeOf: (part) => folderStore(join(folder, part)),
      onPart,
      options: {
        stop: interrupt.stop,
        abort: interrupt.abort,
        onSample,
        onNotice: (line) => tell(`${escapeHidden(line)}\n`),
      },
    });
    interrupt.release();
    writeResult(
      () => probeFormats[format]({ vocabulary, choice, targets }, { examples, paint: painterFor(output) }),
      output,
      format,
    );
    conclude(folder, ended, interrupt.stop.aborted);
  } finally {
    interrupt.release();
  }
}

export function addProbeVocabulary(vocab: Command): void {
  vocab
    .command('probe')
    .description('which tokens an endpoint cannot write: it is asked for copies of them')
    .argument('<suite>', 'the suite, YAML; its targets are asked, and none of its prompts')
    .requiredOption(
      '--tokenizer <file>',
      'the tokenizer of the models: tokenizer.json, a rank file of tiktoken, a GGUF file, or a folder with one of them',
    )
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a token')
        .choices(Object.keys(probeFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write', '-')
    .option('--target <id...>', 'only these targets')
    .option(
      '--sample <n>',
      `tokens to draw of the vocabulary, class by class (default: ${SAMPLE}, none beside --from and --only)`,
      wholeNumber('--sample', 0),
    )
    .addOption(new Option('--all', 'ask for every token').conflicts('sample'))
    .option(
      '--from <file>',
      'ask for tokens that `vocab drift` wrote, the most changed ones, or another file with figures',
    )
    .option('--worst <n>', 'how many of those', wholeNumber('--worst', 1), 500)
    .option('--only <ids>', 'ask for these tokens: 17,2051, or a file of ids')
    .option('--group <n>', 'tokens that are asked for at once', wholeNumber('--group', 1, 500), GROUP)
    .addOption(
      new Option('--way <way>', 'how to ask first (default: by what the server offers)').choices([
        'sampling',
        'prefill',
        'next_token',
      ]),
    )
    .option(
      '--segment <n>',
      'tokens of a segment, where a server scores prompts (default: 8000, or what the model takes twice)',
      wholeNumber('--segment', 1, 1_000_000),
    )
    .option(
      '--confirm <n>',
      'tokens of low probability to ask for, the lowest first',
      wholeNumber('--confirm', 0),
      CONFIRM,
    )
    .addOption(
      new Option(
        '--magikarp',
        'verify under-trained tokens by three published prompts, where probabilities are given',
      ).conflicts(['way', 'confirm']),
    )
    .option('--run <folder>', 'where the answers are kept (default: runs/NAME-probe-HASH)')
    .option(
      '--grace <seconds>',
      'how long Ctrl-C waits for what is in flight',
      wholeNumber('--grace', 0, LONGEST_GRACE),
      GRACE,
    )
    .addOption(patternOption())
    .addOption(examplesOption())
    .addHelpText(
      'after',
      `
A token is forgotten that is written in at most 1 of 5 answers. The same command again goes on where it
stopped, and asks nothing twice.`,
    )
    .action(probe);
}
