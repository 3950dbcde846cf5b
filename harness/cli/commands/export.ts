/** `offscript export`: a run in the forms of other tools. */

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { UserError, writePieces } from '../../../files/index.js';
import {
  type About,
  type ExportInput,
  type ExportName,
  exportForms,
  RELATIONSHIPS,
} from '../../../reports/exports/index.js';
import { openRun, type RunInput, readCases, tallyKey } from '../../../reports/index.js';
import type { RunStore, Sample } from '../../../store/index.js';
import { OFFSCRIPT_VERSION } from '../../version.js';
import { openFullJudge, reportOnStored, underPolicy } from '../judging/index.js';
import { jobsOption } from '../options/index.js';
import { withStore } from '../stores/index.js';
import { printData, tell } from '../terminal/index.js';

interface Options extends About {
  readonly format: ExportName;
  readonly output: string;
  readonly policy?: string;
  readonly jobs?: number;
}

/** The run with the samples of one target alone. */
function ofTarget(run: RunInput, target: string): RunInput {
  async function* samples(onTorn: () => void): AsyncGenerator<Sample> {
    for await (const sample of run.samples(onTorn)) if (sample.target === target) yield sample;
  }
  return { ...run, samples };
}

/** Writes a file below a folder. Throws UserError where the system refuses. */
async function write(
  folder: string,
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<string> {
  const place = join(folder, ...path.split('/'));
  try {
    mkdirSync(dirname(place), { recursive: true });
    await writePieces(place, pieces);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UserError(`cannot write the export (${code})`, place, 'name another folder with -o');
  }
  return place;
}

async function exportRun(store: RunStore, options: Options): Promise<void> {
  const { format, output, policy, jobs, ...about } = options;
  const judging = { ...(jobs !== undefined && { jobs }) };
  const opened = await openRun(store);
  const [run = opened] = await underPolicy([opened], policy);
  const { report } = await reportOnStored([store], judging, { policy });
  const judge = openFullJudge(judging);
  try {
    const settings = run.manifest.detection ?? {};
    const input: ExportInput = {
      run,
      report,
      judged: (target) => judge.judge(readCases(ofTarget(run, target)), settings),
      identifier: tallyKey(judge, settings).identifier,
      version: OFFSCRIPT_VERSION,
      about,
      now: Date.now(),
    };
    for (const { path, pieces } of exportForms[format].files(input))
      printData(`${await write(output, path, pieces())}\n`);
  } finally {
    await judge.close();
  }
  const missing = report.targets.reduce((sum, { unanswered = 0 }) => sum + unanswered, 0);
  if (missing > 0)
    tell(`offscript: warning: the run is not complete: ${missing} questions have no answer yet\n`);
}

export function addExport(program: Command): void {
  const forms = Object.entries(exportForms).map(([name, { what }]) => `${name}: ${what}`);
  program
    .command('export')
    .description('write a run in the form of another tool, every sample with what it came to')
    .argument('<run>', 'run folder')
    .addOption(
      new Option('--format <format>', forms.join('; '))
        .choices(Object.keys(exportForms))
        .makeOptionMandatory(),
    )
    .requiredOption('-o, --output <folder>', 'where to write the files')
    .option('--organization <name>', 'who evaluated')
    .addOption(
      new Option('--relationship <name>', 'how they stand to the model, for every-eval-ever').choices([
        ...RELATIONSHIPS,
      ]),
    )
    .option('--dataset <owner/name>', 'benchmark on the Hugging Face Hub, for hf')
    .option('--source <url>', 'page with the results')
    .addOption(jobsOption())
    .option('--policy <file>', 'policies instead of those of the run, YAML or JSON: docs/policies.md')
    .action((folder, options) => withStore(folder, (store) => exportRun(store, options)));
}
