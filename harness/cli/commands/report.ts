/** `offscript report`: detects again in stored responses and writes a report. */

import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { policiesOf } from '../../../detectors/bare/index.js';
import { UserError } from '../../../files/index.js';
import {
  type Built,
  builtOn,
  checkRows,
  type Extent,
  type Format,
  type FormatName,
  formats,
  type Inference,
  openRun,
  type Report,
  type ReportRequest,
  type Rows,
  type RunHead,
  rowsFrom,
} from '../../../reports/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import type { RunStore, TargetOrder } from '../../../store/index.js';
import { openFullJudge, reportOnStored, underPolicy, writeReport, writtenReport } from '../judging/index.js';
import { cacheOption, inferenceOption, jobsOption, lcbOption } from '../options/index.js';
import { pagePlace, withStores } from '../stores/index.js';
import { printData, tell, warnOfAssumed } from '../terminal/index.js';

interface Options {
  readonly format: FormatName;
  readonly output?: string;
  readonly bundle?: string;
  readonly baseline?: string;
  /** True where nobody is named. */
  readonly vendors?: string | true;
  readonly inference?: Inference;
  readonly series?: string | true;
  readonly policy?: string;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly lcb?: boolean;
  readonly lcbWords?: string;
  readonly headline?: boolean;
  readonly compact?: boolean;
  readonly rows?: Rows;
  readonly tally?: boolean;
}

/** How much is to be written. Throws UserError where the format writes all or nothing. */
function extentOf({ format, headline, compact, rows }: Options): Extent {
  const extent: Extent = {
    ...(headline && { extent: 'headline' }),
    ...(compact && { extent: 'compact' }),
    ...(rows !== undefined && { rows }),
  };
  const asked = [
    ...(headline ? ['headline' as const] : []),
    ...(compact ? ['compact' as const] : []),
    ...(rows === undefined ? [] : ['rows' as const]),
  ];
  const { takes = [] }: Format = formats[format];
  const refused = asked.find((choice) => !takes.includes(choice));
  if (refused === undefined) return extent;
  const others = Object.entries<Format>(formats).flatMap(([name, one]) =>
    one.takes?.includes(refused) ? [name] : [],
  );
  throw new UserError(
    `${format} is not written in part`,
    `--${refused}`,
    `choose one of these with --format: ${others.join(', ')}`,
  );
}

/** Says what of the policies a reader of the report should know. */
function warnOfPolicies({ targets, detector }: Report, runs: readonly RunHead[]): void {
  warnOfAssumed(
    targets.flatMap(({ languages }) => Object.keys(languages)),
    ...runs.map(({ manifest }) => policiesOf(manifest.detection)),
  );
  if (!detector.policy.includes(',')) return;
  tell(
    `offscript: warning: the runs are judged by different policies (${detector.policy}); --policy can make them agree
`,
  );
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );

/** An option whose value may be left out takes what stands behind it: of a run, it is given back to the runs where it stood. */
async function withoutRun(
  given: readonly string[],
  option: '--series' | '--vendors',
  written: string | true | undefined,
): Promise<{ readonly runs: readonly string[]; readonly value: string | true | undefined }> {
  if (typeof written !== 'string' || !(await isFile(join(written, 'run.json'))))
    return { runs: given, value: written };
  const place = process.argv.lastIndexOf(option);
  const before = given.filter((folder) => process.argv.indexOf(folder, 2) < place).length;
  return { runs: given.toSpliced(before, 0, written), value: true };
}

/** `--series`: targets in order. Throws UserError. */
function seriesOf(written: string | true | undefined): TargetOrder | true | undefined {
  if (typeof written !== 'string') return written;
  const series = written.split(',').flatMap((part) => part.trim() || []);
  if (series.length > 0) return series;
  throw new UserError('names no target', '--series', 'name them in order, the lowest step first: a,b,c');
}

/** `--vendors`: how targets are compared as such, where that is asked for. */
function vendorsOf(written: string | true | undefined): { readonly reference?: string } | undefined {
  if (written === undefined) return undefined;
  return written === true ? {} : { reference: written };
}

/** The report on what parts add up to. */
async function reportOnParts(
  files: readonly string[],
  asked: Pick<ReportRequest, 'baseline' | 'inference' | 'series'>,
): Promise<Built> {
  const { readParts } = await import('../filtering/index.js');
  const part = await readParts(files);
  const name = files.length === 1 ? (files[0] ?? '') : `${files[0]}+${files.length - 1}`;
  const moment = new Date().toISOString();
  return builtOn([part.asRun(name, moment)], { ...asked, day: moment });
}

