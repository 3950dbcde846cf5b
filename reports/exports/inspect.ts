/**
 * Logs of Inspect (inspect_ai, version 2 of its log): a file a target, with every sample, what was found in it, and the rates. `inspect view`
 * opens it, `inspect log convert` makes an .eval of it.
 */

import { hash } from 'node:crypto';
import type { PromptRecord, RunTarget, Sample } from '../../store/index.js';
import { isCounted, isScored, type Judged, promptOf, RATES, type RateName } from '../judging/index.js';
import type { RunInput } from '../runs.js';
import type { Rate, TargetReport } from '../types.js';
import type { Export, ExportFile, ExportInput } from './types.js';
import { fileName, findingsLine, wellFormedJson } from './written.js';

/** Ids of Inspect are short ones of 22 letters and digits. */
const idOf = (text: string): string =>
  hash('sha256', text, 'base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 22);

const runId = ({ path, manifest }: RunInput): string => idOf(`${path} ${manifest.created_at}`);

const taskId = (run: RunInput, target: RunTarget): string => idOf(`${runId(run)} ${target.id} task`);

/** Inspect's names of reasons why a model stopped; `unknown` for those that it has none for. */
const STOPS: ReadonlyMap<string, string> = new Map([
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['length', 'max_tokens'],
  ['max_tokens', 'max_tokens'],
  ['tool_calls', 'tool_calls'],
  ['content_filter', 'content_filter'],
]);

function outputOf(sample: Sample, target: RunTarget) {
  const model = sample.model ?? target.model;
  const { usage, latency_ms, reasoning, finish_reason, refusal } = sample;
  const text = sample.answer ?? refusal ?? '';
  const content =
    reasoning === undefined
      ? text
      : [
          { type: 'reasoning', reasoning },
          { type: 'text', text },
        ];
  const message = { role: 'assistant', content, source: 'generate', model };
  const stop_reason =
    refusal === undefined ? (STOPS.get(finish_reason ?? 'stop') ?? 'unknown') : 'content_filter';
  return {
    model,
    choices: sample.error === undefined ? [{ message, stop_reason }] : [],
    ...(usage && {
      usage: {
        input_tokens: usage.prompt_tokens,
        output_tokens: usage.completion_tokens,
        total_tokens: usage.prompt_tokens + usage.completion_tokens,
        ...(usage.reasoning_tokens !== undefined && { reasoning_tokens: usage.reasoning_tokens }),
      },
    }),
    ...(latency_ms !== undefined && { time: latency_ms / 1000 }),
    ...(sample.error && { error: sample.error.message }),
  };
}

/** Scores of a sample, by rate; none of one that is in no rate. */
function scoresOf({ case: { sample }, judgement }: Judged): Readonly<Record<string, unknown>> {
  const { outcome, findings, instead } = judgement;
  if (!isScored(outcome.state)) return {};
  const scoreOf = (rate: RateName): unknown => ({
    value: isCounted(outcome, rate) ? 1 : 0,
    explanation: rate === 'wrong_language' ? (instead ?? '') : findingsLine(findings, rate),
    metadata: { language: sample.language },
  });
  return Object.fromEntries(RATES.map((rate) => [rate, scoreOf(rate)]));
}

function sampleOf(judged: Judged, prompts: ReadonlyMap<string, PromptRecord>, target: RunTarget): unknown {
  const { sample } = judged.case;
  const record = promptOf(prompts, sample);
  const isKnown = prompts.has(sample.prompt);
  const messages = record?.messages.map(({ role, content }) => ({ role, content })) ?? [];
  const output = outputOf(sample, target);
  const { error } = sample;
  return {
    // Logs may number their questions anew in every language.
    id: record === undefined && isKnown ? `${sample.prompt}#${sample.language}` : sample.prompt,
    epoch: sample.repeat + 1,
    input: messages.length > 0 ? messages : '',
    target: '',
    messages: [...messages, ...output.choices.map(({ message }) => message)],
    output,
    scores: scoresOf(judged),
    metadata: { language: sample.language, state: judged.judgement.outcome.state, key: sample.key },
    uuid: idOf(sample.key),
    ...(error && {
      error: { message: `${error.kind}: ${error.message}`, traceback: '', traceback_ansi: '' },
    }),
  };
}

const metric = (name: string, value: number): readonly [string, unknown] => [
  name,
  { name, value, params: {} },
];

function resultOf(name: RateName, rate: Rate, excluded: number): unknown {
  const { mixed, of, low, high } = rate;
  const metrics = [
    ...(rate.rate === null ? [] : [metric('rate', rate.rate)]),
    ...(low === null ? [] : [metric('low', low)]),
    ...(high === null ? [] : [metric('high', high)]),
    metric('count', mixed),
  ];
  return {
    name,
    scorer: name,
    scored_samples: of,
    unscored_samples: excluded,
    params: {},
    metrics: Object.fromEntries(metrics),
  };
}

function headOf(
  input: ExportInput,
  target: RunTarget,
  report: TargetReport,
): Readonly<Record<string, unknown>> {
  const { run, version, identifier } = input;
  const { manifest, prompts } = run;
  const { detector } = input.report;
  const run_id = runId(run);
  const { temperature, top_p, max_tokens, presence_penalty, frequency_penalty } = target.sampling ?? {};
  const excluded = report.samples - report.scored;
  return {
    version: 2,
    status: (report.unanswered ?? 0) > 0 ? 'cancelled' : 'success',
    eval: {
      eval_id: idOf(`${run_id} ${target.id}`),
      run_id,
      created: manifest.created_at,
      task: manifest.suite.name,
      task_id: taskId(run, target),
      task_version: 0,
      dataset: {
        name: manifest.suite.name,
        samples: prompts.size,
        sample_ids: [...prompts.keys()],
        shuffled: false,
      },
      model: target.model,
      model_generate_config: {
        temperature,
        top_p,
        max_tokens,
        presence_penalty,
        frequency_penalty,
        seed: manifest.seed,
      },
      config: { epochs: manifest.repeats },
      packages: { offscript: version },
      metadata: { target: target.id, detector: detector.version, policy: detector.policy, identifier },
      scorers: RATES.map((name) => ({ name, metrics: [] })),
    },
    plan: { name: 'plan', steps: [{ solver: 'offscript', params: {} }], config: {} },
    results: {
      total_samples: report.samples,
      completed_samples: report.samples - report.excluded.error,
      scores: RATES.map((name) => resultOf(name, report[name], excluded)),
    },
    stats: { started_at: manifest.created_at, completed_at: manifest.created_at, model_usage: {} },
  };
}

/** The viewer lists logs whose names begin with a time, and tells task and id by underscores: `2026-01-31T08-00-00+00-00_TASK_ID.json`. */
function nameOf({ run }: ExportInput, target: RunTarget): string {
  const { created_at, suite } = run.manifest;
  const time = created_at.replace(/\.\d+/, '').replace('Z', '+00:00').replaceAll(':', '-');
  const isTime = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d[+-]\d\d-\d\d$/.test(time);
  const task = fileName(suite.name).replaceAll('_', '-');
  return `${isTime ? time : '1970-01-01T00-00-00+00-00'}_${task}_${taskId(run, target)}.json`;
}

async function* piecesOf(
  input: ExportInput,
  target: RunTarget,
  report: TargetReport,
): AsyncGenerator<string> {
  const head = wellFormedJson(headOf(input, target, report));
  yield `${head.slice(0, -1)},"samples":[`;
  let between = '\n';
  for await (const judged of input.judged(target.id)) {
    yield between + wellFormedJson(sampleOf(judged, input.run.prompts, target));
    between = ',\n';
  }
  yield '\n]}\n';
}

export const inspect: Export = {
  what: "logs of Inspect, one a target: 'inspect view' opens them",
  files(input) {
    const reports = new Map(input.report.targets.map((each) => [each.id, each]));
    return input.run.manifest.targets.flatMap((target): ExportFile[] => {
      const report = reports.get(target.id);
      if (report === undefined) return [];
      return [{ path: nameOf(input, target), pieces: () => piecesOf(input, target, report) }];
    });
  },
};
