import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Draw, Report } from '../../../reports/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';
const FLAGGED = 20;
const COUNT = 100;

/** Answers of which the first twenty hold Cyrillic. */
const log = Array.from({ length: COUNT }, (_, i) =>
  JSON.stringify({ id: `p${i}`, model: 'a', language: 'ja', text: `${i < FLAGGED ? SLIP : CLEAN}${i}` }),
).join('\n');

describe('offscript label', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(async () => {
    folder = folderWith({ 'log.jsonl': `${log}\n` });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
  });
  afterEach(() => folder.remove());

  const label = (input: string, ...words: readonly string[]) =>
    offscript(folder.path, ['label', 'run', '--labels', '20', '--seed', 's', ...words], {}, input);
  const corrected = async () => {
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    return (JSON.parse(stdout) as Report).targets[0]?.corrected;
  };

  /** Reads what is shown and answers rightly until the command ends. */
  function labelRightly(): Promise<void> {
    const main = join(root, 'dist/harness/cli/main.js');
    const child = spawn(process.execPath, [main, 'label', 'run', '--labels', '20', '--seed', 's'], {
      cwd: folder.path,
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!said.endsWith('stop > ')) return;
      child.stdin.write(said.includes('посмотреть') ? 'y\n' : 'n\n');
      said = '';
    });
    return new Promise((resolve) => child.on('close', () => resolve()));
  }

  it('asks for half of what is flagged and half of the rest, and the report has the corrected rate', async () => {
    await labelRightly();
    const [rate, ...others] = (await corrected()) ?? [];
    expect(others).to.deep.equal([]);
    expect(rate).to.deep.include({
      measure: 'script_mixing',
      language: '*',
      rate: 0.2,
      flagged: { of: 20, labels: 10, positive: 10 },
      unflagged: { of: 80, labels: 10, positive: 0 },
    });
    expect(rate?.low).to.be.within(0.1, 0.2);
    expect(rate?.high).to.be.within(0.25, 0.5);
    expect((await label('')).stdout).to.include('0 labels added; the draw is labelled');
  });

  it('goes on where it was stopped, takes back, and counts what nobody can say for nothing', async () => {
    const first = await label('y\nn\nu\ny\nconstructor\n?\nq\n');
    expect(first.stdout).to.include('4 labels added');
    const lines = readFileSync(join(folder.path, 'run/labels.jsonl'), 'utf8').trim().split('\n');
    const [draw, ...labels] = lines.map((line) => JSON.parse(line));
    expect(draw).to.include({ kind: 'draw', rate: 'script_mixing', language: '*', seed: 's', labels: 20 });
    expect(labels.map(({ present }) => present)).to.deep.equal([true, false, true, null]);
    expect(labels[1].key).to.equal(labels[2].key);
    expect((await label('')).stdout).to.include('4 of 20');
    const [one] = (await corrected()) ?? [];
    expect(one === undefined || one.flagged.labels + one.unflagged.labels === 2).to.equal(true);
  });

  it('draws more by the same seed, of which what was labelled stays so', async () => {
    await label('y\nn\nq\n');
    const more = await offscript(folder.path, ['label', 'run', '--labels', '40'], {}, 'q\n');
    expect(more.stdout).to.include('3 of 40');
    expect(more.stdout).to.include('38 answers left');
  });

  it('draws anew by another seed, or where another detector, policy or identifier has judged', async () => {
    const path = join(folder.path, 'run/labels.jsonl');
    const draws = (): readonly Draw[] =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    await label('q\n');
    await label('q\n');
    await label('q\n', '--seed', 't');
    expect(draws().map(({ seed }) => seed)).to.deep.equal(['s', 't']);
    const [first] = draws();
    for (const field of ['detector', 'policy', 'identifier'] as const) {
      writeFileSync(path, `${JSON.stringify({ ...first, [field]: 'older' })}\n`);
      await label('q\n');
      expect(draws().map((draw) => draw[field])).to.deep.equal(['older', first?.[field]]);
    }
  });

  it('shows neither target nor finding, and what is hidden in an answer as code points', async () => {
    const { stdout } = await label('q\n');
    expect(stdout).to.match(/^Does another script slip into it.*\n\n─+\n1 of 20, asked for in Japanese\n/);
    expect(stdout).not.to.match(/flagged|script_mixing|\brun\b/);
  });

  it('draws what it is told to, and says where there is nothing', async () => {
    const none = await label('', '--language', 'ko');
    expect([none.code, none.stderr]).to.deep.equal([
      2,
      'offscript: run: there is no scored answer in ko; name a language of the run\n',
    ]);
    expect((await label('', '--rate', 'wrong')).code).to.equal(2);
    await label('y\nq\n', '--rate', 'mixing', '--language', 'ja');
    const [draw] = readFileSync(join(folder.path, 'run/labels.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(draw ?? '')).to.include({ rate: 'mixing', language: 'ja' });
  });
});
