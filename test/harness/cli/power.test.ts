import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { startSimulator } from '../../../harness/simulator/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines } from '../run/suites.js';

const offscript = warmOffscript();

interface Table {
  readonly goal: { readonly kind: string };
  readonly rate: number;
  readonly correlation: number;
  readonly targets: number;
  readonly plans: readonly {
    readonly repeats: number;
    readonly prompts: number | null;
    readonly requests: number | null;
    readonly requests_all: number | null;
    readonly cost: number | null;
    readonly power: number | null;
  }[];
  readonly suite?: { readonly prompts: number; readonly repeats: number; readonly power: number };
}

describe('offscript power', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith({ 'prompts.jsonl': promptLines(40) });
    const target = (id: string) => ({
      id,
      base_url: 'http://127.0.0.1:9/v1',
      model: 'm',
      sampling: { max_tokens: 1000 },
      prices: { input: 0, output: 2 },
    });
    const suite = {
      repeats: 4,
      baseline: 'a',
      gate: { margin: 3, on: ['mixing'] },
      targets: ['a', 'b', 'c'].map(target),
      prompts: [{ file: 'prompts.jsonl' }],
    };
    writeFileSync(join(folder.path, 's.yaml'), JSON.stringify(suite));
    // Twenty prompts asked five times; four of them slip in all their answers but one.
    const rows = Array.from({ length: 100 }, (_, i) => ({
      id: `q${i % 20}`,
      language: 'ja',
      prompt: `${i % 20}番目の昼ごはんは?`,
      response: i % 20 < 4 && i >= 20 ? '今日は хорошо 晴れです。' : '今日は晴れです。散歩に行きましょう。',
    }));
    writeFileSync(join(folder.path, 'rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  });
  after(() => folder.remove());

  const power = (...words: string[]) => offscript(folder.path, ['power', ...words]);
  const table = async (...words: string[]): Promise<Table> => {
    const { stdout, stderr } = await power(...words, '--format', 'json');
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Table;
  };

  it('says for numbers of repeats how many prompts and requests it takes', async () => {
    const { code, stdout } = await power('--rate', '0', '--margin', '2');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^ +1 +189 +189 +378 +100\.0% +no prices$/m);
    const { plans, goal } = await table('--rate', '5%', '--worse', '4', '--repeats', '1', '4');
    expect(goal.kind).to.equal('worse');
    expect(plans.map(({ repeats }) => repeats)).to.deep.equal([1, 4]);
    for (const { prompts, requests, repeats, requests_all, power: reached } of plans) {
      expect(requests).to.equal((prompts ?? 0) * repeats);
      expect(requests_all).to.equal((requests ?? 0) * 2);
      expect(reached).to.be.within(0.9, 0.95);
    }
    const [once, often] = plans;
    expect(often?.prompts).to.be.below(once?.prompts ?? 0);
  });

  it('takes gate, repeats, targets and prices of a suite, and says what the suite as it is would show', async () => {
    const found = await table('s.yaml', '--rate', '2%');
    expect([found.goal, found.targets]).to.deep.equal([{ kind: 'margin', margin: 0.03 }, 3]);
    expect(found.suite).to.include({ prompts: 40, repeats: 4 });
    expect(found.suite?.power).to.be.within(0, 0.9);
    for (const { requests_all, cost } of found.plans)
      expect(cost).to.be.closeTo(((requests_all ?? 0) * 1000 * 2) / 1e6, 1e-9);
    expect((await power('s.yaml', '--rate', '2%')).stdout).to.include(
      'The suite as it is: 40 prompts asked 4 times',
    );
  });

  it('knows what a question costs also where all of them are answered', async () => {
    const simulator = await startSimulator({ models: [{ id: 'clean', slips: {} }] });
    const target = { base_url: simulator.url, model: 'clean', prices: { input: 1, output: 2 } };
    const targets = ['a', 'b'].map((id) => ({ id, ...target }));
    const suite = { targets, prompts: [{ file: 'prompts.jsonl' }] };
    writeFileSync(join(folder.path, 'asked.yaml'), JSON.stringify(suite));
    try {
      const { code, stderr } = await offscript(folder.path, ['run', 'asked.yaml', '--quiet']);
      expect(code, stderr).to.equal(0);
    } finally {
      await simulator.close();
    }
    for (const { cost } of (await table('asked.yaml', '--rate', '2%')).plans) expect(cost).to.be.above(0);
  });

  it('plans for each number of repeats once, and says level and goal as they are', async () => {
    const { plans } = await table('--rate', '5', '--repeats', '2', '1', '2');
    expect(plans.map(({ repeats }) => repeats)).to.deep.equal([2, 1]);
    const { stdout } = await power('--rate', '5', '--alpha', '0.0005');
    expect(stdout).to.include('Each test at 0.05%, one-sided.');
    for (const [words, says] of [
      [['--margin', '0.5'], 'a pass with a margin of 0.5 points'],
      [['--worse', '1'], 'rises by 1 point,'],
      [['--max', '7.25%'], 'a pass where at most 7.25% may have'],
    ] as const)
      expect((await power('--rate', '5', ...words)).stdout).to.include(says);
  });

  it('takes the rate and the correlation of a run, or of its tally', async () => {
    await offscript(folder.path, ['score', 'rows.jsonl', '--target', 'a', '-o', 'out']);
    const scored = await offscript(folder.path, ['tally', 'out', '-o', 'out.json']);
    expect(scored.code, scored.stderr).to.equal(0);
    const [of, ofTally] = [
      await table('--baseline', 'out', '--margin', '3'),
      await table('--baseline', 'out.json', '--margin', '3'),
    ];
    expect(of.rate).to.be.closeTo(0.16, 1e-9);
    expect(of.correlation).to.be.within(0.4, 1);
    expect(ofTally).to.deep.equal(of);
  });

  it('says in a line what it cannot plan', async () => {
    const cases = [
      { words: [], says: 'nothing says how high the rate is' },
      { words: ['--rate', 'much'], says: '"much" is not between 0 and 100' },
      { words: ['--rate', '5', '--max', '4%'], says: 'never shown to be at most 4%' },
      { words: ['--rate', '7', '--max', '7%'], says: 'a rate of 7% is never shown to be at most 7%' },
      { words: ['--rate', '98', '--worse', '4'], says: 'above 100%' },
      { words: ['--rate', '5', '--margin', '0'], says: 'is not between 0 and 100' },
      { words: ['--rate', '5', '--power', '1'], says: 'is not between 0 and 1' },
      { words: ['--rate', '5', '--alpha', '0.6'], says: 'is not between 0 and 0.5' },
      { words: ['--rate', '5', '--correlation', '2'], says: 'is not between 0 and 1' },
      { words: ['--rate', '5', '--repeats', '0'], says: '--repeats' },
      { words: ['--baseline', 'nowhere'], says: 'nowhere' },
    ];
    for (const { words, says } of cases) {
      const { code, stdout, stderr } = await power(...words);
      expect([code, stdout, stderr.includes(says), stderr.trim().split('\n').length], stderr).to.deep.equal([
        2,
        '',
        true,
        1,
      ]);
    }
    const both = await power('--rate', '5', '--margin', '1', '--max', '9');
    expect([both.code, both.stderr.includes("cannot be used with option '--max")]).to.deep.equal([2, true]);
  });
});
