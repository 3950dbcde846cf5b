import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderStore } from '../../../store/index.js';
import { collect } from '../../support/collect.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const SUITE = `
name: s
seed: 7
repeats: 2
targets:
  - id: a
    base_url: http://127.0.0.1:9/v1
    model: model-a
    api_key_env: OFFSCRIPT_TEST_KEY
    sampling: { temperature: 0.5, max_tokens: 64 }
    extra_body: { top_k: 20 }
  - { id: b/x, base_url: "http://127.0.0.1:9/v1", model: model-b, send_seed: false }
prompts: [{ file: p.jsonl }]
`;
const PROMPTS = [
  { id: 'weather', language: 'ja', text: '天気は？' },
  {
    id: 'a long name with spaces in it',
    language: 'zh-Hans',
    messages: [
      { role: 'system', content: '短' },
      { role: 'user', content: '天气？' },
    ],
  },
];

interface Request {
  readonly custom_id: string;
  readonly method: string;
  readonly url: string;
  readonly body: { model: string; messages: readonly { content: string }[]; seed?: number } & Record<
    string,
    unknown
  >;
}

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A line of a Batch's output file. */
const answered = ({ custom_id, body }: Request, content: string): string =>
  JSON.stringify({
    id: `batch_req_${custom_id.slice(0, 8)}`,
    custom_id,
    response: {
      status_code: 200,
      request_id: 'req_1',
      body: {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        model: `${body.model}-2026-01-01`,
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 4, completion_tokens: 6, total_tokens: 10 },
        system_fingerprint: 'fp_1',
      },
    },
    error: null,
  });

/** Lines of a Batch's error file: refused by the endpoint, and not done in time. */
const refused = ({ custom_id }: Request): string =>
  JSON.stringify({
    id: 'batch_req_2',
    custom_id,
    response: {
      status_code: 400,
      request_id: 'r',
      body: { error: { message: 'bad key sk-secret-1', code: 'invalid_value' } },
    },
    error: null,
  });
const expired = ({ custom_id }: Request): string =>
  JSON.stringify({
    id: 'batch_req_3',
    custom_id,
    response: null,
    error: { code: 'batch_expired', message: 'sk-secret-1' },
  });

describe('an OpenAI Batch', () => {
  let folder: ReturnType<typeof folderWith>;
  const at = (name: string): string => join(folder.path, name);
  beforeEach(async () => {
    folder = folderWith({
      's.yaml': SUITE,
      'p.jsonl': PROMPTS.map((prompt) => JSON.stringify(prompt)).join('\n'),
    });
  });
  afterEach(() => folder.remove());

  const write = () => offscript(folder.path, ['run', 's.yaml', '--batch-out', 'in.jsonl', '--target', 'a']);

  it('has a request for every question, without a key and without asking', async () => {
    const { code, stdout, stderr } = await write();
    expect([code, stdout, stderr]).to.deep.equal([0, 'in.jsonl\n', '4 requests\n']);
    const requests = lines<Request>(at('in.jsonl'));
    expect(new Set(requests.map(({ custom_id: id }) => id)).size).to.equal(4);
    expect(requests.every(({ custom_id: id }) => id.length <= 64)).to.equal(true);
    const [first, second, third] = requests;
    expect(first).to.deep.include({ method: 'POST', url: '/v1/chat/completions' });
    expect(first?.body).to.deep.include({ model: 'model-a', temperature: 0.5, max_tokens: 64, top_k: 20 });
    expect(first?.body.messages).to.deep.equal([{ role: 'user', content: '天気は？' }]);
    expect(second?.body.messages).to.deep.equal(PROMPTS[1]?.messages);
    expect(first?.body.seed).to.be.a('number').and.not.equal(third?.body.seed);
  });

  it('is one file a target, and overwrites none', async () => {
    const words = ['run', 's.yaml', '--batch-out', 'in.jsonl'];
    expect((await offscript(folder.path, words)).stdout).to.equal('in.a.jsonl\nin.b_x.jsonl\n');
    expect(lines<Request>(at('in.b_x.jsonl')).map(({ body }) => [body.model, body.seed])).to.deep.equal(
      Array.from({ length: 4 }, () => ['model-b', undefined]),
    );
    const again = await offscript(folder.path, words);
    expect([again.code, again.stderr]).to.deep.equal([
      2,
      'offscript: in.a.jsonl: the file is there already; name another one with --batch-out\n',
    ]);
  });

  it('keeps calls of tools, probabilities, tokens of reasoning and refusals as a run does', async () => {
    await write();
    const [first, second] = lines<Request>(at('in.jsonl')) as [Request, Request];
    const body = {
      choices: [
        {
          message: { content: null, tool_calls: [{ function: { name: 'find', arguments: '{"q":"雪"}' } }] },
          logprobs: { content: [{ token: '雪', logprob: -0.25, bytes: null, top_logprobs: [null] }, null] },
          finish_reason: 'tool_calls',
        },
      ],
      usage: { prompt_tokens: 1, completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 7 } },
    };
    const filtered = { error: { code: 'content_filter', message: 'sk-secret-1' } };
    const line = (custom_id: string, status_code: number, body: object): string =>
      JSON.stringify({ custom_id, response: { status_code, body }, error: null });
    writeFileSync(
      at('out.jsonl'),
      [line(first.custom_id, 200, body), line(second.custom_id, 400, filtered)].join('\n'),
    );
    await offscript(folder.path, ['score', 'out.jsonl', '--requests', 'in.jsonl', '-o', 'out']);
    const samples = await collect(folderStore(at('out')).samples());
    expect(samples[0]).to.deep.include({
      answer: null,
      tool_calls: [{ name: 'find', arguments: '{"q":"雪"}' }],
      logprobs: [['雪', -0.25]],
      usage: { prompt_tokens: 1, completion_tokens: 9, reasoning_tokens: 7 },
    });
    expect(samples[1]).to.deep.include({ answer: null, refusal: 'content_filter' });
    expect(samples[1]).not.to.have.property('error');
  });

  it('keeps two samplings of one model apart, by the files that asked for them', async () => {
    const request = (id: string, temperature: number) =>
      JSON.stringify({
        custom_id: id,
        body: {
          model: 'm',
          temperature,
          messages: [{ role: 'user', content: '天気は？' }],
          metadata: { id },
          prompt_cache_key: id,
          safety_identifier: id,
        },
      });
    const answer = (id: string) =>
      JSON.stringify({
        custom_id: id,
        response: { status_code: 200, body: { choices: [{ message: { content: '晴れです。' } }] } },
      });
    const files = {
      'cold.jsonl': [request('1', 0), request('2', 0)],
      'hot.jsonl': [request('3', 1)],
      'hot.2.jsonl': [request('4', 1)],
    };
    for (const [name, rows] of Object.entries(files)) writeFileSync(at(name), rows.join('\n'));
    writeFileSync(at('out.jsonl'), ['1', '2', '3', '4'].map(answer).join('\n'));
    const words = ['score', '--from', 'openai-batch', '--language', 'ja'];
    const requests = Object.keys(files).flatMap((name) => ['--requests', name]);
    const { code } = await offscript(folder.path, [...words, ...requests, 'out.jsonl', '-o', 'apart']);
    expect(code).to.equal(0);
    const samples = await collect(folderStore(at('apart')).samples());
    expect(samples.map(({ target }) => target)).to.deep.equal(['m (cold)', 'm (cold)', 'm (hot)', 'm (hot)']);
    const cold = ['--requests', 'cold.jsonl', 'out.jsonl', '-o', 'alone'];
    await offscript(folder.path, [...words, ...cold]);
    expect((await collect(folderStore(at('alone')).samples()))[0]?.target).to.equal('m');
  });

  it('is several files where it has more than 50,000 requests', async () => {
    const { loadSuite } = await import('../../../harness/suite/index.js');
    const { writeBatch } = await import('../../../harness/batch/index.js');
    const suite = { ...(await loadSuite(at('s.yaml'))), repeats: 25_001 };
    expect(writeBatch(suite, at('in.jsonl'), { only: ['a'] })).to.deep.equal([
      { path: at('in.jsonl'), requests: 50_000 },
      { path: at('in.2.jsonl'), requests: 2 },
    ]);
    expect(lines<Request>(at('in.jsonl')).length).to.equal(50_000);
    expect(new Set(lines<Request>(at('in.2.jsonl')).map(({ body }) => body.seed)).size).to.equal(2);
  });

  it('comes back joined by custom_id, in any order, with errors and what was never answered', async () => {
    await write();
    const [one, two, three, four] = lines<Request>(at('in.jsonl')) as [Request, Request, Request, Request];
    const stranger = { ...one, custom_id: 'other' };
    writeFileSync(
      at('out.jsonl'),
      [
        answered(three, '雨です。'),
        answered(one, '<think>Sun.</think>晴れです。'),
        answered(stranger, 'x'),
        answered(one, '晴れです。'),
      ].join('\n'),
    );
    writeFileSync(at('err.jsonl'), `${refused(two)}\n`);
    const words = [
      'score',
      '--from',
      'openai-batch',
      '--requests',
      'in.jsonl',
      'out.jsonl',
      'err.jsonl',
      '-o',
      'run',
    ];
    const { code, stderr } = await offscript(folder.path, words);
    expect(code, 'a row was left out').to.equal(3);
    expect(stderr).to.equal(
      '4 samples of 1 target, 4 with their prompt, 1 double left out\noffscript: warning: 1 row could not be read and is left out\n  out.jsonl:3: no request has the custom_id "other"\n',
    );
    const samples = await collect(folderStore(at('run')).samples());
    const prompts = await folderStore(at('run')).prompts();
    expect(
      samples.map(({ language, prompt, answer, error }) => [
        language,
        prompts.get(prompt)?.messages.at(-1)?.content,
        answer,
        error,
      ]),
    ).to.deep.equal([
      ['ja', '天気は？', '雨です。', undefined],
      ['ja', '天気は？', '<think>Sun.</think>晴れです。', undefined],
      [
        'zh-Hans',
        '天气？',
        null,
        { kind: 'http', status: 400, message: 'the log holds an error: invalid_value' },
      ],
      ['zh-Hans', '天气？', null, { kind: 'body', message: 'the log holds an error' }],
    ]);
    expect(samples[1]).to.deep.include({
      target: 'model-a',
      prompt: 'weather',
      finish_reason: 'stop',
      model: 'model-a-2026-01-01',
      system_fingerprint: 'fp_1',
      usage: { prompt_tokens: 4, completion_tokens: 6 },
    });
    expect(four.custom_id).to.match(/\.1\.zh-Hans\.[0-9a-f]{12}$/);
    expect(readFileSync(at('run/samples.jsonl'), 'utf8')).not.to.contain('sk-secret');
  });

  it('may be asked again: an answer takes the place of an error under the same custom_id', async () => {
    await write();
    const requests = lines<Request>(at('in.jsonl'));
    writeFileSync(at('err.jsonl'), requests.map(expired).join('\n'));
    writeFileSync(at('out.jsonl'), requests.map((request) => answered(request, '晴れです。')).join('\n'));
    const words = ['score', '--requests', 'in.jsonl', 'err.jsonl', 'out.jsonl', '-o', 'run'];
    expect((await offscript(folder.path, words)).stderr).to.equal(
      '4 samples of 1 target, 4 with their prompt\n',
    );
    const samples = await collect(folderStore(at('run')).samples());
    expect(samples.map(({ answer, repeat, error }) => [answer, repeat, error])).to.deep.equal([
      ['晴れです。', 0, undefined],
      ['晴れです。', 0, undefined],
      ['晴れです。', 1, undefined],
      ['晴れです。', 1, undefined],
    ]);
  });

  it('of somebody else needs --language, and no requests', async () => {
    const own = (id: string): Request => ({
      custom_id: id,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'm', messages: [] },
    });
    writeFileSync(
      at('out.jsonl'),
      [
        answered(own('request-1'), '晴れです。'),
        expired(own('request-2')),
        '{"custom_id": "request-3"}',
      ].join('\n'),
    );
    const { stderr } = await offscript(folder.path, [
      'score',
      'out.jsonl',
      '--language',
      'ja',
      '--target',
      't',
      '-o',
      'run',
    ]);
    expect(stderr).to.match(
      /^2 samples of 1 target\n.* 1 row .*\n {2}out\.jsonl:3: the line holds neither an answer nor an error\n$/,
    );
    const samples = await collect(folderStore(at('run')).samples());
    expect(samples.map(({ prompt, error }) => [prompt, error?.message])).to.deep.equal([
      ['request-1', undefined],
      ['request-2', 'the log holds an error: batch_expired'],
    ]);
  });

  it('is refused where the input stands in the place of the output, or the output in the place of the input', async () => {
    await write();
    const [one] = lines<Request>(at('in.jsonl')) as [Request];
    writeFileSync(at('out.jsonl'), answered(one, 'x'));
    const wrong = await offscript(folder.path, ['score', 'in.jsonl']);
    expect([wrong.code, wrong.stderr]).to.deep.equal([
      2,
      'offscript: in.jsonl: this is the input of a Batch, not its output; score --from openai-batch --requests in.jsonl OUTPUT\n',
    ]);
    const other = await offscript(folder.path, ['score', '--requests', 'out.jsonl', 'out.jsonl']);
    expect([other.code, other.stderr]).to.deep.equal([
      2,
      'offscript: out.jsonl:1: the line is no request of a Batch; name the input of the Batch\n',
    ]);
  });
});
