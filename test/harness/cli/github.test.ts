import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

describe('on GitHub', () => {
  let folder: ReturnType<typeof folderWith>;
  let simulator: Simulator;
  before(async () => {
    folder = folderWith({ summary: '', output: '' });
    simulator = await startSimulator({
      models: [
        { id: 'clean', slips: {} },
        { id: 'slips', slips: { ja: { Cyrl: 0.5 } } },
      ],
    });
    const target = (id: string, model: string) =>
      `  - { id: ${id}, label: "Release ${id}", base_url: "${simulator.url}", model: ${model} }`;
    writeFileSync(
      join(folder.path, 'suite.yaml'),
      `${['seed: 3', 'baseline: a', 'targets:', target('a', 'clean'), target('b', 'slips'), 'prompts:', '  - { language: ja, sample: 40 }'].join('\n')}\n`,
    );
  });
  after(async () => {
    await simulator.close();
    folder.remove();
  });

  const fileOf = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('the action asks the suite, ends as its gate does, and says so on the page of the job', async function () {
    if (spawnSync('bash', ['--version']).status !== 0) {
      process.stderr.write('    SKIPPED: bash is missing\n');
      this.skip();
    }
    expect(action.runs.using).to.equal('composite');
    const given: Record<string, string> = { suite: 'suite.yaml', run: 'asked', junit: 'gate.xml' };
    const env: Record<string, string> = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder.path, 'summary'),
      GITHUB_OUTPUT: join(folder.path, 'output'),
    };
    const step = action.runs.steps.find(({ id }) => id === 'gate');
    for (const [name, value] of Object.entries(step?.env ?? {}))
      env[name] = value
        .replace(/\$\{\{ github\.action_path \}\}/, () => root)
        .replace(
          /\$\{\{ inputs\.(\w+) \}\}/,
          (_, input) => given[input] ?? action.inputs[input]?.default ?? 'no such input',
        );
    writeFileSync(join(folder.path, 'step.sh'), step?.run ?? '');
    // The simulator answers from this process: it may not stand still.
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'], {
      cwd: folder.path,
      env: { ...process.env, ...env },
    });
    let log = '';
    child.stdout.on('data', (part) => {
      log += part;
    });
    child.stderr.on('data', (part) => {
      log += part;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code, log).to.equal(1);
    expect(fileOf('output')).to.equal('verdict=fail\n');
    expect(fileOf('gate.xml')).to.match(/^<\?xml/);
    expect(log).to.match(/^::error title=Offscript%3A Release b \(simulated endpoint\) against Release a/m);
    expect(fileOf('summary').match(/^## Offscript gate: ✗ fail$/gm)).to.have.length(1);
  });

  it('no input of the action stands in a script, where it would be run', () => {
    for (const { run } of action.runs.steps) expect(run).not.to.include('${{');
  });

  it('annotations stay out of what is written, and away from other places', async () => {
    await offscript(folder.path, ['run', 'suite.yaml', '-o', 'asked']);
    const words = ['gate', 'asked', '--format', 'json'];
    const there = await offscript(folder.path, words, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '' });
    expect(JSON.parse(there.stdout)).to.include({ verdict: 'fail' });
    expect(there.stderr).to.match(/^::error /);
    const elsewhere = await offscript(folder.path, words, { GITHUB_ACTIONS: '' });
    expect(elsewhere.stderr).to.equal('');
    const nowhere = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder.path, 'no', 'summary') };
    const refused = await offscript(folder.path, words, nowhere);
    expect([
      refused.code,
      refused.stderr.includes('cannot write the summary of the job (ENOENT)'),
    ]).to.deep.equal([2, true]);
  });

  it('no name of a target is a command to it', async () => {
    const suite = fileOf('suite.yaml').replace('Release b', '::error::b');
    writeFileSync(join(folder.path, 'named.yaml'), suite);
    await offscript(folder.path, ['run', 'named.yaml', '-o', 'named', '--quiet']);
    const words = ['gate', 'named'];
    const elsewhere = await offscript(folder.path, words, { GITHUB_ACTIONS: '' });
    expect(elsewhere.stdout).to.match(/^::error::b /m);
    const there = await offscript(folder.path, words, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '' });
    expect(there.stdout)
      .to.include('::b ')
      .and.not.match(/^\s*::/m);
  });

  it('the example gives the action what it takes', () => {
    const workflow: { jobs: Record<string, { steps: readonly Step[] }> } = parse(
      readFileSync(join(root, 'examples/github-workflow.yml'), 'utf8'),
    );
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const own = steps.filter(({ uses = '' }) => uses.startsWith('./'));
    expect(own).to.have.length(1);
    for (const name of Object.keys(own[0]?.with ?? {})) expect(action.inputs).to.have.property(name);
  });
});
