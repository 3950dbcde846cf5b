import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Serving } from '../../../harness/serve/index.js';
import { needsPython, root } from '../../support/needs.js';
import { serveForTests } from './client.js';

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';
const ENGLISH = 'We saw a film yesterday, and it was a lot of fun for all of us.';

interface Graded {
  readonly pass: boolean;
  readonly score: number;
  readonly reason: string;
}

type Assertion = (
  output: string,
  context: { readonly prompt: string; readonly vars: { readonly language: string } },
) => Promise<Graded>;

describe('the examples for other tools', () => {
  let serving: Serving;
  before(async () => {
    serving = await serveForTests();
    process.env.OFFSCRIPT_SERVER = serving.url;
  });
  after(async () => {
    delete process.env.OFFSCRIPT_SERVER;
    await serving.close('now');
  });

  it('grade an answer for promptfoo, with the reason', async () => {
    const path = pathToFileURL(join(root, 'examples/promptfoo/offscript.mjs')).href;
    const { default: grade } = (await import(path)) as { default: Assertion };
    const graded = (output: string, prompt = '何をしましたか。', language = 'ja') =>
      grade(output, { prompt, vars: { language } });
    expect(await graded(CLEAN)).to.deep.equal({ pass: true, score: 1, reason: 'in ja' });
    expect(await graded(SLIP)).to.deep.equal({ pass: false, score: 0, reason: 'Cyrl "посмотреть" at 9' });
    expect((await graded(SLIP, 'посмотреть とは？')).pass).to.equal(true);
    expect((await graded(ENGLISH)).reason).to.equal('in another language');
    expect((await graded('')).reason).to.equal('too short to be scored');
    const refused = await graded(CLEAN, '', 'tlh').catch((error: Error) => error.message);
    expect(refused).to.match(/^offscript: body: no policy/);
  });

  it('count answers for lm-evaluation-harness, those that are scored', async function () {
    const python = needsPython(this);
    const script = `
import json, sys
sys.path.insert(0, 'examples/lm-eval')
from offscript import counts, records
docs = [{'language': 'ja', 'question': '何をしましたか。'}] * 3 + [{'language': 'tlh', 'question': ''}]
answers = [[${JSON.stringify(SLIP)}, ''], [], [${JSON.stringify(ENGLISH)}]]
found = records(answers, docs[:3])
print(json.dumps([len(each) for each in found]))
print(json.dumps([counts(docs[0], [one]) for each in found for one in each]))
try:
    records([['a']], docs[3:])
except RuntimeError as error:
    print(error)
`;
    const child = spawn(python, ['-c', script], {
      cwd: root,
      env: { ...process.env, http_proxy: 'http://127.0.0.1:9', PYTHONDONTWRITEBYTECODE: '1' },
    });
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const [lengths, counts, refused] = out.trim().split('\n');
    expect(errors).to.equal('');
    expect(lengths).to.equal('[2, 0, 1]');
    expect(JSON.parse(counts ?? '')).to.deep.equal([
      { mixing: 1, script_mixing: 1, word_mixing: 0, wrong_language: 0, excluded: 0 },
      { excluded: 1 },
      { mixing: 0, script_mixing: 0, word_mixing: 0, wrong_language: 1, excluded: 0 },
    ]);
    expect(refused).to.match(/^offscript: texts\[0\]: no policy/);
  });

  it('cut an answer off that would never end, and the endpoint hears of it', async () => {
    let pieces = 0;
    let hungUp: (() => void) | undefined;
    const heard = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const endpoint = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => {
        const content = pieces++ === 20 ? 'посмотреть ' : '昨日は友達と映画を見ました。';
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
      }, 1);
      response.once('close', () => {
        clearInterval(timer);
        hungUp?.();
      });
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const address = endpoint.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const child = spawn(process.execPath, [join(root, 'examples/cut-off.mjs'), '何をしましたか。', 'ja'], {
      env: { ...process.env, ENDPOINT: `http://127.0.0.1:${port}/v1/chat/completions` },
    });
    const [out, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    await heard;
    endpoint.close();
    endpoint.closeAllConnections();
    expect([code, errors]).to.deep.equal([0, '']);
    expect(out).to.equal(`Cyrl "посмотреть" at ${20 * '昨日は友達と映画を見ました。'.length}\ncut off\n`);
  });
});
