/**
 * Events of OpenTelemetry's conventions for generative AI (gen_ai.evaluation.result, in development there): logs in OTLP/JSON, a line a
 * sample, as a collector's otlpjsonfile receiver reads them. They name no span: the run did not ask under one.
 */

import type { RunTarget } from '../../store/index.js';
import { isCounted, isScored, type Judged, RATES } from '../judging/index.js';
import type { Export, ExportFile, ExportInput } from './types.js';
import { fileName, findingsLine, wellFormedJson } from './written.js';

const EVENT = 'gen_ai.evaluation.result';

/** INFO and ERROR of the log data model. */
const SEVERITY = { info: 9, error: 17 } as const;

type Attribute = readonly [key: string, value: string | number | undefined, isWhole?: boolean];

/** A value in OTLP/JSON, whose 64-bit integers are texts. */
function otlpValue(value: string | number, isWhole: boolean): unknown {
  if (typeof value === 'string') return { stringValue: value };
  return isWhole ? { intValue: String(value) } : { doubleValue: value };
}

/** Attributes; those without a value are left out. */
const attributes = (all: readonly Attribute[]): unknown[] =>
  all.flatMap(([key, value, isWhole = false]) =>
    value === undefined || value === '' ? [] : [{ key, value: otlpValue(value, isWhole) }],
  );

/** Nanoseconds since the epoch, as text. */
const nanoseconds = (milliseconds: number): string => `${BigInt(Math.round(milliseconds)) * 1_000_000n}`;

function recordsOf(
  { now }: ExportInput,
  target: RunTarget,
  { case: { sample }, judgement }: Judged,
): unknown[] {
  const { outcome, findings, instead } = judgement;
  const started = sample.started_at === undefined ? Number.NaN : Date.parse(sample.started_at);
  const common: readonly Attribute[] = [
    ['gen_ai.request.model', target.model],
    ['gen_ai.response.model', sample.model],
    ['offscript.target', target.id],
    ['offscript.prompt', sample.prompt],
    ['offscript.language', sample.language],
    ['offscript.repeat', sample.repeat, true],
    ['offscript.sample', sample.key],
    ['offscript.state', outcome.state],
  ];
  const record = (severity: keyof typeof SEVERITY, own: readonly Attribute[]): unknown => ({
    timeUnixNano: nanoseconds(Number.isNaN(started) ? now : started + (sample.latency_ms ?? 0)),
    observedTimeUnixNano: nanoseconds(now),
    severityNumber: SEVERITY[severity],
    severityText: severity.toUpperCase(),
    eventName: EVENT,
    attributes: attributes([...own, ...common]),
  });
  if (!isScored(outcome.state))
    return [
      record(sample.error === undefined ? 'info' : 'error', [
        ['gen_ai.evaluation.name', 'offscript.script_mixing'],
        ['gen_ai.evaluation.score.label', 'not_scored'],
        [
          'error.type',
          sample.error &&
            (sample.error.status === undefined ? sample.error.kind : String(sample.error.status)),
        ],
      ]),
    ];
  return RATES.map((rate) => {
    const isOne = isCounted(outcome, rate);
    return record('info', [
      ['gen_ai.evaluation.name', `offscript.${rate}`],
      ['gen_ai.evaluation.score.value', isOne ? 1 : 0],
      ['gen_ai.evaluation.score.label', isOne ? 'fail' : 'pass'],
      [
        'gen_ai.evaluation.explanation',
        rate === 'wrong_language' ? (instead ?? '') : findingsLine(findings, rate),
      ],
    ]);
  });
}

async function* linesOf(input: ExportInput, target: RunTarget): AsyncGenerator<string> {
  const { detector } = input.report;
  const resource = {
    attributes: attributes([
      ['service.name', 'offscript'],
      ['service.version', input.version],
      ['offscript.suite', input.run.manifest.suite.name],
      ['offscript.detector', detector.version],
      ['offscript.policy', detector.policy],
    ]),
  };
  const scope = { name: 'offscript', version: input.version };
  for await (const judged of input.judged(target.id)) {
    const logRecords = recordsOf(input, target, judged);
    yield `${wellFormedJson({ resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] })}\n`;
  }
}

export const openTelemetry: Export = {
  what: 'events gen_ai.evaluation.result of OpenTelemetry, OTLP in lines of JSON, one file a target',
  files: (input) =>
    input.run.manifest.targets.map(
      (target): ExportFile => ({
        path: `${fileName(target.id)}.jsonl`,
        pieces: () => linesOf(input, target),
      }),
    ),
};