/** The folder that a page is written to: the first run, or that of the first tally. */
const placeOf = ([first = '.']: readonly string[], { tally }: Options): string =>
  tally ? (first === '-' ? '.' : dirname(first)) : first;

/** Writes the report with all samples. */
async function bundle(
  folder: string,
  stores: readonly RunStore[],
  built: Built,
  judging: JudgingOptions,
  policy: string | undefined,
): Promise<void> {
  const { writeBundle } = await import('../bundling/index.js');
  const runs = await underPolicy(await Promise.all(stores.map(openRun)), policy);
  const judge = openFullJudge(judging);
  try {
    await writeBundle(folder, runs, built, judge);
  } finally {
    await judge.close();
  }
}

async function report(given: string[], options: Options, command: Command): Promise<void> {
  const { format, output, baseline, inference, policy, jobs, cache } = options;
  const { runs, value: asVendors } = await withoutRun(given, '--vendors', options.vendors);
  const { runs: folders, value: inOrder } = await withoutRun(runs, '--series', options.series);
  if (folders.length === 0) command.error("error: missing required argument 'runs'");
  const [vendors, series] = [vendorsOf(asVendors), seriesOf(inOrder)];
  const extent = extentOf(options);
  const lcb = await lcbOption(options);
  const judging = { ...(jobs !== undefined && { jobs }), ...(lcb && { lcb }) };
  const built = options.tally
    ? await reportOnParts(folders, { baseline, inference, series })
    : await withStores(folders, async (stores) => {
        const made = await reportOnStored(stores, judging, {
          baseline,
          inference,
          series,
          vendors,
          policy,
          cache,
        });
        if (options.bundle !== undefined) await bundle(options.bundle, stores, made, judging, policy);
        return made;
      });
  checkRows(options.rows, built.report);
  if (options.bundle !== undefined) {
    printData(`${join(options.bundle, 'index.html')}\n`);
    warnOfPolicies(
      built.report,
      built.tallied.map(({ run }) => run),
    );
    return;
  }
  // A page is for a browser, the others are for a pipe.
  const path = output ?? (format === 'html' ? pagePlace(placeOf(folders, options)) : '-');
  if (path === '-') printData(writtenReport(built, format, extent));
  else {
    writeReport(built, format, path, 'name another file with -o', extent);
    printData(`${path}\n`);
  }
  warnOfPolicies(
    built.report,
    built.tallied.map(({ run }) => run),
  );
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('report on one or several runs; detects anew in the stored responses')
    .argument('[runs...]', 'run folders, or with --tally files of tallies')
    .addOption(new Option('--format <format>', 'what to write').choices(Object.keys(formats)).default('html'))
    .option(
      '-o, --output <file>',
      'where to write, - for standard output (default: report.html in the first run, others -)',
    )
    .addOption(
      new Option(
        '--bundle <folder>',
        'write the page with all samples to a folder, for any web server',
      ).conflicts(['output', 'format', 'headline', 'compact', 'rows']),
    )
    .option('--baseline <target>', 'compare all other targets with this one')
    .option(
      '--vendors [reference]',
      'compare the targets as vendors of the same weights, with this one or each with each',
    )
    .addOption(
      new Option('--headline', 'only the sentence that each comparison comes to').conflicts([
        'compact',
        'rows',
      ]),
    )
    .addOption(
      new Option('--tally', 'the arguments are tallies that offscript judge wrote, of any parts').conflicts([
        'bundle',
        'vendors',
        'lcb',
        'lcbWords',
        'policy',
      ]),
    )
    .option('--compact', 'one small table, with a caption that says where its numbers come from')
    .option(
      '--rows <rows>',
      'which rows: overall, languages, decided (better or worse), or languages such as ja,zh-Hans',
      rowsFrom,
    )
    .option(
      '--series [targets]',
      'checkpoints in order, the lowest step first: a,b,c or a=1000,b=2000 (default: the order of the suite, or of the runs)',
    )
    .addOption(inferenceOption())
    .option(
      '--lcb',
      'add measures of the literature: pass rates of the Language Confusion Benchmark, indices of mixing',
    )
    .option(
      '--lcb-words <path>',
      "the benchmark's list of English words, or the folder of its file `words`; adds --lcb",
    )
    .addOption(jobsOption())
    .addOption(cacheOption())
    .option('--policy <file>', 'policies instead of those of the runs, YAML or JSON: docs/policies.md')
    .action(report);
}
