/** Reads runs: judges every sample anew and keeps the outcomes, some examples, and what each run was. */

import { languages, policiesOf } from '../detectors/index.js';
import { UserError } from '../files/index.js';
import type { PromptRecord, RunManifest, Sample } from '../store/index.js';
import { promptHash } from '../store/index.js';
import { ChannelTally } from './channels.js';
import { ExamplePicker } from './examples.js';
import { ExemptionTally } from './exempted.js';
import { ExpectedTally } from './expected.js';
import {
  type Case,
  CHANNELS,
  channelText,
  type IdentifierOf,
  type Judge,
  type Judgement,
  plainJudge,
  type TextJudgement,
} from './judging/index.js';
import { LiteratureTally } from './literature.js';
import { isScored, type PromptName, TargetTally } from './tally.js';
import type { Example, Examples, RunSource } from './types.js';

/** A run, opened. */
export interface RunInput {
  /** Folder as the user named it. */
  readonly path: string;
  readonly manifest: RunManifest;
  readonly prompts: ReadonlyMap<string, PromptRecord>;
  /** Each key once. `onTorn` is told of a torn last line. */
  readonly samples: (onTorn: () => void) => AsyncIterable<Sample>;
  /** Loads what tells the language of lines, when it is needed; franc where missing. */
  readonly identifierOf?: IdentifierOf;
}

/** Prefix of the fingerprint that the embedded simulator reports. */
const SIMULATOR = 'offscript-simulator';

/** A target's counts under the name that it has in the report. */
export interface NamedTally {
  readonly model: string;
  readonly tally: TargetTally;
  readonly exempted: ExemptionTally;
  readonly channels: ChannelTally;
  readonly expected: ExpectedTally;
  /** Where the literature's measures are taken. */
  readonly literature?: LiteratureTally;
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

/** A text of a sample with its judgement: of the answer, or of a channel beside it. */
interface JudgedText {
  readonly channel: Example['channel'];
  readonly text: string;
  readonly judgement: TextJudgement;
}

const isFlagged = ({ outcome: { state } }: TextJudgement): boolean =>
  state === 'mixed' || state === 'wrong_language';

/** The texts of a sample that are mixed or in the wrong language. */
function flaggedTexts(sample: Sample, judgement: Judgement): JudgedText[] {
  const channels = CHANNELS.flatMap((channel): JudgedText[] => {
    const judged = judgement.channels?.[channel];
    if (judged === undefined || !isFlagged(judged)) return [];
    return [{ channel, text: channelText(sample, channel) ?? '', judgement: judged }];
  });
  if (!isFlagged(judgement)) return channels;
  return [{ channel: 'answer', text: sample.answer ?? '', judgement }, ...channels];
}

function toExample(
  sample: Sample,
  { channel, text, judgement: { outcome, findings, instead } }: JudgedText,
  target: string,
  prompt: PromptRecord | undefined,
): Example {
  return {
    target,
    simulated: isSimulated(sample),
    language: sample.language,
    prompt_id: sample.prompt,
    prompt: prompt?.messages.findLast(({ role }) => role === 'user')?.content ?? null,
    repeat: sample.repeat,
    state: outcome.state === 'wrong_language' ? 'wrong_language' : 'mixed',
    channel,
    text,
    findings,
    instead,
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

/** The samples of a run with all that was said to the model, and what their prompts allow. Throws UserError for what cannot be judged. */
async function* casesOf(
  { manifest, path, prompts }: RunInput,
  samples: AsyncIterable<Sample>,
): AsyncGenerator<Case> {
  const targets = new Set(manifest.targets.map(({ id }) => id));
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
    const prompt = prompts.get(sample.prompt);
    yield {
      sample,
      ...(prompt !== undefined && { prompt: prompt.messages.map(({ content }) => content).join('\n') }),
      ...(prompt?.allow !== undefined && { allow: prompt.allow }),
    };
  }
}

/** Judges every sample of the runs. Throws UserError: a folder that cannot be read, a sample of a target that its run does not name. */
export async function collectRuns(runs: readonly RunInput[], given?: Judge): Promise<Collected> {
  const nameOf = targetNames(runs);
  const targets = new Map<string, NamedTally>();
  const sources: RunSource[] = [];
  const picker = new ExamplePicker();
  for (const run of runs) {
    const { manifest, prompts, identifierOf } = run;
    const judge = given ?? plainJudge(identifierOf && { identifierOf });
    for (const { id, model } of manifest.targets)
      targets.set(nameOf(run, id), {
        model,
        tally: new TargetTally(),
        exempted: new ExemptionTally(),
        channels: new ChannelTally(),
        expected: new ExpectedTally(),
        ...questionsOf(manifest),
        ...(judge.lcb && { literature: new LiteratureTally() }),
      });
    const promptName = promptNamer(prompts);
    let torn = 0;
    const samples = run.samples(() => torn++);
    for await (const judged of judge.judge(casesOf(run, samples), manifest.detection ?? {})) {
      const { sample } = judged.case;
      const { outcome, exempted, literature, channels = {} } = judged.judgement;
      const target = nameOf(run, sample.target);
      const counts = targets.get(target);
      if (counts === undefined) continue;
      counts.tally.add(sample.language, promptName(sample), sample.repeat, outcome);
      counts.tally.addRequests(sample.attempts, isSimulated(sample), sample.system_fingerprint);
      counts.exempted.add(sample.language, exempted);
      if (literature !== undefined) counts.literature?.add(sample.language, sample.prompt, literature);
      const prompt = prompts.get(sample.prompt);
      if (prompt !== undefined && isScored(outcome))
        counts.expected.add(promptName(sample), sample.answer ?? '', prompt);
      for (const channel of CHANNELS) {
        const text = channels[channel];
        if (text !== undefined)
          counts.channels.add(channel, sample.language, promptName(sample), sample.repeat, text);
      }
      for (const flagged of flaggedTexts(sample, judged.judgement))
        picker.offer(sample, { target, channel: flagged.channel }, () =>
          toExample(sample, flagged, target, prompt),
        );
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
