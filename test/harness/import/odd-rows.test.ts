import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { deflated, zipOf } from '../../support/archive.js';
import { DEEP, ODD, pathsIn, withAt } from '../../support/odd-values.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { rowsOf } from '../../support/rows.js';

const SAID = '日本語の答えです。';
const chat = [
  { role: 'user', content: '質問です。' },
  { role: 'assistant', content: SAID },
];
const call = { function: { name: 'f', arguments: { a: 1 } } };

/** A row of each format, and how rows make a file; `{}` rows name themselves by their number. */
interface Case {
  readonly row: (n: number) => object;
  readonly file?: string;
  /** The file that holds these rows, each as JSON; a line each where missing. */
  readonly hold?: (rows: readonly string[]) => string | Buffer;
}

const inLines = (rows: readonly string[]): string => rows.join('\n');

const within =
  (before: string, after: string) =>
  (rows: readonly string[]): string =>
    `${before}${rows.join(',')}${after}`;

const formats: Readonly<Record<string, Case>> = {
  'of any fields': {
    row: (n) => ({
      id: n,
      text: SAID,
      reasoning: 'x',
      finish_reason: 'stop',
      prompt: '質問です。',
      error: null,
    }),
  },
  'of parts': { row: (n) => ({ id: n, output: [{ type: 'text', text: SAID }], refusal: null }) },
  'that are chats': { row: (n) => ({ id: n, messages: [...chat, { ...chat[1], tool_calls: [call] }] }) },
  'of a list': { row: (n) => ({ id: n, text: SAID }), file: 'a.json', hold: within('[', ']') },
  'of a Batch of OpenAI’s': {
    row: (n) => ({
      custom_id: `c${n}`,
      response: {
        status_code: 200,
        body: {
          model: 'm',
          choices: [
            {
              message: { content: SAID, reasoning: 'x', tool_calls: [call] },
              finish_reason: 'stop',
              logprobs: {
                content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [{ token: 'b' }] }],
              },
            },
          ],
          usage: {
            prompt_tokens: 1,
            completion_tokens: 2,
            completion_tokens_details: { reasoning_tokens: 1 },
          },
        },
      },
    }),
  },
  'of a Batch of Anthropic’s': {
    row: (n) => ({
      custom_id: `c${n}`,
      result: {
        type: 'succeeded',
        message: {
          model: 'm',
          content: [
            { type: 'thinking', thinking: 'x' },
            { type: 'tool_use', name: 'f', input: { a: 1 } },
            { type: 'text', text: SAID },
          ],
          stop_reason: 'end_turn',
          usage: { input_tokens: 1, output_tokens: 2 },
        },
      },
    }),
  },
  'of a Batch of Gemini’s': {
    row: (n) => ({
      key: `k${n}`,
      request: { contents: [{ role: 'user', parts: [{ text: '質問' }] }] },
      response: {
        candidates: [
          {
            content: { parts: [{ text: SAID }, { functionCall: { name: 'f', args: { a: 1 } } }] },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: { promptTokenCount: 1 },
        modelVersion: 'm',
      },
    }),
  },
  'of lm-eval': {
    file: 'samples_t_2025-01-01T00-00-00.jsonl',
    row: (n) => ({
      doc_id: n,
      doc: { q: 'x' },
      arguments: { gen_args_0: { arg_0: '質問', arg_1: {} } },
      resps: [[SAID]],
    }),
  },
  'of promptfoo': {
    row: (n) => ({
      id: `i${n}`,
      provider: { id: 'p' },
      prompt: { raw: '質問' },
      vars: { q: 'x' },
      success: true,
      response: { output: SAID, tokenUsage: { prompt: 1 }, metadata: { http: { status: 200 } } },
      latencyMs: 5,
    }),
  },
  'of openai/evals': {
    row: (n) => ({
      run_id: 'r',
      event_id: n,
      sample_id: `s${n}`,
      type: 'sampling',
      data: { prompt: chat.slice(0, 1), sampled: [SAID], model: 'm' },
    }),
  },
  'of HELM': {
    file: 'scenario_state.json',
    hold: within('{"adapter_spec":{"model":"m"},"request_states":[', ']}'),
    row: (n) => ({
      instance: { id: `i${n}`, input: { text: '質問' } },
      request: { prompt: '質問', model: 'm' },
      result: { success: true, completions: [{ text: SAID, finish_reason: { reason: 'stop' } }] },
    }),
  },
  'of FastChat': { row: (n) => ({ question_id: n, model_id: 'm', choices: [{ turns: [SAID] }] }) },
  'of MiniMax': {
    row: (n) => ({
      data_index: n,
      hash: `hash-of-row-${n}`,
      request: { messages: chat.slice(0, 1), model: 'm' },
      response: { id: `r${n}`, choices: [{ message: { content: SAID }, finish_reason: 'stop' }] },
      status: 'success',
    }),
  },
  'of OpenCompass': {
    file: 'a.json',
    hold: (rows) => `{${rows.map((row, i) => `"${i}":${row}`).join(',')}}`,
    row: () => ({ origin_prompt: [{ role: 'HUMAN', prompt: '質問' }], prediction: SAID, gold: 'x' }),
  },
  'of LogicKor': { row: (n) => ({ id: n, category: 'x', questions: ['質問'], outputs: [SAID] }) },
  'of Inspect': {
    file: 'a.json',
    hold: within('{"version":2,"eval":{"model":"m","task":"t"},"samples":[', ']}'),
    row: (n) => ({
      id: n,
      epoch: 1,
      input: chat.slice(0, 1),
      messages: chat,
      output: {
        model: 'm',
        choices: [{ message: { content: [{ type: 'text', text: SAID }] }, stop_reason: 'stop' }],
      },
      attachments: { a: 'x' },
    }),
  },
  'of an archive of Inspect’s': {
    file: 'a.eval',
    hold: (rows) =>
      zipOf([
        deflated('header.json', '{"eval":{"model":"m","task":"t"}}'),
        ...rows.map((row, i) => deflated(`samples/${i}_epoch_1.json`, row)),
      ]),
    row: (n) => ({ id: n, epoch: 1, messages: chat, output: { choices: [{ message: { content: SAID } }] } }),
  },
};

describe('one odd row among others', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  for (const [name, { row, file = 'a.jsonl', hold = inLines }] of Object.entries(formats))
    it(`is itself unread at worst, whatever stands in whichever of its fields: rows ${name}`, async () => {
      const path = join(folder.path, file);
      const [before, after] = [JSON.stringify(row(1)), JSON.stringify(row(3))];
      const each = async (rows: readonly string[]) => {
        writeFileSync(path, hold(rows));
        return rowsOf(path, { language: 'ja', target: 't' });
      };
      const usual = (await each([before, after])).responses.length;
      expect(usual).to.be.at.least(2);
      // An archive takes a thread each time.
      for (const place of pathsIn(row(2)).filter(({ length }) => length > 0))
        for (const one of file.endsWith('.eval') ? ODD.slice(0, 2) : ODD) {
          const { responses, unread } = await each([before, withAt(row(2), place, one), after]);
          const what = `${place.join('.')} is ${one.slice(0, 40)}`;
          expect(responses.length, what).to.be.at.least(usual);
          for (const { where, reason } of unread) {
            expect(where, what).to.match(/(?::2|row 2|\[1\]|: 1|:samples\/1_epoch_1\.json)$/);
            expect(reason, what).to.match(/\S/);
          }
        }
    });

  const LONG = 'a'.repeat(900_000);
  const ROUNDS = 200;

  for (const [name, row] of [
    [
      'of a chat',
      {
        messages: [
          { role: 'user', content: LONG },
          ...Array.from({ length: ROUNDS }, () => ({ role: 'assistant', content: SAID })),
        ],
      },
    ],
    [
      'of rounds',
      { prediction: Array(ROUNDS).fill(SAID), origin_prompt: [LONG, ...Array(ROUNDS - 1).fill('質問')] },
    ],
  ] as const)
    it(`is not kept with all that stands before each of its answers where that grows too large: ${name}`, async () => {
      const path = join(folder.path, 'a.jsonl');
      writeFileSync(path, `${JSON.stringify(row)}\n`);
      const { responses, unread } = await rowsOf(path, { language: 'ja', target: 't' });
      expect(responses.length).to.be.within(70, 74);
      expect(unread.map(({ reason }) => reason)).to.deep.equal([
        'the row has too many answers: what stands before each has more than 64 Mi characters together',
      ]);
    });

  it('is read in time, of however many turns that call tools', async () => {
    const path = join(folder.path, 'a.jsonl');
    const messages = Array.from({ length: 100_000 }, () => ({ role: 'assistant', tool_calls: [call] }));
    writeFileSync(path, `${JSON.stringify({ messages })}\n`);
    const before = process.cpuUsage();
    const { responses } = await rowsOf(path, { language: 'ja', target: 't' });
    expect(responses.length).to.equal(1);
    expect(process.cpuUsage(before).user / 1e6).to.be.below(10);
  });

  it('is named by file and line, and the exit code is 3', async () => {
    const good = `${JSON.stringify({ text: SAID })}\n`;
    const cases: Readonly<Record<string, RegExp>> = {
      '{"text":"日本語です","messages":[{"role":{"toString":1},"content":"x"}]}':
        /the role of turn 1 of "messages" is no text/,
      [`{"text":"日本語です","messages":[{"role":${DEEP},"content":"x"}]}`]:
        /the role of turn 1 of "messages" is no text/,
      [`{"text":${DEEP}}`]: /the text is of another type than text/,
      '{"text":"日本\0語です"}': /the line is not JSON/,
      '{"text":"日本語です","output":"別の答え"}':
        /the response could be in "text", "output"; name the field with --text/,
    };
    for (const [row, says] of Object.entries(cases)) {
      writeFileSync(join(folder.path, 'a.jsonl'), `${good.repeat(20)}${row}\n${good.repeat(20)}`);
      const { code, stderr } = await offscript(
        folder.path,
        'score a.jsonl --language ja --target t'.split(' '),
      );
      expect(code, stderr).to.equal(3);
      expect(stderr).to.match(/40 samples of 1 target/);
      expect(stderr).to.match(new RegExp(`a\\.jsonl:21: ${says.source}`));
    }
  });
});
