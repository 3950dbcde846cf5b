import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('vendors on the command line', () => {
  const simulators: Simulator[] = [];
  let folder: ReturnType<typeof folderWith>;

  const suiteOf = (more: string, prices = '{ input: 1, output: 4 }'): string => {
    const [good, bad] = simulators;
    return `name: v
repeats: 4
${more}
targets:
  - { id: official, label: "The <official> one", base_url: "${good?.url}", model: m, stream: true, prices: ${prices} }
  - { id: again, base_url: "${good?.url}", model: m, stream: true }
  - { id: worse, base_url: "${bad?.url}", model: m, prices: ${prices} }
prompts: [{ language: ja, sample: 20 }]
`;
  };

  before(async () => {
    const models = (rate: number) => [{ id: 'm', slips: { ja: { Cyrl: rate } } }];
    simulators.push(await startSimulator({ models: models(0.02), seed: 1 }));
    simulators.push(
      await startSimulator({
        models: models(0.6),
        seed: 2,
        latencyMs: 60,
        faults: { rate500: 0.1, rateReset: 0.05 },
      }),
    );
    folder = folderWith({ 'suite.yaml': suiteOf('vendors: { reference: official }') });
    const { code, stderr } = await offscript(folder.path, ['run', 'suite.yaml', '-o', 'run', '--quiet']);
    expect(code, stderr).to.equal(0);
  });
  after(async () => {
    folder.remove();
    for (const simulator of simulators) await simulator.close();
  });

  const json = async (...options: string[]) => {
    const { stdout, stderr } = await offscript(folder.path, [
      'report',
      'run',
      '--format',
      'json',
      ...options,
    ]);
    expect(stderr).to.equal('');
    return JSON.parse(stdout);
  };

  it('are compared by the report that ends their run, and by any later one', async () => {
    expect(readFileSync(join(folder.path, 'run/report.html'), 'utf8')).to.contain('A vendor against itself');
    const report = await json();
    expect(report.vendors.reference).to.equal('official');
    expect(report.vendors.again).to.deep.equal(['again']);
    const worse = report.targets.find(({ id }: { readonly id: string }) => id === 'worse');
    expect(worse.attempts).to.include.keys('http 500', 'connection');
    expect(worse.vendor.failed_requests.mixed).to.equal(worse.requests - 80);
    expect(worse.vendor.ranks.script_mixing).to.deep.equal({ low: 3, high: 3 });
    expect(worse.vendor.tokens_per_second.streamed).to.equal(false);
    const [official] = report.targets;
    expect(official.first_token_ms.of).to.equal(80);
    expect(official.vendor.cost.per_answer.value).to.be.above(0);
    expect(official.vendor.asked.far).to.equal(0);
  });

  it('are compared with another one, or each with each, as --vendors says', async () => {
    expect((await json('--vendors', 'worse')).vendors.reference).to.equal('worse');
    const all = (await json('--vendors')).vendors;
    expect(all.reference).to.equal(null);
    expect(new Set(all.pairs.map(({ baseline }: { readonly baseline: string }) => baseline))).to.deep.equal(
      new Set(['official', 'again']),
    );
    const before = await offscript(folder.path, ['report', '--vendors', 'run', '--format', 'json']);
    expect(JSON.parse(before.stdout).vendors.reference).to.equal(null);
  });

  it('have other prices when the suite has, without being asked again', async () => {
    const own = folderWith({ 'suite.yaml': suiteOf('vendors: {}', '{ input: 2, output: 8 }') });
    const { code, stderr } = await offscript(own.path, [
      'run',
      'suite.yaml',
      '-o',
      join(folder.path, 'run'),
      '--quiet',
    ]);
    own.remove();
    expect(code, stderr).to.equal(0);
    const { targets, vendors } = await json();
    expect(vendors.reference).to.equal(null);
    const { cost, tokens } = targets[0].vendor;
    const price = (2 * tokens.prompt.value + 8 * tokens.completion.value) / 1e6;
    expect(cost.per_answer.value).to.be.closeTo(price, 1e-12);
  });

  for (const [name, more, said] of [
    ['a reference that is no target', 'vendors: { reference: nobody }', /there is no target "nobody"/],
    ['an unknown field', 'vendors: { baseline: official }', /there is no field "baseline"/],
    ['a list', 'vendors: [official]', /there is no field "0"/],
  ] as const)
    it(`refuses ${name} in a suite, in a line with its place`, async () => {
      const own = folderWith({ 'suite.yaml': suiteOf(more) });
      const { code, stderr } = await offscript(own.path, ['run', 'suite.yaml', '--dry-run']);
      own.remove();
      expect(code).to.equal(2);
      expect(stderr)
        .to.match(/suite\.yaml:\d+:\d+/)
        .and.match(said);
    });

  it('refuses a reference that is no target of the report', async () => {
    const { code, stderr } = await offscript(folder.path, [
      'report',
      'run',
      '--vendors',
      'nobody',
      '--format',
      'md',
    ]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/there is no target "nobody"/);
    expect(stderr.trim().split('\n')).to.have.length(1);
  });
});
