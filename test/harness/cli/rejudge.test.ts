import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';

const log = Array.from({ length: 10 }, (_, i) =>
  JSON.stringify({ id: `p${i}`, model: 'a', language: 'ja', text: `${i < 4 ? SLIP : CLEAN}${i}` }),
).join('\n');

describe('offscript rejudge', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(async () => {
    folder = folderWith({
      'log.jsonl': `${log}\n`,
      'p.yaml': 'policies: { ja: { allow: [посмотреть] } }\n',
    });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
  });
  afterEach(() => folder.remove());

  const command = (...words: readonly string[]) => offscript(folder.path, words);

  /** As if another detector had judged the run the last time. */
  function judgedByAnother(): void {
    const tallies = join(folder.path, 'run/tallies');
    for (const name of readdirSync(tallies)) {
      const path = join(tallies, name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"detector":"[^"]*"/, '"detector":"0"'));
    }
  }

  it('says that nothing is known before a first report, and that nothing changed after it', async () => {
    const unknown = await command('rejudge', 'run');
    expect([unknown.code, unknown.stderr]).to.deep.equal([
      2,
      'offscript: run: nothing is known of how the run was judged before; offscript report judges it; from then on this says what changed\n',
    ]);
    await command('report', 'run');
    const { stdout, code } = await command('rejudge', 'run');
    expect([code, stdout]).to.satisfy(([, text]: [number, string]) =>
      text.endsWith('0 answers of 10 came to something else.\n\nNo rate moved.\n'),
    );
  });

  it('knows what a report says where its tally was kept and what it came to was lost', async () => {
    await command('report', 'run');
    const tallies = join(folder.path, 'run/tallies');
    for (const name of readdirSync(tallies)) if (name.endsWith('.json')) rmSync(join(tallies, name));
    await command('report', 'run');
    const { stdout } = await command('rejudge', 'run');
    expect(stdout).to.include('0 answers of 10 came to something else.');
  });

  it('lists what a policy changes, with the reason and the rates, and keeps what the run came to', async () => {
    await command('report', 'run');
    for (const _ of [1, 2]) {
      const { stdout } = await command('rejudge', 'run', '--policy', 'p.yaml', '--limit', '2');
      expect(stdout).to.include('4 answers of 10 came to something else.');
      expect(stdout).to.match(
        /^a ja p\d #0 \([0-9a-f]+\): mixed \(Cyrl\) → clean\n {2}nothing is found; excused: allow "посмотреть"\n/m,
      );
      expect(stdout).to.include('… and 2 more: --limit, or --json for all\n');
      expect(stdout).to.match(/^a +script_mixing +40\.0% \(4 of 10\) +0\.0% \(0 of 10\)$/m);
    }
    const { stdout } = await command('rejudge', 'run', '--policy', 'p.yaml', '--json');
    const { changes, moved } = JSON.parse(stdout);
    expect(changes).to.have.length(4);
    expect(changes[0]).to.deep.include({
      target: 'a',
      language: 'ja',
      before: { state: 'mixed', scripts: ['Cyrl'], counted: ['script_mixing'] },
      after: { state: 'clean', scripts: [], counted: [] },
      found: [],
    });
    expect(moved).to.deep.include({
      target: 'a',
      measure: 'mixing',
      before: { mixed: 4, of: 10 },
      after: { mixed: 0, of: 10 },
    });
  });

  it('is what a report points to where another detector made the last figures, until it was asked', async () => {
    await command('report', 'run');
    judgedByAnother();
    for (const _ of [1, 2]) {
      const { stdout } = await command('report', 'run', '--format', 'md');
      expect(stdout).to.match(/^run was judged before by detector 0 .*, by detector \d+ under policy/m);
    }
    expect((await command('rejudge', 'run')).stdout).to.match(/^Judged before by detector 0, /);
    expect((await command('report', 'run', '--format', 'md')).stdout).not.to.include('was judged before');
  });
});
