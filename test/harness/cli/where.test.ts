import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { startStacks } from '../../../bench/simulated/stacks.js';
import type { Report } from '../../../reports/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const PROMPTS = 120;

const prompts = Array.from({ length: PROMPTS }, (_, i) =>
  JSON.stringify({ id: `p${i}`, text: `第${i}問。今日の天気について話してください。` }),
).join('\n');

const ENGLISH = 'The weather is nice today and we are going to walk in the park together.';
const CLEAN = 'の天気はとても良いので、公園を散歩しながら花を眺めるのがおすすめです。';
const SLIP = 'の公園には хорошая 花があります。';

/**
 * A server whose answers slip in one of three; under a system message none does, and half of them are English. What its first token may be moves when it has been
 * asked so many times.
 */
async function startWavering(movesAfter: number): Promise<{ readonly url: string; readonly server: Server }> {
  let canaries = 0;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    const isCanary = body.max_tokens === 1;
    const n = Number(/第(\d+)問/.exec(body.messages.at(-1).content)?.[1] ?? 0);
    const isUnder = body.messages.some(({ role }: { role: string }) => role === 'system');
    const told = isUnder ? (n % 2 === 0 ? ENGLISH : `${n}${CLEAN}`) : `${n}${n % 3 === 0 ? SLIP : CLEAN}`;
    if (isCanary) canaries++;
    const first = canaries > movesAfter ? 0.6 : 0.3;
    const tokens = [
      { token: 'Cat', logprob: Math.log(first) },
      { token: 'Dog', logprob: Math.log(1 - first) },
    ];
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'x',
        object: 'chat.completion',
        model: body.model,
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: isCanary ? 'Cat' : told },
            ...(isCanary && {
              logprobs: { content: [{ ...tokens[0], bytes: null, top_logprobs: tokens }] },
            }),
          },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, server };
}

