/** Builds the report: runs in, plain data out. */

import { DETECTOR_VERSION, POLICY_VERSION, type ScriptCode, UNICODE_VERSION } from '../detectors/index.js';
import { type PromptRecord, promptHash, type RunManifest, type Sample } from '../harness/store/index.js';
import { UserError } from '../prompts/index.js';
import { compareTargets } from './compare.js';
import { ExamplePicker } from './examples.js';
import { type Judgement, judge, policyOf } from './judge.js';
import { rateOf } from './rate.js';
import { pool } from './statistics/index.js';
import { type Event, TargetTally } from './tally.js';
import type { Example, Examples, LanguageReport, Report, RunSource, TargetReport } from './types.js';

/** A run, opened. */
export interface RunInput {
  /** Folder as the user named it. */
  readonly path: string;
  readonly manifest: RunManifest;
  readonly prompts: ReadonlyMap<string, PromptRecord>;
  /** Each key once. `onTorn` is told of a torn last line. */
  readonly samples: (onTorn: () => void) => AsyncIterable<Sample>;
}

export interface ReportOptions {
  /** Id of the target that others are compared with; without it the baseline of the first run that names one. */
  readonly baseline?: string | undefined;
}

/** Prefix of the fingerprint that the embedded simulator reports. */
const SIMULATOR = 'offscript-simulator';

interface NamedTally {
  readonly model: string;
  readonly tally: TargetTally;
}

/** Names of targets: their ids, with the run's folder before them where two runs have the same id. */
function targetNames(runs: readonly RunInput[]): (run: RunInput, id: string) => string {
  const counts = new Map<string, number>();
  for (const { manifest } of runs)
    for (const { id } of manifest.targets) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ({ path }, id) =>
    (counts.get(id) ?? 0) > 1 ? `${path.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '')}/${id}` : id;
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

function languageReport(
  tally: TargetTally,
  language: string,
  scripts: readonly ScriptCode[],
): LanguageReport {
  const rate = (event: Event) => rateOf(pool([...tally.clusters(language, event).values()]));
  const { samples, scored } = tally.count(language);
  return {
    samples,
    scored,
    mixing: rate({ measure: 'mixing', script: '*' }),
    wrong_language: rate({ measure: 'wrong_language' }),
    scripts: Object.fromEntries(scripts.map((script) => [script, rate({ measure: 'mixing', script })])),
  };
}

function targetReport(
  id: string,
  { model, tally }: NamedTally,
  scriptsOf: ReadonlyMap<string, readonly ScriptCode[]>,
): TargetReport {
  const { samples, scored, error, empty, refused, too_short } = tally.count('*');
  const rate = (event: Event) => rateOf(pool([...tally.clusters('*', event).values()]));
  return {
    id,
    model,
    simulated: tally.simulated,
    samples,
    scored,
    excluded: { error, empty, refused, too_short },
    retried: tally.retried,
    requests: tally.requests,
    mixing: rate({ measure: 'mixing', script: '*' }),
    wrong_language: rate({ measure: 'wrong_language' }),
    languages: Object.fromEntries(
      tally.languages.map((language) => [
        language,
        languageReport(tally, language, scriptsOf.get(language) ?? []),
      ]),
    ),
  };
}

function baselineOf(
  runs: readonly RunInput[],
  named: ReadonlyMap<string, NamedTally>,
  asked: string | undefined,
): string | null {
  const wanted = asked ?? runs.find(({ manifest }) => manifest.baseline !== undefined)?.manifest.baseline;
  if (wanted === undefined) return null;
  if (named.has(wanted)) return wanted;
  if (asked === undefined) return null;
  throw new UserError(`there is no target "${asked}"`, '', `the targets are ${[...named.keys()].join(', ')}`);
}

/**
 * Judges every sample of the runs anew and adds up. Throws UserError: an unknown baseline, a folder that cannot be read.
 */
export async function buildReport(
  runs: readonly RunInput[],
  { baseline: asked }: ReportOptions = {},
): Promise<{ report: Report; examples: Examples }> {
  const nameOf = targetNames(runs);
  const named = new Map<string, NamedTally>();
  const picker = new ExamplePicker();
  const sources: RunSource[] = [];
  for (const run of runs) {
    const { manifest, path, prompts } = run;
    for (const { id, model } of manifest.targets)
      named.set(nameOf(run, id), { model, tally: new TargetTally() });
    // A prompt without a record goes by its id alone.
    const names = new Map<string, string>();
    const promptName = (id: string, language: string): string => {
      const known = names.get(id);
      if (known !== undefined) return known;
      const record = prompts.get(id);
      const name = `${language}\n${id}\n${record === undefined ? '' : promptHash(record)}`;
      names.set(id, name);
      return name;
    };
    let torn = 0;
    for await (const sample of run.samples(() => torn++)) {
      const target = nameOf(run, sample.target);
      const entry = named.get(target);
      if (entry === undefined)
        throw new UserError(
          `a sample is of the target "${sample.target}", which run.json does not name`,
          path,
        );
      const judgement = judge(sample, policyOf(sample));
      const { outcome } = judgement;
      entry.tally.add(sample.language, promptName(sample.prompt, sample.language), sample.repeat, outcome);
      entry.tally.requests += sample.attempts;
      if (sample.attempts > 1) entry.tally.retried++;
      if (isSimulated(sample)) entry.tally.simulated = true;
      if (outcome.state === 'mixed' || outcome.state === 'wrong_language') {
        picker.offer({ ...sample, target }, () =>
          toExample(sample, target, prompts.get(sample.prompt), judgement),
        );
      }
    }
    sources.push({
      path,
      suite: manifest.suite.name,
      made_by: manifest.made_by,
      created_at: manifest.created_at,
      repeats: manifest.repeats,
      ...(manifest.seed !== undefined && { seed: manifest.seed }),
      torn_lines: torn,
    });
  }
  const scriptsOf = new Map<string, ScriptCode[]>();
  for (const { tally } of named.values()) {
    for (const language of tally.languages) {
      const all = new Set([...(scriptsOf.get(language) ?? []), ...tally.scripts(language)]);
      scriptsOf.set(language, [...all].sort());
    }
  }
  const baseline = baselineOf(runs, named, asked);
  const before = baseline === null ? undefined : named.get(baseline);
  const comparisons =
    baseline === null || before === undefined
      ? []
      : [...named]
          .filter(([id]) => id !== baseline)
          .flatMap(([id, { tally }]) => compareTargets([baseline, before.tally], [id, tally]));
  return {
    report: {
      schema: 1,
      detector: { version: DETECTOR_VERSION, policy: POLICY_VERSION, unicode: UNICODE_VERSION },
      runs: sources,
      baseline,
      targets: [...named].map(([id, entry]) => targetReport(id, entry, scriptsOf)),
      comparisons,
    },
    examples: picker.pick(),
  };
}
