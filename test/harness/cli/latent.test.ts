import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report, TargetReport } from '../../../reports/index.js';
import { type DrawingServer, startDrawing } from '../../support/drawing-server.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const USUAL = { logprobs: 20, sampling: { temperature: 1, max_tokens: 20 } };

/** Targets with what their suite says. */
const TARGETS: Readonly<Record<string, object>> = {
  base: { model: 'rare', ...USUAL },
  worse: { model: 'often', ...USUAL },
  five: { model: 'rare', ...USUAL, logprobs: 5 },
  cooler: { model: 'rare', ...USUAL, sampling: { temperature: 0.8, max_tokens: 20 } },
  'top-k': { model: 'rare', ...USUAL, extra_body: { top_k: 13 } },
  drawn: { model: 'drawn', ...USUAL, sampling: { temperature: 1.5, max_tokens: 20 }, logprobs_of: 'sampler' },
  'drawn-not-said': { model: 'drawn', ...USUAL, sampling: { temperature: 2.5, max_tokens: 20 } },
  'cut-not-said': { model: 'cut', ...USUAL },
  bare: { model: 'bare', ...USUAL },
  alone: { model: 'rare', ...USUAL, logprobs: 0 },
  greedy: { model: 'rare', ...USUAL, sampling: { temperature: 0, max_tokens: 20 } },
  penalised: { model: 'rare', ...USUAL, sampling: { temperature: 1, presence_penalty: 0.5, max_tokens: 20 } },
  unasked: { model: 'rare', sampling: { temperature: 1, max_tokens: 20 } },
};

const PROMPTS = 60;

