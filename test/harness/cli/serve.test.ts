import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { request } from 'undici';
import { root } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { Talk } from '../serve/talk.js';

const main = join(root, 'dist/harness/cli/main.js');

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** All that it has said so far, on both channels. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Starts the command and resolves when it has named its address. */
async function started(cwd: string, ...words: string[]): Promise<Started> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...words], { cwd });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!/http:\S+\n/.test(said)) {
    if (isOver) throw new Error(said);
    await sleep(5);
  }
  return { child, url: /http:\S+/.exec(said)?.[0] ?? '', said: () => said, ended };
}

async function detected(url: string, body: unknown): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await request(`${url}/v1/detect`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.body.json()) as Record<string, unknown>;
}

const SECRET = 'sk-proj-0123456789abcdefghijklmnop';

describe('offscript serve on the command line', () => {
  const folder = folderWith({
    'policy.yaml': 'policies:\n  ja:\n    tolerated: [Cyrl]\n',
    'bad.yaml': 'policies:\n  ja: 7\n',
  });
  after(() => folder.remove());

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`ends with 0 at ${signal} while a guard is open, and has said nothing of texts and keys`, async () => {
      const { child, url, said, ended } = await started(folder.path);
      expect(await detected(url, { text: 'とてもприветいい天気です。', language: 'ja' })).to.include({
        mixed: true,
      });
      await request(`${url}/v1/detect?key=${SECRET}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` },
        body: `{"text": "${SECRET} привет`,
      });
      const guard = new Talk(Number(new URL(url).port));
      guard.say('今日はとてもприветいい天気です。');
      await guard.heard(1);
      child.kill(signal);
      expect(await ended).to.equal(0);
      guard.hangUp();
      expect(said()).not.to.contain(SECRET);
      expect(said()).not.to.contain('привет');
      expect(said().split('\n').length).to.be.below(10);
    });

  it('detects by policies of a file', async () => {
    const { child, url, ended } = await started(folder.path, '--policy', 'policy.yaml');
    expect(await detected(url, { text: 'とてもприветいい天気です。', language: 'ja' })).to.include({
      mixed: false,
    });
    child.kill('SIGTERM');
    expect(await ended).to.equal(0);
  });

  it('says why it cannot listen, or what is wrong with a file of policies', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, stderr } = await offscript(folder.path, ['serve', '--port', String(port)]);
    taken.close();
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      `offscript: port ${port}: cannot listen (EADDRINUSE); name another with --port\n`,
    );
    const wrong = await offscript(folder.path, ['serve', '--policy', 'bad.yaml']);
    expect(wrong.code).to.equal(2);
    expect(wrong.stderr).to.match(/^offscript: bad\.yaml:2:/);
  });
});
