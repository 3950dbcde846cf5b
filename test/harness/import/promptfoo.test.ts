import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { data, needsData } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const KEY = 'sk-proj-0123456789abcdef';

/** A result of promptfoo, as `--output` writes it. */
const result = (fields: object): object => ({
  id: 'r1',
  promptIdx: 0,
  testIdx: 0,
  provider: { id: 'openai:chat:m', label: '' },
  prompt: { raw: '[{"role":"system","content":"短く"},{"role":"user","content":"天気は？"}]', label: 'p' },
  vars: { language: 'ja' },
  testCase: { vars: { language: 'ja' } },
  success: true,
  failureReason: 0,
  response: { output: '晴れです。', finishReason: 'stop', tokenUsage: { prompt: 3, completion: 5 } },
  latencyMs: 12,
  ...fields,
});

describe('logs of promptfoo', () => {
  const real = (name: string): string => join(data, 'logs/promptfoo', name);

  it('bring 20 responses of two models from the real files, whose failed assertions are no errors', async function () {
    needsData(this);
    for (const name of ['out.json', 'out.jsonl']) {
      const { responses, unread, doubles } = await rowsOf(real(name));
      expect([responses.length, unread.length, doubles], name).to.deep.equal([20, 0, 0]);
      expect(responses.filter(({ channels }) => channels.error !== undefined)).to.deep.equal([]);
      expect(new Set(responses.map(({ target }) => target))).to.deep.equal(
        new Set(['ckpt-a', 'openai:chat:ckpt-b']),
      );
      expect(new Set(responses.map(({ promptId }) => promptId)).size).to.equal(10);
      expect(
        responses.every(({ messages, channels }) => messages !== undefined && channels.usage !== undefined),
      ).to.equal(true);
    }
  });

  it('are the same run from either file, and all doubles from both', async function () {
    needsData(this);
    const folder = folderWith({});
    const words = (...names: string[]): string[] => ['score', ...names.map(real), '-o', 'run'];
    expect((await offscript(folder.path, words('out.json'))).stderr).to.equal(
      '20 samples of 2 targets, 20 with their prompt\n',
    );
    expect((await offscript(folder.path, words('out.jsonl'))).stderr).to.match(/\(already there\)/);
    const both = await offscript(folder.path, words('out.jsonl', 'out.json'));
    folder.remove();
    expect(both.stderr).to.match(/^20 samples of 2 targets, 20 with their prompt, 20 doubles left out/);
  });

  it('keep nothing of what an error says or the configuration holds', async () => {
    const failed = result({
      id: 'r2',
      failureReason: 2,
      success: false,
      error: `API error: 401 Incorrect API key provided: ${KEY}`,
      response: {
        error: KEY,
        metadata: { http: { status: 401, headers: { authorization: `Bearer ${KEY}` } } },
      },
    });
    const document = {
      evalId: 'eval-1',
      results: { version: 3, results: [result({}), failed, result({ id: 'r3', response: {} })] },
      config: { providers: [{ id: 'openai:chat:m', config: { apiKey: KEY } }], env: { OPENAI_API_KEY: KEY } },
    };
    const folder = folderWith({ 'log.json': JSON.stringify(document, null, 2) });
    const { stderr, stdout } = await offscript(folder.path, ['score', 'log.json', '-o', 'run']);
    const written = ['samples.jsonl', 'prompts.jsonl', 'run.json'].map((name) =>
      readFileSync(join(folder.path, 'run', name), 'utf8'),
    );
    folder.remove();
    expect([...written, stdout, stderr].join('')).not.to.contain(KEY);
    expect(stderr).to.match(
      /^2 samples of 1 target.*\n.*1 row could not be read.*\n.*results\[2\]: the row holds neither/,
    );
    const [answered, error] = (written[0] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answered).to.deep.include({
      answer: '晴れです。',
      finish_reason: 'stop',
      usage: { prompt_tokens: 3, completion_tokens: 5 },
      latency_ms: 12,
    });
    expect(error).to.deep.include({
      answer: null,
      error: { kind: 'http', status: 401, message: 'the log holds an error' },
    });
    expect(JSON.parse((written[1] ?? '').split('\n')[0] ?? '').messages.length).to.equal(2);
  });

  it('take the language from a field that is named, and name what is of a wrong type', async () => {
    const folder = folderWith({});
    const path = join(folder.path, 'log.jsonl');
    const rows = [
      result({ vars: { sprache: 'ko' }, testCase: {} }),
      result({ vars: { sprache: 'xx-unknown' } }),
      result({ vars: { sprache: { de: 1 } } }),
      result({ vars: { sprache: 'ja' }, response: { output: { json: 'です' } } }),
      [],
    ];
    writeFileSync(path, `\ufeff${rows.map((row) => JSON.stringify(row)).join('\r\n')}\r\n`);
    const read = await rowsOf(path, { language: 'vars.sprache' });
    folder.remove();
    expect(read.responses.map(({ language, channels }) => [language, channels.answer])).to.deep.equal([
      ['ko', '晴れです。'],
      ['ja', '{"json":"です"}'],
    ]);
    expect(reasons(read)).to.deep.equal([
      'log.jsonl:2: no policy for the language "xx-unknown" (offscript languages lists them)',
      'log.jsonl:3: the row has no language in the field "vars.sprache"',
      'log.jsonl:5: the row holds neither an output nor an error',
    ]);
  });
});
