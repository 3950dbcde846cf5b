import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { biasOf } from '../../../harness/biasing/index.js';
import type { SuiteTarget } from '../../../harness/suite/index.js';
import { folderRuns, type PromptRecord, type SampleKey } from '../../../store/index.js';
import { rejected } from '../../support/rejected.js';

/** Tokens of a small model: pieces of a character, one that holds the mark between tokens, one that steers. */
const TOKENS = ['<s>', ' the', 'は', 'хоро', '们', '国', '\ufffd', '§§', '한국', 'é', '§', 'ός', ' при'];
const RUSSIAN = [3, 12];

interface Fake {
  readonly url: string;
  readonly asked: { path: string; tokens?: number[] }[];
  readonly server: Server;
}

/** A server that tells its tokens as vLLM does; where `size` is missing it does not say how many there are. */
async function startFake(tokens: readonly string[], size?: number): Promise<Fake> {
  const asked: Fake['asked'] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    const body = text === '' ? {} : JSON.parse(text);
    const path = request.url ?? '';
    asked.push({ path, ...(body.tokens && { tokens: body.tokens }) });
    const send = (status: number, value: unknown): void => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (path === '/v1/models')
      return send(200, { data: [{ id: 'm', ...(size !== undefined && { meta: { n_vocab: size } }) }] });
    if (path === '/tokenize') {
      const mark = tokens.indexOf('§');
      return send(200, { tokens: [...String(body.prompt)].map(() => mark) });
    }
    if (path !== '/detokenize') return send(404, { error: 'no such place' });
    const ids: number[] = body.tokens;
    if (ids.some((id) => id >= tokens.length)) return send(500, { error: { message: 'out of range' } });
    send(200, { prompt: ids.map((id) => tokens[id]).join('') });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked, server };
}