describe('rates by probabilities', () => {
  let server: DrawingServer;
  let folder: ReturnType<typeof folderWith>;
  let report: Report;
  let terminal: string;

  before(async () => {
    server = await startDrawing({
      rare: { slips: [0.001, 0.02] },
      often: { slips: [0.01, 0.08] },
      drawn: { slips: [0.001, 0.02], givesDrawn: true },
      cut: { slips: [0.001, 0.02], topK: 4 },
      bare: { slips: [0.001, 0.02], bare: 0.2 },
    });
    const suite = {
      seed: 5,
      repeats: 2,
      baseline: 'base',
      targets: Object.entries(TARGETS).map(([id, more]) => ({ id, base_url: server.url, ...more })),
      prompts: [{ file: 'prompts.jsonl' }],
    };
    const prompts = Array.from({ length: PROMPTS }, (_, i) => ({
      id: `p${i}`,
      language: 'ja',
      text: `質問${i}に答えてください。`,
    }));
    folder = folderWith({
      's.yaml': JSON.stringify(suite),
      'prompts.jsonl': prompts.map((prompt) => JSON.stringify(prompt)).join('\n'),
    });
    const { code, stdout: said, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'run']);
    expect(code, stderr).to.equal(0);
    terminal = said.replace(/\s+/g, ' ');
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    report = JSON.parse(stdout) as Report;
  });
  after(async () => {
    folder?.remove();
    await server?.close();
  });

  function of(id: string): TargetReport {
    const found = report.targets.find((target) => target.id === id);
    if (found === undefined) throw new Error(`no target ${id}`);
    return found;
  }

  for (const id of ['base', 'worse', 'five', 'cooler', 'top-k', 'drawn'])
    it(`stand beside those that are counted, and are worth more: ${id}`, () => {
      const { latent } = of(id);
      expect(latent?.withheld).to.equal(undefined);
      const { slips, rate = null, low = null, high = null, worth = null } = latent ?? {};
      if (slips === undefined || rate === null || low === null || high === null) throw new Error('no rate');
      expect(slips.of).to.equal(2 * PROMPTS);
      expect(slips.mixed).to.be.above(3);
      // Both estimate one rate, from the same answers.
      const expected = rate * slips.of;
      expect(slips.mixed).to.be.closeTo(expected, 3 * Math.sqrt(expected));
      expect(rate).to.be.within(low, high);
      expect(high - low).to.be.below((slips.high ?? 1) - (slips.low ?? 0));
      expect(worth).to.be.above(id === 'five' ? 0.9 : 1.5);
    });

  const withheld: readonly (readonly [string, object])[] = [
    ['greedy', { kind: 'greedy' }],
    ['alone', { kind: 'no_alternatives' }],
    ['penalised', { kind: 'beyond', setting: 'presence_penalty' }],
  ];
  for (const [id, why] of withheld)
    it(`are not shown where they say nothing: ${id}`, () => {
      const { rate, low, high, worth, withheld: found } = of(id).latent ?? {};
      expect([rate, low, high, worth]).to.deep.equal([null, null, null, null]);
      expect(found).to.deep.equal(why);
    });

  it('are not shown where tokens are not drawn as the probabilities and the suite say', () => {
    for (const id of ['cut-not-said', 'drawn-not-said']) {
      const { rate, withheld: found } = of(id).latent ?? {};
      expect(rate, id).to.equal(null);
      expect(found?.kind, id).to.equal('drawn_otherwise');
    }
  });

  it('are not shown where a server gives other tokens in some places alone', () => {
    const { rate, withheld: found } = of('bare').latent ?? {};
    expect(rate).to.equal(null);
    expect(found).to.include({ kind: 'bare' });
  });

  it('are missing where no probabilities were asked for', () => {
    expect(of('unasked').latent).to.equal(undefined);
  });

  it('are compared, and turn no verdict', () => {
    const changes = report.latent_changes ?? [];
    const worse = changes.filter(({ candidate, language }) => candidate === 'worse' && language === '*');
    expect(worse).to.have.length(1);
    const [{ delta = 0, low = 0, high = 0, baseline_rate: before = 0, candidate_rate: after = 0 } = {}] =
      worse;
    expect(delta).to.be.closeTo(after - before, 1e-12);
    expect(low).to.be.above(0);
    expect(delta).to.be.within(low, high);
    expect(changes.map(({ candidate }) => candidate)).to.not.include('greedy');
  });

  it('are in every form of a report', async () => {
    const shown = async (format: string): Promise<string> =>
      (await offscript(folder.path, ['report', 'run', '--format', format])).stdout;
    const csv = await shown('csv');
    for (const measure of ['script_runs', 'latent_script_runs', 'latent_worth', 'latent_change'])
      expect(csv).to.match(new RegExp(`^worse,.*,${measure},`, 'm'));
    expect(await shown('md')).to.contain('### By probabilities');
    expect(await shown('latex')).to.contain('By probabilities');
    expect(terminal).to.match(
      /another script, before exemptions: counted [^;]+, by probabilities [^;]+, worth [\d.]+ times the answers/,
    );
    expect(terminal).to.contain('not by probabilities: at temperature 0 nothing is drawn');
    await offscript(folder.path, ['report', 'run', '-o', 'page.html']);
    expect(readFileSync(join(folder.path, 'page.html'), 'utf8')).to.contain('By probabilities');
  });

  it('are the same from a tally as from the samples, and by several threads', async () => {
    const parts = await Promise.all(
      [
        ['--jobs', '1'],
        ['--jobs', '2'],
      ].map((jobs) => offscript(folder.path, ['report', 'run', '--format', 'json', ...jobs])),
    );
    for (const { stdout } of parts)
      expect((JSON.parse(stdout) as Report).targets).to.deep.equal(report.targets);
  });

  it('are taken anew where it is said later whose probabilities they are', async () => {
    const suite = JSON.parse(readFileSync(join(folder.path, 's.yaml'), 'utf8')) as {
      targets: { id: string; logprobs_of?: string }[];
    };
    const wrong = suite.targets.find(({ id }) => id === 'drawn-not-said');
    if (wrong === undefined) throw new Error('no such target');
    wrong.logprobs_of = 'sampler';
    writeFileSync(join(folder.path, 's.yaml'), JSON.stringify(suite));
    const { code, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'run']);
    expect(code, stderr).to.equal(0);
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    const target = (JSON.parse(stdout) as Report).targets.find(({ id }) => id === 'drawn-not-said');
    expect(target?.latent?.withheld).to.equal(undefined);
    expect(target?.latent?.rate).to.be.above(0);
  });

  it('name in the suite whose probabilities a server gives, or say what is wrong', async () => {
    const other = folderWith({
      's.yaml': JSON.stringify({
        targets: [{ id: 'a', base_url: server.url, model: 'rare', logprobs_of: 'server' }],
        prompts: [{ language: 'ja' }],
      }),
    });
    try {
      const { code, stderr } = await offscript(other.path, ['run', 's.yaml', '--dry-run']);
      expect(code).to.equal(2);
      expect(stderr).to.contain(
        '"targets[0].logprobs_of" must be ("model" | "temperature" | "sampler"), not "server"',
      );
      expect(stderr.trim().split('\n')).to.have.length(1);
    } finally {
      other.remove();
    }
  });
});
