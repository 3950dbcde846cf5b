/** Runs whose samples are judged and added up: what reports, gates and stored tallies are made of. */

import { plannedOrder } from '../store/index.js';
import type { Besides } from './besides.js';
import { ExamplePicker } from './examples.js';
import type { Recorder } from './judgement/index.js';
import { type Judge, plainJudge, promptOf } from './judging/index.js';
import { cellOf } from './rates.js';
import { casesOf, questionsOf, type RunHead, type RunInput } from './runs.js';
import { RunTally, type TargetTally, tallyKey } from './tally/index.js';

/** A run whose samples are judged and added up. */
export interface TalliedRun {
  readonly run: RunHead;
  readonly tally: RunTally;
  /** Torn lines that were left out. */
  readonly torn: number;
}

/** Says how many samples there are to be: a row of a log that could not be read is a sample of nobody knows which target. */
function expectAnswers(tally: TargetTally, manifest: RunHead['manifest']): void {
  const { unread = 0 } = manifest.left_out ?? {};
  const questions = questionsOf(manifest);
  if (questions !== undefined) tally.expect(questions);
  else if (unread > 0) tally.expect(cellOf([...tally.languages.values()]).samples + unread);
}

/** A run whose samples are judged and added up, with what is shown of them. Targets go by their ids. */
export interface ExemplifiedRun extends TalliedRun {
  readonly examples: ExamplePicker;
}

/** What samples of a run come to before it is said how many there are to be: what adds up with those that are added to the run later. */
export interface Counted extends Pick<ExemplifiedRun, 'tally' | 'examples' | 'torn'> {
  /** Whether any of them has what reports tell and no tally holds. */
  readonly hasBesides: boolean;
}

/** What else is done with samples that are judged. */
export interface Taking {
  readonly recorder?: Pick<Recorder, 'add'>;
  /** What others of the run came to. */
  readonly before?: Counted | undefined;
  /** Takes what no tally holds, under the names that the report has for targets. */
  readonly besides?: Besides & { readonly nameOf: (id: string) => string };
}

/** Judges all samples of a run and adds them to what others of it came to. Throws UserError as {@link tallyRun}. */
export async function judgeAndAdd(
  run: RunInput,
  judge: Judge,
  { recorder, before, besides }: Taking = {},
): Promise<Counted> {
  const { manifest, prompts } = run;
  const { detection = {}, targets } = manifest;
  const tally =
    before?.tally ??
    new RunTally(
      tallyKey(judge, detection),
      targets.map(({ id }) => id),
    );
  const examples = before?.examples ?? new ExamplePicker();
  let torn = before?.torn ?? 0;
  let hasBesides = before?.hasBesides ?? false;
  const samples = run.samples(() => torn++);
  for await (const { case: one, judgement } of judge.judge(casesOf(run, samples), detection)) {
    const { sample } = one;
    const record = promptOf(prompts, sample);
    const prompt = tally.add(sample, judgement, record);
    if (besides !== undefined) {
      const name = besides.nameOf(sample.target);
      const promptKey = () => tally.promptKey(prompt);
      besides.vendors?.facts.add(name, prompt, promptKey(), sample, judgement);
      besides.checks.add(name, promptKey, sample);
    }
    hasBesides ||= sample.checks !== undefined;
    recorder?.add(sample.key, judgement);
    examples.offer(sample, judgement, sample.target, record);
  }
  if (manifest.until_decided) tally.planned(plannedOrder(prompts.values(), manifest.seed), manifest.repeats);
  return { tally, examples, torn, hasBesides };
}

/** A run with what its samples came to, and how many there are to be. */
export function countedRun(run: RunHead, { tally, examples, torn }: Counted): ExemplifiedRun {
  for (const { id } of run.manifest.targets) expectAnswers(tally.target(id), run.manifest);
  return { run, tally, examples, torn };
}

/** By the run's own identifier, in the calling thread. */
export const ownJudge = ({ identifierOf }: RunInput): Judge => plainJudge(identifierOf && { identifierOf });

/** Judges every sample of a run anew and adds up. Throws UserError: a folder that cannot be read, a sample of a target that its run does not name. */
export async function tallyRun(run: RunInput, judge: Judge = ownJudge(run)): Promise<TalliedRun> {
  const { tally, torn } = countedRun(run, await judgeAndAdd(run, judge));
  return { run, tally, torn };
}
