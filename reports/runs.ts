/** Runs as a report takes them: what each is, what its targets are called, and its samples as cases to judge. */

import { languages, policiesOf } from '../detectors/bare/index.js';
import { UserError } from '../files/index.js';
import type { Canaries, PlacedSample, PromptRecord, RunManifest, Sample } from '../store/index.js';
import type { JudgedBy } from './judgement/index.js';
import {
  type Case,
  caseOf,
  type IdentifierOf,
  type Judge,
  type Judged,
  type PromptsById,
  promptOf,
} from './judging/index.js';
import type { LabelledDraw } from './labels/index.js';
import type { RunSource } from './types.js';

/** What a report takes of a run's manifest. */
export type RunDescription = Pick<
  RunManifest,
  | 'made_by'
  | 'created_at'
  | 'targets'
  | 'baseline'
  | 'repeats'
  | 'seed'
  | 'prompts'
  | 'questions'
  | 'detection'
  | 'inference'
  | 'gate'
  | 'order'
  | 'until_decided'
  | 'vendors'
  | 'left_out'
> &
  Partial<Pick<RunManifest, 'versions'>> & { readonly suite: Pick<RunManifest['suite'], 'name'> };

/** A run, without what was asked and answered. */
export interface RunHead {
  /** Folder as the user named it. */
  readonly path: string;
  readonly manifest: RunDescription;
  /** What judged it last, where that is known. */
  readonly lastJudged?: JudgedBy;
  /** What was read of its targets while it went on, where they were asked one thing again and again. */
  readonly canaries?: Canaries;
  /** What was labelled of its answers. */
  readonly draws?: readonly LabelledDraw[];
  /** Of a tally in the place of a run: rows that were judged, and those that could not be read, by why. */
  readonly rows?: RunSource['rows'];
}

/** A run, opened. */
export interface RunInput extends RunHead {
  readonly prompts: ReadonlyMap<string, PromptRecord>;
  /** Each key once. `onTorn` is told of a torn last line. */
  readonly samples: (onTorn: () => void) => AsyncIterable<Sample>;
  /** Loads what tells the language of lines, when it is needed; franc where missing. */
  readonly identifierOf?: IdentifierOf;
}

/** The shortest ends of the paths that tell all of them apart; with a number behind where two are the same. */
function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.replace(/[\\/]+$/, '').split(/[\\/]/));
  const most = Math.max(...parts.map(({ length }) => length));
  for (let depth = 1; depth <= most; depth++) {
    const names = parts.map((part) => part.slice(-depth).join('/'));
    if (new Set(names).size === names.length) return names;
  }
  return paths.map((path, i) => `${path}#${i + 1}`);
}

/** Names of targets: their ids, with the run's folder before them where two runs have the same id. */
export function targetNames(runs: readonly RunHead[]): (run: RunHead, id: string) => string {
  const counts = new Map<string, number>();
  for (const { manifest } of runs)
    for (const { id } of manifest.targets) counts.set(id, (counts.get(id) ?? 0) + 1);
  const names = shortNames(runs.map(({ path }) => path));
  const folders = new Map(runs.map((run, i) => [run, names[i] ?? run.path]));
  return (run, id) => ((counts.get(id) ?? 0) > 1 ? `${folders.get(run)}/${id}` : id);
}

/** What of a run its cases are made from. */
type Asked = Pick<RunInput, 'manifest' | 'path'> & { readonly prompts: PromptsById };

/** The samples of a run with all that was said to the model, and what their prompts allow and expect. Throws UserError for what cannot be judged. */
export async function* casesOf(
  { manifest, path, prompts }: Asked,
  samples: AsyncIterable<Sample>,
): AsyncGenerator<Case> {
  const targets = new Map(manifest.targets.map((target) => [target.id, target]));
  const policyOf = policiesOf(manifest.detection);
  for await (const sample of samples) {
    if (!targets.has(sample.target))
      throw new UserError(`a sample is of the target "${sample.target}", which run.json does not name`, path);
    if (policyOf(sample.language) === undefined)
      throw new UserError(
        `no policy for the language "${sample.language}" of sample ${sample.key}`,
        path,
        `there are policies for ${languages.join(', ')}`,
      );
    yield caseOf(sample, promptOf(prompts, sample), targets.get(sample.target));
  }
}

/** All cases of a run, of each key once. Throws UserError as {@link casesOf}. */
export const readCases = (run: RunInput): AsyncGenerator<Case> =>
  casesOf(
    run,
    run.samples(() => {}),
  );

/** A stored sample with its place, and what it came to. */
export interface PlacedJudgement {
  readonly placed: PlacedSample;
  readonly judged: Judged;
}

/** Samples of a run with their places, judged as they come. Throws UserError as {@link casesOf}. */
export async function* readPlaced(
  run: Asked,
  placed: AsyncIterable<PlacedSample>,
  judge: Judge,
): AsyncGenerator<PlacedJudgement> {
  const waiting: PlacedSample[] = [];
  async function* samples(): AsyncGenerator<Sample> {
    for await (const one of placed) {
      waiting.push(one);
      yield one.sample;
    }
  }
  // They come out in the order in which they went in.
  for await (const judged of judge.judge(casesOf(run, samples()), run.manifest.detection ?? {})) {
    const of = waiting.shift();
    if (of !== undefined) yield { placed: of, judged };
  }
}

/** Questions to each target; undefined where none could be missing, as in a run made by `score`. */
export function questionsOf({ made_by, questions, prompts, repeats }: RunDescription): number | undefined {
  return made_by === 'run' ? (questions ?? prompts * repeats) : undefined;
}

/** Questions to each target that the other shards of a run have; none of a run that is whole. */
export const elsewhereOf = ({
  prompts,
  repeats,
  questions,
}: Pick<RunDescription, 'prompts' | 'repeats' | 'questions'>): number =>
  questions === undefined ? 0 : Math.max(0, prompts * repeats - questions);

/** What a report says of a run, of which so many torn lines were left out, and what judged it before where that was something else. */
export function sourceOf(
  { path, manifest, rows }: RunHead,
  torn: number,
  before: JudgedBy | undefined,
): RunSource {
  const { suite, made_by, created_at, repeats, seed, versions: { packs } = {} } = manifest;
  return {
    path,
    suite: suite.name,
    made_by,
    created_at,
    repeats,
    ...(seed !== undefined && { seed }),
    // Rows that were asked elsewhere have prompts of their own.
    ...(made_by === 'run' && packs !== undefined && { packs }),
    torn_lines: torn,
    ...(rows && { rows }),
    ...(before && { judged_before: before }),
  };
}