describe('a run that tells where mixing comes from', () => {
  const offscript = warmOffscript();

  describe('of a crossed plan', () => {
    let folder: ReturnType<typeof folderWith>;
    let said: string;

    before(async () => {
      const stacks = await startStacks(
        ({ endpoint }, measure) => (measure === 'script_mixing' ? (endpoint === 'b' ? 0.3 : 0.02) : 0),
        7,
      );
      folder = folderWith({
        'prompts.jsonl': prompts,
        'suite.yaml': `
seed: 7
cross:
  checkpoint: { v1: v1 }
  endpoint:
    a: { base_url: "${stacks.url}/a/v1" }
    b: { base_url: "${stacks.url}/b/v1", label: "<b>B</b> | =1" }
  sampling: { top_k: [null, 50] }
prompts: [{ file: prompts.jsonl, language: ja }]
`,
      });
      const ended = await offscript(folder.path, ['run', 'suite.yaml', '-o', 'run'], { COLUMNS: '100' });
      const part = ['run', 'suite.yaml', '-o', 'part', '--target', 'v1@a', '--limit', '1', '--quiet'];
      await offscript(folder.path, part);
      await stacks.close();
      expect(ended.code, ended.stderr).to.equal(0);
      said = ended.stdout;
    });

    after(() => folder.remove());

    const report = async (...words: string[]): Promise<string> => {
      const { code, stdout, stderr } = await offscript(folder.path, ['report', 'run', '-o', '-', ...words]);
      expect(code, stderr).to.equal(0);
      return stdout;
    };

    it('says so at its end', () => {
      expect(said).to.match(
        /Where mixing comes from\nScript mixing\n {2}The serving stack: endpoint b has \d\d\.\d points more script/,
      );
      expect(said).to.include('The usual setting is as good as any: ');
    });

    it('stands on the page before all tables of targets and languages', async () => {
      const page = await report('--format', 'html');
      const headings = [...page.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, heading]) => heading);
      expect(headings.slice(0, 3)).to.deep.equal([
        'At a glance',
        'Where mixing comes from',
        'Effects of checkpoints, stacks and sampling',
      ]);
      expect(headings.indexOf('Targets')).to.be.greaterThan(2);
    });

    it('keeps what each target is made of', () => {
      const { targets } = JSON.parse(readFileSync(join(folder.path, 'run/run.json'), 'utf8'));
      expect(targets.map(({ factors }: { factors: unknown }) => factors)).to.deep.equal([
        { checkpoint: 'v1', endpoint: 'a', top_k: null },
        { checkpoint: 'v1', endpoint: 'a', top_k: 50 },
        { checkpoint: 'v1', endpoint: 'b', top_k: null },
        { checkpoint: 'v1', endpoint: 'b', top_k: 50 },
      ]);
    });

    it('says so in every format', async () => {
      const json = JSON.parse(await report('--format', 'json')) as Report;
      expect(json.attribution?.causes.map(({ kind }) => kind)).to.deep.equal(['stack']);
      expect(json.attribution?.factors).to.deep.equal([
        { name: 'endpoint', kind: 'stack', levels: ['a', 'b'] },
        { name: 'top_k', kind: 'sampler', levels: [null, 50] },
      ]);
      expect(await report('--format', 'md')).to.match(
        /### Where mixing comes from\n(.*\n)*.*The serving stack: endpoint b has/,
      );
      const csv = await report('--format', 'csv');
      expect(csv).to.match(/^,,,\*,\*,effect script_mixing endpoint a>b,2,120,0\.\d+,/m);
      expect(csv).to.match(/^,,,\*,\*,cause script_mixing stack endpoint a>b,/m);
      expect(csv).to.match(/^v1@a,,,\*,\*,cheapest script_mixing,/m);
      const html = await report('--format', 'html');
      expect(html).to.include('Where mixing comes from').and.to.include('The serving stack: endpoint b has');
      expect(html, 'labels are text').not.to.include('<b>B</b>');
      expect(await report('--format', 'latex')).to.include('The serving stack: endpoint b has');
    });

    it('says of a part of the plan that nothing is shown', async () => {
      const { stdout } = await offscript(folder.path, ['report', 'part', '--format', 'md']);
      expect(stdout).to.include('Language mixing').and.to.include('Nothing can be told yet');
    });
  });

  describe('of variants and canaries', () => {
    let folder: ReturnType<typeof folderWith>;
    let ended: Awaited<ReturnType<typeof offscript>>;
    let report: Report;

    before(async () => {
      const { url, server } = await startWavering(10);
      folder = folderWith({
        'prompts.jsonl': prompts,
        'suite.yaml': `
seed: 7
canary: { every: 8 }
targets: [{ id: m, base_url: "${url}", model: m, concurrency: 2 }]
mitigate: { variants: { told: { system: 日本語だけで答えてください。 } } }
prompts: [{ file: prompts.jsonl, language: ja }]
`,
      });
      ended = await offscript(folder.path, ['run', 'suite.yaml', '-o', 'run'], { COLUMNS: '100' });
      server.close();
      server.closeAllConnections();
      const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
      report = JSON.parse(stdout);
    });

    after(() => folder.remove());

    it('shows what a variant does, and what it costs', () => {
      const [told] = report.mitigations ?? [];
      expect(told).to.deep.include({
        of: 'm',
        target: 'm+told',
        variant: 'told',
        system: '日本語だけで答えてください。',
      });
      const verdicts = Object.fromEntries(
        told?.changes.map(({ measure, verdict }) => [measure, verdict]) ?? [],
      );
      expect(verdicts).to.include({ script_mixing: 'degraded', wrong_language: 'worse' });
      expect(ended.stdout).to.match(
        /Variants, and what they cost\nm, told\n {2}script mixing 33\.\d% → 0\.0%/,
      );
      expect(ended.stdout.replace(/\s+/g, ' ')).to.match(
        /It costs: wrong language 0\.0% → 50\.\d%, \+50\.\d \(.*\) points, ▲ worse/,
      );
    });

    it('names a target whose first token moves while it is asked', () => {
      const [target] = report.targets;
      expect(target?.canary?.verdict).to.equal('moved');
      // Two targets share the server: it has moved by the time that either was asked for the sixth time.
      expect(target?.canary?.distance).to.be.closeTo(0.3, 0.05);
      expect(ended.stdout.replace(/\s+/g, ' ')).to.match(
        /answers a repeated request otherwise since 2\d{3}-/,
      );
    });

    it('counts no canary as an answer', () => {
      expect(report.targets.map(({ samples }) => samples)).to.deep.equal([PROMPTS, PROMPTS]);
    });

    it('is in the CSV', async () => {
      const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'csv']);
      expect(stdout).to.match(/^m\+told,,,\*,\*,mitigated script_mixing,0,\d+,-0\.\d+,/m);
      expect(stdout).to.match(/^m,m,false,\*,\*,canary moved,\d+,/m);
    });
  });
});
