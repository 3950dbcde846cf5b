/** Files as they should be, one of each kind that is read. */

import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { deflated, zipOf } from '../../support/archive.js';

/** What reads a file: see worker.ts. */
export const READERS = ['log', 'suite', 'prompts', 'run', 'response'] as const;
export type Reader = (typeof READERS)[number];

export interface Original {
  readonly reader: Reader;
  /** Its name in the folder that is handed to the reader. */
  readonly name: string;
  readonly bytes: Buffer;
  /** The target of a log that names none. */
  readonly target?: string;
  /** What stands beside it. */
  readonly beside?: Readonly<Record<string, string>>;
}

const ANSWER = '今日は晴れですが、明日はпосмотретьしましょう。';
export const ROWS = Array.from({ length: 6 }, (_, i) => ({
  id: `p${i}`,
  model: i % 2 === 0 ? 'a' : 'b',
  language: 'ja',
  prompt: `${i}番目の質問です。`,
  response: `${i}番目：${ANSWER}`,
}));

export const lines = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const original = (reader: Reader, name: string, text: string | Buffer): Original => ({
  reader,
  name,
  bytes: Buffer.from(text),
});

const CHATS = ROWS.map(({ id, prompt, response }) => ({
  id,
  model: 'a',
  messages: [
    { role: 'user', content: prompt },
    { role: 'assistant', content: response },
  ],
}));
const SHAREGPT = ROWS.map(({ id, prompt, response }) => ({
  id,
  conversations: [
    { from: 'human', value: prompt },
    { from: 'gpt', value: response },
  ],
}));
const LM_EVAL = ROWS.map(({ prompt, response }, doc_id) => ({
  doc_id,
  doc: { question: prompt },
  target: '',
  arguments: { gen_args_0: { arg_0: prompt, arg_1: {} } },
  resps: [[response]],
  filtered_resps: [response],
}));
const PROMPTFOO = {
  version: 4,
  results: {
    version: 3,
    results: ROWS.map(({ prompt, response, model }, testIdx) => ({
      provider: { id: model },
      prompt: { raw: prompt, label: prompt },
      vars: { language: 'ja' },
      response: { output: response },
      testIdx,
      promptIdx: 0,
    })),
  },
};
const FASTCHAT = ROWS.map(({ response, model }, question_id) => ({
  question_id,
  model_id: model,
  choices: [{ index: 0, turns: [response, response] }],
}));
const INSPECT = zipOf([
  deflated('header.json', JSON.stringify({ version: 2, eval: { task: 'w', model: 'org/m', run_id: 'r' } })),
  ...ROWS.map(({ id, prompt, response }) =>
    deflated(
      `samples/${id}_epoch_1.json`,
      JSON.stringify({
        id,
        epoch: 1,
        input: prompt,
        output: {
          model: 'org/m',
          choices: [{ message: { role: 'assistant', content: response }, stop_reason: 'stop' }],
        },
      }),
    ),
  ),
]);
const BATCH = ROWS.map(({ id, response }) => ({
  custom_id: id,
  response: {
    status_code: 200,
    body: { model: 'm', choices: [{ message: { content: response }, finish_reason: 'stop' }] },
  },
}));
const CSV = `id,model,language,prompt,response\n${ROWS.map((row) =>
  Object.values(row)
    .map((one) => `"${one}"`)
    .join(','),
).join('\n')}\n`;
const PARQUET = Buffer.from(
  parquetWriteBuffer({
    columnData: (Object.keys(ROWS[0] ?? {}) as (keyof (typeof ROWS)[number])[]).map((name) => ({
      name,
      data: ROWS.map((row) => row[name]),
      type: 'STRING' as const,
    })),
  }),
);

const SUITE = `name: weather
repeats: 2
seed: 7
targets:
  - { id: a, base_url: "http://127.0.0.1:8000/v1", model: m, concurrency: 8, stream: true, timeout: 30, prices: { input: 1, output: 2 } }
  - { id: b, base_url: "http://127.0.0.1:8001/v1", model: n, system: "Answer in {language}.", extra_body: { top_k: 5 } }
baseline: a
prompts:
  - { language: ja, sample: 5 }
  - { pack: regressions, languages: [ko] }
policies:
  ja: { exempt: { name: false }, allow: [kubectl] }
allow: [GitHub]
`;
const TOKEN = { token: '今', logprob: -0.5 };
const MESSAGE = {
  choices: [
    {
      message: { content: ANSWER, reasoning_content: 'hm' },
      finish_reason: 'stop',
      logprobs: { content: [{ ...TOKEN, top_logprobs: [TOKEN] }] },
    },
  ],
  usage: { prompt_tokens: 5, completion_tokens: 7 },
  system_fingerprint: 'fp',
};
const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** The files of a run that `score` made of the rows. */
export interface RunFiles {
  readonly 'run.json': string;
  readonly 'prompts.jsonl': string;
  readonly 'samples.jsonl': string;
}

/** All of them; `run` are the files of a run. */
export function originals(run: RunFiles): readonly Original[] {
  const files = Object.keys(run) as (keyof RunFiles)[];
  return [
    original('log', 'rows.jsonl', lines(ROWS)),
    original('log', 'rows.json', JSON.stringify(ROWS, null, 2)),
    original('log', 'rows.csv', CSV),
    original('log', 'rows.parquet', PARQUET),
    original('log', 'rows.jsonl.gz', gzipSync(lines(ROWS))),
    original('log', 'chats.jsonl', lines(CHATS)),
    original('log', 'sharegpt.json', JSON.stringify(SHAREGPT)),
    { ...original('log', 'samples_weather_2025.jsonl', lines(LM_EVAL)), target: 'a' },
    original('log', 'promptfoo.json', JSON.stringify(PROMPTFOO)),
    original('log', 'm.jsonl', lines(FASTCHAT)),
    original('log', 'log.eval', INSPECT),
    original('log', 'batch.jsonl', lines(BATCH)),
    original('suite', 's.yaml', SUITE),
    original(
      'suite',
      's.json',
      JSON.stringify({
        targets: [{ id: 'a', base_url: 'http://127.0.0.1:1/v1', model: 'm' }],
        prompts: [{ language: 'ja' }],
      }),
    ),
    original(
      'prompts',
      'p.jsonl',
      lines(ROWS.map(({ id, language, prompt }) => ({ id, language, text: prompt }))),
    ),
    original(
      'prompts',
      'p.csv',
      `id,language,prompt\n${ROWS.map(({ id, prompt }) => `${id},ja,${prompt}`).join('\n')}\n`,
    ),
    ...files.map((name) => ({
      ...original('run', name, run[name]),
      beside: Object.fromEntries(files.filter((one) => one !== name).map((one) => [one, run[one]])),
    })),
    original('response', 'body.json', JSON.stringify(MESSAGE)),
    original('response', 'stream', `${delta('今日は')}${delta('晴れ')}data: [DONE]\n\n`),
  ];
}
