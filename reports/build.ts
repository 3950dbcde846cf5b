/** Makes the report: runs in, their samples judged and added up, a report and what the page shows out. */

import type { ReportRequest } from './asked.js';
import { type Besides, besidesOf } from './besides.js';
import { countedRun, type ExemplifiedRun, judgeAndAdd, ownJudge, type TalliedRun } from './counted.js';
import { ExamplePicker } from './examples.js';
import type { Recorder } from './judgement/index.js';
import type { Judge } from './judging/index.js';
import { reportOn } from './report.js';
import { type RunInput, targetNames } from './runs.js';
import type { Examples, Report } from './types.js';

export interface ReportOptions extends ReportRequest {
  /** Compares the targets as vendors: with the one of this id, or each with each; where missing, as the first run that says anything of vendors says. */
  readonly vendors?: { readonly reference?: string } | undefined;
  /** Takes what each run's samples came to. */
  readonly recorderOf?: (run: RunInput) => Pick<Recorder, 'add'>;
  /** Who judges the samples; where missing, the calling thread does, by each run's own identifier. */
  readonly judge?: Judge | undefined;
}

/** A report, and the flagged texts for the page. */
export interface Built {
  readonly report: Report;
  readonly examples: Examples;
  /** What it was made from, for what else is to be told of it. */
  readonly tallied: readonly TalliedRun[];
}

/** The report on runs that are added up, with what it shows of them. Throws UserError: an unknown baseline. */
export function builtOn(
  all: readonly ExemplifiedRun[],
  asked: ReportRequest & { readonly besides?: Besides } = {},
): Built {
  const nameOf = targetNames(all.map(({ run }) => run));
  const picker = new ExamplePicker();
  for (const { run, examples } of all) picker.merge(examples.toJSON(), (id) => nameOf(run, id));
  return {
    report: reportOn(all, asked),
    examples: picker.pick(),
    tallied: all,
  };
}

/**
 * Judges every sample of the runs anew and adds up; the report does not depend on how many threads judge. Throws UserError: an
 * unknown baseline, a folder that cannot be read, a sample of a target that its run does not name.
 */
export async function buildReport(
  runs: readonly RunInput[],
  { vendors, judge, recorderOf, ...asked }: ReportOptions = {},
): Promise<Built> {
  const besides = besidesOf(runs, vendors);
  const nameOf = targetNames(runs);
  const all: ExemplifiedRun[] = [];
  for (const run of runs) {
    const recorder = recorderOf?.(run);
    const counted = await judgeAndAdd(run, judge ?? ownJudge(run), {
      ...(recorder && { recorder }),
      besides: { ...besides, nameOf: (id) => nameOf(run, id) },
    });
    all.push(countedRun(run, counted));
  }
  return builtOn(all, { ...asked, besides });
}
