/** Reads runs: judges every sample anew and keeps the outcomes, some examples, and what each run was. */

import { type Context, type Identifier, languages, policiesOf } from '../detectors/index.js';
import { type PromptRecord, promptHash, type RunManifest, type Sample } from '../harness/store/index.js';
import { UserError } from '../prompts/index.js';
import { ExamplePicker } from './examples.js';
import { type Judgement, judge } from './judge.js';
import { type PromptName, TargetTally } from './tally.js';
import type { Example, Examples, RunSource } from './types.js';

/** A run, opened. */
export interface RunInput {
  /** Folder as the user named it. */
  readonly path: string;
  readonly manifest: RunManifest;
  readonly prompts: ReadonlyMap<string, PromptRecord>;
  /** Each key once. `onTorn` is told of a torn last line. */
  readonly samples: (onTorn: () => void) => AsyncIterable<Sample>;
  /** Tells the language of lines; franc where missing. */
  readonly identifier?: Identifier;
}

/** Prefix of the fingerprint that the embedded simulator reports. */
const SIMULATOR = 'offscript-simulator';

/** A target's outcomes under the name that it has in the report. */
export interface NamedTally {
  readonly model: string;
  readonly tally: TargetTally;
  /** Samples that there are to be; missing where nothing says so. */
  readonly questions?: number;
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
export function targetNames(runs: readonly RunInput[]): (run: RunInput, id: string) => string {
  const counts = new Map<string, number>();
  for (const { manifest } of runs)
    for (const { id } of manifest.targets) counts.set(id, (counts.get(id) ?? 0) + 1);
  const names = shortNames(runs.map(({ path }) => path));
  const folders = new Map(runs.map((run, i) => [run, names[i] ?? run.path]));
  return (run, id) => ((counts.get(id) ?? 0) > 1 ? `${folders.get(run)}/${id}` : id);
}

function toExample(
  sample: Sample,
  target: string,
  prompt: PromptRecord | undefined,
  judgement: Judgement,
): Example {
  const { outcome, detection } = judgement;
  const wrong = detection?.wrongLanguage ?? null;
  return {
    target,
    simulated: isSimulated(sample),
    language: sample.language,
    prompt_id: sample.prompt,
    prompt: prompt?.messages.findLast(({ role }) => role === 'user')?.content ?? null,
    repeat: sample.repeat,
    state: outcome.state === 'wrong_language' ? 'wrong_language' : 'mixed',
    text: sample.answer ?? '',
    findings: detection?.findings ?? [],
    instead: wrong === null ? null : (wrong.language ?? wrong.script),
  };
}

const isSimulated = ({ system_fingerprint }: Sample): boolean =>
  system_fingerprint?.startsWith(SIMULATOR) ?? false;

/** Names of a run's prompts. A prompt without a record goes by its id alone. */
function promptNamer(prompts: ReadonlyMap<string, PromptRecord>): (sample: Sample) => PromptName {
  const names = new Map<string, PromptName>();
  return ({ prompt: id, language }) => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const record = prompts.get(id);
    const name = `${language}\n${id}\n${record === undefined ? '' : promptHash(record)}`;
    names.set(id, name);
    return name;
  };
}

export interface Collected {
  /** By name, in the order of the runs and their targets. */
  readonly targets: ReadonlyMap<string, NamedTally>;
  readonly sources: readonly RunSource[];
  readonly examples: Examples;
}

/** What is known of a response besides its language: all that was said to the model, and what its prompt allows. */
function contextOf({ identifier }: RunInput, prompt: PromptRecord | undefined): Context {
  return {
    ...(identifier && { identifier }),
    ...(prompt !== undefined && { prompt: prompt.messages.map(({ content }) => content).join('\n') }),
    ...(prompt?.allow !== undefined && { allow: prompt.allow }),
  };
}

/** Judges every sample of the runs. Throws UserError: a folder that cannot be read, a sample of a target that its run does not name. */
export async function collectRuns(runs: readonly RunInput[]): Promise<Collected> {
  const nameOf = targetNames(runs);
  const targets = new Map<string, NamedTally>();
  const sources: RunSource[] = [];
  const picker = new ExamplePicker();
  for (const run of runs) {
    const { manifest, path, prompts } = run;
    for (const { id, model } of manifest.targets)
      targets.set(nameOf(run, id), { model, tally: new TargetTally(), ...questionsOf(manifest) });
    const policyOf = policiesOf(manifest.detection);
    const promptName = promptNamer(prompts);
    let torn = 0;
    for await (const sample of run.samples(() => torn++)) {
      const target = nameOf(run, sample.target);
      const tally = targets.get(target)?.tally;
      if (tally === undefined) {
        throw new UserError(
          `a sample is of the target "${sample.target}", which run.json does not name`,
          path,
        );
      }
      const policy = policyOf(sample.language);
      if (policy === undefined) {
        throw new UserError(
          `no policy for the language "${sample.language}" of sample ${sample.key}`,
          path,
          `there are policies for ${languages.join(', ')}`,
        );
      }
      const judgement = judge(sample, policy, contextOf(run, prompts.get(sample.prompt)));
      const { outcome } = judgement;
      tally.add(sample.language, promptName(sample), sample.repeat, outcome);
      tally.addRequests(sample.attempts, isSimulated(sample), sample.system_fingerprint);
      if (outcome.state === 'mixed' || outcome.state === 'wrong_language') {
        picker.offer({ ...sample, target }, () =>
          toExample(sample, target, prompts.get(sample.prompt), judgement),
        );
      }
    }
    sources.push(toSource(run, torn));
  }
  return { targets, sources, examples: picker.pick() };
}

/** Questions to each target; a run made by `score` has none that could be missing. */
function questionsOf({ made_by, questions, prompts, repeats }: RunManifest): { readonly questions?: number } {
  return made_by === 'run' ? { questions: questions ?? prompts * repeats } : {};
}

function toSource({ path, manifest }: RunInput, torn: number): RunSource {
  const { suite, made_by, created_at, repeats, seed } = manifest;
  return {
    path,
    suite: suite.name,
    made_by,
    created_at,
    repeats,
    ...(seed !== undefined && { seed }),
    torn_lines: torn,
  };
}
