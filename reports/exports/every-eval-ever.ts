/**
 * Every Eval Ever, schema 0.3: for each target a record of its rates, and beside it a line for each sample and rate. The files lie as its
 * datastore has them: `data/COLLECTION/DEVELOPER/MODEL/UUID.json`.
 */

import type { LanguageTag } from '../../detectors/index.js';
import type { RunTarget } from '../../store/index.js';
import { RATE_NAMES } from '../display/index.js';
import { isCounted, isScored, type Judged, promptOf, RATES, type RateName } from '../judging/index.js';
import type { Rate, TargetReport } from '../types.js';
import type { Export, ExportFile, ExportInput } from './types.js';
import { fileName, findingsLine, uuidOf, wellFormedJson } from './written.js';

const SCHEMA = '0.3.0';
const COLLECTION = 'offscript';

/** Rates of which every sample has a line; of all of them the lines would be seven times the samples. */
const OF_SAMPLES = ['script_mixing', 'word_mixing', 'wrong_language'] as const satisfies readonly RateName[];

/** Whoever the model's name does not say. */
const NOBODY = 'unknown-developer';

/** The name as the Hub has it, `developer/model`. */
const modelId = ({ model }: RunTarget): string =>
  /^[^/]+\/./.test(model) && !/^\/|\/$|\/\//.test(model)
    ? model
    : `${NOBODY}/${model.replace(/^\/+|\/+$/g, '').replace(/\/+/g, '_')}`;

const evaluationName = (language: LanguageTag | '*'): string =>
  language === '*' ? COLLECTION : `${COLLECTION}.${language}`;

const resultId = (language: LanguageTag | '*', rate: RateName): string =>
  `${evaluationName(language)}/${rate}`;

/** A record's values there are texts. */
const asTexts = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );

function generationOf({ sampling = {}, extra_body = {}, system, api }: RunTarget): unknown {
  const { temperature, top_p, max_tokens, max_completion_tokens, ...others } = sampling;
  const most = max_tokens ?? max_completion_tokens;
  const { top_k, min_p } = extra_body;
  const isWhole = most !== undefined && Number.isInteger(most) && most >= 1;
  return {
    generation_args: {
      ...(temperature !== undefined && { temperature }),
      ...(top_p !== undefined && { top_p }),
      ...(typeof top_k === 'number' && { top_k }),
      ...(isWhole && { max_tokens: most }),
    },
    additional_details: asTexts({ ...others, ...(typeof min_p === 'number' && { min_p }), system, api }),
  };
}

function* resultsOf(input: ExportInput, target: RunTarget, report: TargetReport): Generator<unknown> {
  const { manifest } = input.run;
  const { detector } = input.report;
  const cells = [['*', report] as const, ...Object.entries(report.languages)];
  for (const [language, cell] of cells)
    for (const name of RATES) {
      const { mixed, of, rate, low, high }: Rate = cell[name];
      if (rate === null) continue;
      yield {
        evaluation_result_id: resultId(language, name),
        evaluation_name: evaluationName(language),
        evaluation_timestamp: manifest.created_at,
        source_data: {
          dataset_name: manifest.suite.name,
          source_type: 'other',
          additional_details: asTexts({ prompts: manifest.prompts, repeats: manifest.repeats, language }),
        },
        metric_config: {
          evaluation_description: `Share of scored answers with ${RATE_NAMES[name]}`,
          metric_id: `offscript.${name}`,
          metric_name: RATE_NAMES[name],
          metric_kind: 'error_rate',
          metric_unit: 'proportion',
          lower_is_better: true,
          score_type: 'continuous',
          min_score: 0,
          max_score: 1,
          additional_details: asTexts({
            detector: detector.version,
            policy: detector.policy,
            identifier: input.identifier,
            unicode: detector.unicode,
          }),
        },
        score_details: {
          score: rate,
          details: asTexts({ count: mixed, scored: of, samples: cell.samples }),
          uncertainty: {
            ...(low !== null &&
              high !== null && {
                confidence_interval: {
                  lower: low,
                  upper: high,
                  confidence_level: 0.95,
                  method: 'docs/method.md of Offscript',
                },
              }),
            num_samples: of,
          },
        },
        generation_config: generationOf(target),
      };
    }
}

/** Files and id of a target's record. */
interface Place {
  readonly folder: string;
  readonly uuid: string;
  readonly evaluation: string;
}