describe('logit_bias over tokens of off-script text', () => {
  let folder: string;
  let cache: string | undefined;
  const open: Server[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'offscript-bias-'));
    cache = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
  });

  after(() => {
    if (cache === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = cache;
    for (const server of open) server.close();
    rmSync(folder, { recursive: true });
  });

  async function fake(tokens: readonly string[] = TOKENS, size?: number): Promise<Fake> {
    const started = await startFake(tokens, size);
    open.push(started.server);
    return started;
  }

  const target = (base_url: string, logit_bias: NonNullable<SuiteTarget['logit_bias']>): SuiteTarget => ({
    id: 't',
    base_url,
    model: 'm',
    logit_bias,
  });

  const idsOf = (map: Readonly<Record<string, number>> | undefined): number[] =>
    Object.keys(map ?? {}).map(Number);

  it('takes the tokens that a language does not write from a server that tells them', async () => {
    const { url } = await fake(TOKENS, TOKENS.length);
    const bias = await biasOf(target(url, { endpoint: true }), ['ja', 'ru', 'zh-Hans']);
    expect(idsOf(bias?.of('ja')), 'Cyrillic, Simplified Han, Hangul, Greek').to.deep.equal([3, 4, 8, 11, 12]);
    expect(idsOf(bias?.of('ru')), 'Kana, Han, Hangul, Greek').to.deep.equal([2, 4, 5, 8, 11]);
    expect(idsOf(bias?.of('zh-Hans')), 'Kana, Cyrillic, Hangul, Greek').to.deep.equal([2, 3, 8, 11, 12]);
    expect(bias?.of('ja')?.['3']).to.equal(-100);
    expect(bias?.of('ko')).to.equal(undefined);
    expect(bias?.biased).to.deep.include({ vocabulary: TOKENS.length, pieces: 1 });
    expect(bias?.biased.languages.ja).to.deep.equal({ tokens: 5, of: 5 });
  });

  it('finds out how many tokens there are where a server does not say so', async () => {
    const many = [...TOKENS, ...Array.from({ length: 2100 }, (_, i) => ` word${i}`), 'конец'];
    const { url } = await fake(many);
    const bias = await biasOf(target(url, { endpoint: true, scripts: ['Cyrl'] }), ['ja']);
    expect(bias?.biased.vocabulary).to.equal(many.length);
    expect(idsOf(bias?.of('ja'))).to.deep.equal([...RUSSIAN, many.length - 1]);
  });

  it('keeps what a server told, and asks again where its tokens are others', async () => {
    const tokens = [...TOKENS];
    const { url, asked } = await fake(tokens, tokens.length);
    const wanted = target(url, { endpoint: true, scripts: ['Cyrl'] });
    await biasOf(wanted, ['ja']);
    expect(readdirSync(join(folder, 'cache', 'offscript'))).not.to.deep.equal([]);
    const whole = (): number => asked.filter(({ tokens: ids = [] }) => ids.length > TOKENS.length).length;
    const before = whole();
    await biasOf(wanted, ['ja']);
    expect(whole(), 'not asked for as a whole again').to.equal(before);
    tokens[1] = 'новый';
    const bias = await biasOf(wanted, ['ja']);
    expect(idsOf(bias?.of('ja'))).to.deep.equal([1, ...RUSSIAN]);
  });

  it('takes Latin only where it is named', async () => {
    const { url } = await fake(TOKENS, TOKENS.length);
    const bias = await biasOf(target(url, { endpoint: true, scripts: ['Latn'], bias: -5 }), ['ja', 'de']);
    expect(bias?.of('ja')).to.deep.equal({ 0: -5, 1: -5, 9: -5 });
    expect(bias?.of('de')).to.equal(undefined);
  });

  it('takes the first of them where only so many may be sent', async () => {
    const { url } = await fake(TOKENS, TOKENS.length);
    const bias = await biasOf(target(url, { endpoint: true, most: 2 }), ['ja']);
    expect(idsOf(bias?.of('ja'))).to.deep.equal([3, 4]);
    expect(bias?.biased.languages.ja).to.deep.equal({ tokens: 2, of: 5 });
  });

  /** Writes a run of one prompt with these answers; its folder. */
  async function runOf(name: string, answers: readonly string[], prompt: Partial<PromptRecord> = {}) {
    const draft = await folderRuns(folder).draft();
    await draft.addPrompt({
      id: 'p',
      language: 'ja',
      messages: [{ role: 'user', content: '天気は？' }],
      ...prompt,
    });
    for (const [repeat, answer] of answers.entries())
      await draft.addSample({
        key: `${repeat}`.padStart(24, '0') as SampleKey,
        target: 'm',
        prompt: 'p',
        language: 'ja',
        repeat,
        answer,
        attempts: 1,
      });
    await draft.publish(name, {
      schema: 1,
      made_by: 'run',
      suite: { name: 's', hash: 'h' },
      created_at: '2026-01-01T00:00:00.000Z',
      versions: {},
      targets: [{ id: 'm', model: 'm' }],
      repeats: answers.length,
      prompts: 1,
    });
    return join(folder, name);
  }

  it('takes those first that a run has found', async () => {
    const found_in = await runOf('base', [
      '今日は при 良い天気です。',
      '今日は при 良い天気です。',
      '今日は한국 良い天気です。',
    ]);
    const { url } = await fake(TOKENS, TOKENS.length);
    const bias = await biasOf(target(url, { endpoint: true, most: 3, found_in }), ['ja']);
    expect(idsOf(bias?.of('ja')).sort((a, b) => a - b)).to.deep.equal([3, 8, 12]);
    expect(bias?.biased.languages.ja).to.deep.equal({ tokens: 3, of: 5, found: 2 });
  });

  it('finds in a run what its report finds: in answers, and nothing that the conversation excuses', async () => {
    const answers = [
      '<think>한국</think>今日は良い天気です。',
      '今日は при 良い天気です。',
      'ός の天気は良いです。',
    ];
    const { url } = await fake(TOKENS, TOKENS.length);
    const foundIn = async (name: string, prompt: Partial<PromptRecord>) => {
      const found_in = await runOf(name, answers, prompt);
      return (await biasOf(target(url, { endpoint: true, found_in }), ['ja']))?.biased.languages.ja?.found;
    };
    expect(await foundIn('plain', {}), 'Cyrillic and Greek').to.equal(2);
    expect(await foundIn('allowed', { allow: ['при'] }), 'Greek').to.equal(1);
    const earlier = [
      { role: 'user', content: '「при」とは何ですか？' },
      { role: 'assistant', content: 'ロシア語です。' },
      { role: 'user', content: '天気は？' },
    ] as const;
    expect(await foundIn('asked', { messages: earlier }), 'Greek').to.equal(1);
    expect(await foundIn('strict', { messages: earlier, exempt: false }), 'nothing is excused').to.equal(2);
  });

  it('sends OpenAI no more than it takes', async () => {
    const path = join(folder, 'tokenizer.json');
    const words = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`${'аб'.repeat(1 + (i % 3))}${i}`, i]),
    );
    writeFileSync(path, JSON.stringify(tokenizerOf(words)));
    const bias = await biasOf({ ...target('https://api.openai.com/v1', { tokenizer: path }) }, ['ja']);
    expect(bias?.biased.languages.ja).to.deep.equal({ tokens: 300, of: 400 });
  });

  it('reads tokens from a tokenizer.json', async () => {
    const path = join(folder, 'tokenizer.json');
    writeFileSync(path, JSON.stringify(tokenizerOf({ a: 0, при: 1, は: 2, 한: 3 })));
    const bias = await biasOf(target('http://127.0.0.1:9/v1', { tokenizer: path }), ['ja']);
    expect(idsOf(bias?.of('ja'))).to.deep.equal([1, 3]);
  });

  it('leaves tokens that are pieces of characters, or steer, and says how many these are', async () => {
    const path = join(folder, 'pieces.json');
    const steering = { id: 4, content: '<старт>', special: true };
    const behind = { id: 5, content: '<вызов>', special: false };
    const whole = tokenizerOf({ a: 0, Ð: 1, ÐŁ: 2, Ġda: 3, '<старт>': 4 });
    writeFileSync(
      path,
      JSON.stringify({ ...whole, added_tokens: [steering, behind], decoder: { type: 'ByteLevel' } }),
    );
    const bias = await biasOf(target('http://127.0.0.1:9/v1', { tokenizer: path }), ['ja']);
    expect(idsOf(bias?.of('ja')), 'П, in bytes').to.deep.equal([2]);
    expect(bias?.biased).to.deep.include({ vocabulary: 6, pieces: 3 });
  });

  it('reads tokens from other files too, and from the folder of a model', async () => {
    const model = join(folder, 'model');
    mkdirSync(model);
    const ranks = ['a', 'при', 'は'].map((text, id) => `${Buffer.from(text).toString('base64')} ${id}\n`);
    writeFileSync(join(model, 'm.tiktoken'), ranks.join(''));
    for (const tokenizer of [model, join(model, 'm.tiktoken')]) {
      const bias = await biasOf(target('http://127.0.0.1:9/v1', { tokenizer }), ['ja']);
      expect(idsOf(bias?.of('ja'))).to.deep.equal([1]);
    }
  });

  it('sends nothing in a language that has no such token', async () => {
    const path = join(folder, 'russian.json');
    writeFileSync(path, JSON.stringify(tokenizerOf({ a: 0, при: 1 })));
    const bias = await biasOf(target('http://127.0.0.1:9/v1', { tokenizer: path }), ['ja', 'ru']);
    expect(bias?.of('ru')).to.equal(undefined);
    expect(bias?.biased.languages.ru).to.deep.equal({ tokens: 0, of: 0 });
    expect(idsOf(bias?.of('ja'))).to.deep.equal([1]);
  });

  it('says in a line what is wrong, and what to do', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"version": "1.0"}');
    const ours = join(folder, 'ours.json');
    writeFileSync(ours, JSON.stringify(tokenizerOf({ a: 0, は: 1 })));
    const deaf = createServer((_, response) => response.writeHead(404).end('{}'));
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    open.push(deaf);
    const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}/v1`;
    const cases = [
      [target(url, { tokenizer: join(folder, 'none.json') }), /none\.json/],
      [target(url, { tokenizer: broken }), /this is no tokenizer\.json.*name the tokenizer\.json/],
      [
        target(url, { tokenizer: ours }),
        /logit_bias of t: none of its 2 tokens is off-script text in ja: the variant would change nothing/,
      ],
      [
        target(url, { tokenizer: join(folder, 'cache') }),
        /no tokenizer in this folder.*name a tokenizer\.json/,
      ],
      [target(url, { endpoint: true }), /does not tell its tokens: status 404.*name a "tokenizer" file/],
    ] as const;
    for (const [wanted, message] of cases) {
      const error = await rejected(biasOf(wanted, ['ja']));
      expect(error.name).to.equal('UserError');
      expect(error.message).to.match(message);
      expect(error.message).not.to.include('\n');
    }
  });
});

/** A tokenizer of whole words. */
function tokenizerOf(vocab: Readonly<Record<string, number>>): object {
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    model: { type: 'BPE', vocab, merges: [], unk_token: null, fuse_unk: false, byte_fallback: false },
  };
}
