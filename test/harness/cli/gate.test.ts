import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Simulator, startSimulator } from '../../../harness/simulator/index.js';
import type { GateResult } from '../../../reports/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('offscript gate', () => {
  let folder: ReturnType<typeof folderWith>;
  let simulator: Simulator;
  before(async () => {
    folder = folderWith({});
    simulator = await startSimulator({
      models: [
        { id: 'clean', slips: {} },
        { id: 'slips', slips: { ja: { Cyrl: 0.5 } } },
      ],
    });
    for (const [name, candidate, margin] of [
      ['passing', 'clean', 20],
      ['failing', 'slips', 20],
      ['open', 'clean', 1],
    ] as const)
      await run(suiteOf(name, candidate, `{ margin: ${margin} }`));
  });
  after(async () => {
    await simulator.close();
    folder.remove();
  });

  /** A suite of clean answers with a candidate that slips, or does not, and what it says of its gate. */
  function suiteOf(name: string, candidate: 'clean' | 'slips', gate: string, sample = 40): string {
    const target = (id: string, model: string) =>
      `  - { id: ${id}, base_url: "${simulator.url}", model: ${model} }`;
    const path = join(folder.path, `${name}.yaml`);
    const lines = [
      'seed: 3',
      'baseline: before',
      ...(gate === '' ? [] : [`gate: ${gate}`]),
      'targets:',
      target('before', 'clean'),
      target('after', candidate),
      'prompts:',
      `  - { language: ja, sample: ${sample} }`,
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
    return `${name}.yaml`;
  }

  const run = (suite: string, ...words: string[]) =>
    offscript(folder.path, ['run', suite, '-o', suite.replace('.yaml', ''), ...words]);

  const gateJson = async (...words: string[]): Promise<{ code: number | null; result: GateResult }> => {
    const { code, stdout, stderr } = await offscript(folder.path, ['gate', ...words, '--format', 'json']);
    if (stdout === '') throw new Error(stderr);
    return { code, result: JSON.parse(stdout) as GateResult };
  };

  it('exits with 0 on a pass, 1 on a fail and 3 where it is undecided, in one command with the run and by itself', async () => {
    const cases = [
      { name: 'passing', suite: suiteOf('passing', 'clean', '{ margin: 20 }'), code: 0, word: 'PASS' },
      { name: 'failing', suite: suiteOf('failing', 'slips', '{ margin: 20 }'), code: 1, word: 'FAIL' },
      { name: 'open', suite: suiteOf('open', 'clean', '{ margin: 1 }'), code: 3, word: 'UNDECIDED' },
    ];
    for (const { name, suite, code, word } of cases) {
      const asked = await run(suite, '--gate');
      expect(asked.code, asked.stderr).to.equal(code);
      expect(asked.stdout).to.include(
        `after (simulated endpoint) against before (simulated endpoint): ${word}`,
      );
      const alone = await offscript(folder.path, ['gate', name]);
      expect([alone.code, alone.stdout.includes(word)], alone.stderr).to.deep.equal([code, true]);
    }
  });

  it('is no pass of a single shard, whatever its part shows, and one of all of them joined', async () => {
    const suite = suiteOf('sharded', 'clean', '{ margin: 40 }');
    for (const shard of ['1/2', '2/2']) {
      const folderOf = `shard${shard.charAt(0)}`;
      const asked = await offscript(folder.path, [
        ...['run', suite, '-o', folderOf, '--shard', shard, '--gate', '--quiet'],
      ]);
      expect(asked.code, asked.stderr).to.equal(3);
      const { code, result } = await gateJson(folderOf);
      expect([code, result.verdict, result.incomplete, result.rows[0]?.verdict]).to.deep.equal([
        ...[3, 'undecided', true, 'pass'],
      ]);
    }
    await offscript(folder.path, ['tally', 'shard1', '-o', 'shard1.json']);
    const stored = await gateJson(
      ...['--baseline', 'shard1.json#before', '--candidate', 'shard1.json#after', '--margin', '40'],
    );
    expect([stored.code, stored.result.rows[0]?.verdict]).to.deep.equal([3, 'pass']);
    await offscript(folder.path, ['merge', 'shard1', 'shard2', '-o', 'joined']);
    const { code, result } = await gateJson('joined');
    expect([code, result.verdict, result.incomplete]).to.deep.equal([0, 'pass', false]);
  });

  it('gives each row as JSON, with what would decide it', async () => {
    const { code, result } = await gateJson('open');
    expect([code, result.verdict, result.schema]).to.deep.equal([3, 'undecided', 1]);
    const [row] = result.rows;
    expect(row).to.include({ measure: 'script_mixing', language: '*', script: '*', margin: 0.01, delta: 0 });
    expect(row).to.include({ verdict: 'undecided', rule: 'margin', level: 0.95, units: 'prompts' });
    // z² (1 - margin) / margin prompts without an event, 40 of which are there.
    expect(row?.more?.prompts).to.equal(Math.ceil(1.959963984540054 ** 2 * 99) - 40);
    expect(row?.high).to.be.closeTo(1.959963984540054 ** 2 / (40 + 1.959963984540054 ** 2), 1e-9);
  });

  it('is an event among the lines of a run that a program reads, before the last one', async () => {
    const { code, stdout } = await run(suiteOf('failing', 'slips', '{ margin: 20 }'), '--gate', '--json');
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; verdict?: string });
    expect(code).to.equal(1);
    expect(events.at(-1)?.event).to.equal('end');
    expect(events.at(-2)).to.include({ event: 'gate', verdict: 'fail' });
    const dry = await run('failing.yaml', '--gate', '--dry-run');
    expect([dry.code, dry.stderr.includes('--gate')]).to.deep.equal([2, true]);
  });

  it('takes what is undecided alone for a fail or a pass, where the suite says so', async () => {
    for (const [undecided, code] of [
      ['fail', 1],
      ['pass', 0],
    ] as const) {
      const suite = suiteOf(`as-${undecided}`, 'clean', `{ margin: 1, undecided: ${undecided} }`);
      const asked = await run(suite, '--gate');
      expect(asked.code).to.equal(code);
      expect(asked.stdout).to.include(`Undecided is taken for a ${undecided} here`);
      expect((await gateJson(`as-${undecided}`)).result.verdict).to.equal('undecided');
    }
  });

  it('does not let an incomplete run pass, whatever undecided is taken for', async () => {
    const suite = suiteOf('part', 'clean', '{ margin: 20, undecided: pass }');
    const { code } = await run(suite, '--limit', '30', '--gate', '--quiet');
    expect(code).to.equal(3);
    const { code: again, result } = await gateJson('part');
    expect([again, result.incomplete]).to.deep.equal([3, true]);
    expect(result.candidates[0]?.unanswered).to.deep.equal({ baseline: 10, candidate: 10 });
  });

  it('compares two runs, or tallies in the place of runs, with margins of their own', async () => {
    const tally = await offscript(folder.path, ['tally', 'failing', '-o', 'failing.json']);
    expect([tally.code, tally.stdout], tally.stderr).to.deep.equal([0, 'failing.json\n']);
    expect(readFileSync(join(folder.path, 'failing.json'), 'utf8')).not.to.include('です');
    const sides = [
      ['failing#before', 'failing#after'],
      ['failing.json#before', 'failing#after'],
      ['passing#before', 'failing.json#after'],
    ] as const;
    const found: unknown[] = [];
    for (const [baseline, candidate] of sides) {
      const words = ['--baseline', baseline, '--candidate', candidate, '--margin', '3'];
      const { code, result } = await gateJson(...words);
      expect([code, result.verdict]).to.deep.equal([1, 'fail']);
      expect(result.rows[0]?.margin).to.equal(0.03);
      found.push(result.rows.map(({ delta, low, high }) => [delta, low, high]));
    }
    expect(found[1]).to.deep.equal(found[0]);
    const same = await gateJson('--baseline', 'failing#after', '--candidate', 'failing#before');
    expect([same.code, same.result.rows[0]?.verdict]).to.deep.equal([0, 'pass']);
  });

  it('tells two targets of one name apart by their runs', async () => {
    const { result } = await gateJson('--baseline', 'passing#after', '--candidate', 'failing#after');
    expect([result.baseline, result.candidates[0]?.candidate]).to.deep.equal([
      'passing#after',
      'failing#after',
    ]);
  });

  it('goes by a newer suite than the run was asked with', async () => {
    const suite = suiteOf(
      'newer',
      'slips',
      '{ margin: 1, waive: [{ language: "*", until: 2999-01-01, why: later }] }',
    );
    const { code, result } = await gateJson('failing', '--suite', suite);
    expect([code, result.verdict]).to.deep.equal([0, 'pass']);
    expect(result.rows.some(({ waived }) => waived?.why === 'later')).to.equal(true);
  });

  it('speaks of the prompts that it is told to, before what a suite says, and that before the run', async () => {
    const unitsOf = async (...words: string[]): Promise<unknown> =>
      (await gateJson(...words)).result.rows[0]?.units;
    const these = suiteOf('these', 'clean', '{ margin: 20 }');
    writeFileSync(
      join(folder.path, these),
      `inference: these_prompts\n${readFileSync(join(folder.path, these), 'utf8')}`,
    );
    expect(await unitsOf('passing')).to.equal('prompts');
    expect(await unitsOf('passing', '--suite', these)).to.equal('repeats');
    expect(await unitsOf('passing', '--suite', these, '--inference', 'prompts')).to.equal('prompts');
    await run(these);
    expect(await unitsOf('these')).to.equal('repeats');
    expect(await unitsOf('these', '--inference', 'prompts')).to.equal('prompts');
  });

  it('goes by a gate that stands in a file of its own', async () => {
    writeFileSync(join(folder.path, 'rules.yaml'), 'margin: 30\nmax: { ja: 99% }\n');
    const { result } = await gateJson('passing', '--rules', 'rules.yaml');
    expect(result.rows.slice(0, 2).map(({ rule, margin }) => [rule, margin])).to.deep.equal([
      ['margin', 0.3],
      ['max', 0.99],
    ]);
    writeFileSync(join(folder.path, 'rules.yaml'), 'margin: 1\ntargets: []\n');
    const { code, stderr } = await offscript(folder.path, ['gate', 'passing', '--rules', 'rules.yaml']);
    expect([code, stderr.startsWith('offscript: rules.yaml:2:1: ')], stderr).to.deep.equal([2, true]);
  });

  it('writes JUnit for a CI server, to a file too', async () => {
    const { code, stdout } = await offscript(folder.path, [
      'gate',
      'failing',
      '--format',
      'junit',
      '-o',
      'gate.xml',
    ]);
    expect([code, stdout]).to.deep.equal([1, 'gate.xml\n']);
    const xml = readFileSync(join(folder.path, 'gate.xml'), 'utf8');
    expect(xml).to.match(
      /<testsuite name="after \(simulated endpoint\) against before \(simulated endpoint\)" tests="\d+" failures="[1-9]/,
    );
    expect(xml).to.include('<failure message="significantly worse" type="fail">0.0% → ');
  });

  it('says in a line what it cannot decide on', async () => {
    const { stdout } = await offscript(folder.path, ['tally', 'passing', '-o', '-']);
    const stored = JSON.parse(stdout) as { key: { detector: string } };
    writeFileSync(
      join(folder.path, 'old.json'),
      JSON.stringify({ ...stored, key: { ...stored.key, detector: '0' } }),
    );
    writeFileSync(join(folder.path, 'a#1.json'), stdout);
    writeFileSync(join(folder.path, 'torn.json'), stdout.slice(0, 500));
    writeFileSync(join(folder.path, 'other.json'), '{"schema": 1}');
    const past = suiteOf('past', 'clean', '{ waive: [{ language: ko, until: 2020-01-31, why: "known" }] }');
    const cases = [
      [[], 'there is nothing to compare'],
      [['--candidate', 'passing#after'], 'there is a candidate and no baseline'],
      [['--baseline', 'passing#before'], 'there is a baseline and no candidate'],
      [
        ['--baseline', 'passing', '--candidate', 'failing#after'],
        'it has several targets; name one behind a #: --baseline passing#before',
      ],
      [
        ['--baseline', 'a#1.json', '--candidate', 'failing#after'],
        'a#1.json: it has several targets; name one behind a #: --baseline a#1.json#before',
      ],
      [
        ['--baseline', 'passing#nobody', '--candidate', 'failing#after'],
        'there is no target "nobody"; the targets are before, after',
      ],
      [['--baseline', 'passing#after', '--candidate', 'passing#after'], 'both sides are the target "after"'],
      [['--baseline', 'nowhere', '--candidate', 'passing#after'], 'nowhere'],
      [['--baseline', 'old.json#before', '--candidate', 'passing#after'], 'was judged by the detector'],
      [['--baseline', 'torn.json', '--candidate', 'passing#after'], 'torn.json: malformed JSON'],
      [['--baseline', 'other.json', '--candidate', 'passing#after'], 'other.json: no tally'],
      [['passing', '--margin', '0'], '"0" is no margin'],
      [['passing', '--suite', past], 'gate.waive[0] ended on 2020-01-31 ("known")'],
    ] as const;
    for (const [words, message] of cases) {
      const { code, stderr } = await offscript(folder.path, ['gate', ...words]);
      expect(
        [code, stderr.includes(message), stderr.trimEnd().split('\n').length],
        `${words.join(' ')}: ${stderr}`,
      ).to.deep.equal([2, true, 1]);
    }
    const asked = await run(past, '--gate');
    expect([asked.code, asked.stderr.includes('ended on 2020-01-31')]).to.deep.equal([2, true]);
  });

  it('names what is wrong in the gate of a suite, by line and column', async () => {
    const cases = [
      ['{ margin: 0 }', '"gate.margin" must be more than 0'],
      ['{ on: [latency] }', '"gate.on[0]" must be ("mixing" | "script_mixing"'],
      ['{ max: { ja: 200% } }', 'must be a share such as 2%'],
      ['{ undecided: maybe }', '"gate.undecided" must be ("undecided" | "fail" | "pass")'],
      ['{ waive: [{ until: 2027-02-30, language: ko, why: x }] }', 'must be a day such as 2027-01-31'],
      ['{ waive: [{ until: 2027-02-20, why: x }] }', 'must name a "language", a "script" or a "measure"'],
      ['{ allowed: 3 }', 'allowed'],
    ] as const;
    for (const [i, [gate, message]] of cases.entries()) {
      const { code, stderr } = await run(suiteOf(`bad${i}`, 'clean', gate), '--dry-run');
      expect([code, stderr.includes(message)], stderr).to.deep.equal([2, true]);
      expect(stderr).to.match(/bad\d\.yaml:3:\d+/);
    }
  });

  it('says before it asks anything that a suite without a baseline has no gate', async () => {
    const suite = suiteOf('none', 'clean', '');
    writeFileSync(
      join(folder.path, suite),
      readFileSync(join(folder.path, suite), 'utf8').replace('baseline: before\n', ''),
    );
    rmSync(join(folder.path, 'none'), { recursive: true, force: true });
    const { code, stderr } = await run(suite, '--gate');
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: none.yaml: it names no baseline; a gate compares the other targets with the baseline\n',
    ]);
  });
});