function placeOf({ run }: ExportInput, target: RunTarget): Place {
  const id = modelId(target);
  const [developer = NOBODY, ...rest] = id.split('/');
  const name = `${COLLECTION}/${id}/${run.manifest.created_at}/${target.id}`;
  return {
    folder: `data/${COLLECTION}/${fileName(developer)}/${fileName(rest.join('_'))}`,
    uuid: uuidOf(`${name} ${run.path}`),
    evaluation: name,
  };
}

function recordOf(
  input: ExportInput,
  target: RunTarget,
  report: TargetReport,
  { folder, uuid, evaluation }: Place,
): unknown {
  const { about, now, version, run } = input;
  return {
    schema_version: SCHEMA,
    evaluation_id: evaluation,
    evaluation_timestamp: run.manifest.created_at,
    retrieved_timestamp: String(Math.floor(now / 1000)),
    source_metadata: {
      source_name: run.manifest.suite.name,
      source_type: report.scored > 0 ? 'evaluation_run' : 'documentation',
      source_organization_name: about.organization ?? 'unknown',
      evaluator_relationship: about.relationship ?? 'other',
      ...(about.source !== undefined && { additional_details: { source: about.source } }),
    },
    eval_library: { name: 'offscript', version },
    model_info: {
      name: target.model,
      id: modelId(target),
      additional_details: { deployment_type: 'unknown', model_availability: 'unknown', target: target.id },
    },
    evaluation_results: [...resultsOf(input, target, report)],
    ...(report.scored > 0 && {
      detailed_evaluation_results: { format: 'jsonl', file_path: `${folder}/${uuid}_samples.jsonl` },
    }),
  };
}

function* linesOf(
  input: ExportInput,
  target: RunTarget,
  { evaluation }: Place,
  { case: { sample }, judgement }: Judged,
): Generator<string> {
  const { outcome, findings, instead } = judgement;
  if (!isScored(outcome.state)) return;
  const record = promptOf(input.run.prompts, sample);
  const asked = record?.messages ?? [];
  const answer = sample.answer ?? '';
  const { usage } = sample;
  const common = {
    schema_version: SCHEMA,
    evaluation_id: evaluation,
    model_id: modelId(target),
    evaluation_name: evaluationName(sample.language),
    sample_id: `${sample.prompt}#${sample.repeat}`,
    interaction_type: 'single_turn',
    input: {
      raw: asked.findLast(({ role }) => role === 'user')?.content ?? '',
      ...(asked.length > 1 && {
        formatted: asked.map(({ role, content }) => `${role}: ${content}`).join('\n'),
      }),
      reference: [],
    },
    output: { raw: [answer], ...(sample.reasoning !== undefined && { reasoning_trace: [sample.reasoning] }) },
    answer_attribution: [
      {
        turn_idx: 0,
        source: 'output.raw',
        extracted_value: answer,
        extraction_method: 'custom',
        is_terminal: true,
      },
    ],
    ...(usage && {
      token_usage: {
        input_tokens: usage.prompt_tokens,
        output_tokens: usage.completion_tokens,
        total_tokens: usage.prompt_tokens + usage.completion_tokens,
      },
    }),
    ...(sample.latency_ms !== undefined && { performance: { latency_ms: sample.latency_ms } }),
  };
  for (const rate of OF_SAMPLES) {
    const isOne = isCounted(outcome, rate);
    const found = rate === 'wrong_language' ? (instead ?? '') : findingsLine(findings, rate);
    yield `${wellFormedJson({
      ...common,
      evaluation_result_id: resultId(sample.language, rate),
      evaluation: { score: isOne ? 1 : 0, is_correct: !isOne },
      metadata: asTexts({ language: sample.language, state: outcome.state, ...(found !== '' && { found }) }),
    })}\n`;
  }
}

async function* samplesOf(input: ExportInput, target: RunTarget, place: Place): AsyncGenerator<string> {
  for await (const judged of input.judged(target.id)) yield* linesOf(input, target, place, judged);
}

export const everyEvalEver: Export = {
  what: 'Every Eval Ever 0.3: a record and its samples for each target',
  files(input) {
    const reports = new Map(input.report.targets.map((each) => [each.id, each]));
    return input.run.manifest.targets.flatMap((target): ExportFile[] => {
      const report = reports.get(target.id);
      if (report === undefined) return [];
      const place = placeOf(input, target);
      const path = `${place.folder}/${place.uuid}`;
      const record: ExportFile = {
        path: `${path}.json`,
        pieces: () => [`${wellFormedJson(recordOf(input, target, report, place))}\n`],
      };
      if (report.scored === 0) return [record];
      return [record, { path: `${path}_samples.jsonl`, pieces: () => samplesOf(input, target, place) }];
    });
  },
};
