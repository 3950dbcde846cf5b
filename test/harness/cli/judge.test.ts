import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { formats } from '../../../reports/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';
const ENGLISH = 'Yesterday I went to see a film with my friends, and we liked it a lot.';

interface Row {
  readonly target: string;
  readonly language: string;
  readonly prompt: string;
  readonly text: string | null;
  readonly repeat: number;
  readonly reasoning?: string;
  readonly finish_reason?: string;
  readonly error?: object;
}

const textOf = (n: number, mixed: number): string =>
  `${n % 19 === 18 ? ENGLISH : n < mixed ? SLIP : CLEAN}${'とても楽しかった。'.repeat(n % 7)}${n}`;

/** Answers of two models, of which so many slip: three repeats of each prompt, one of them failed now and then. */
const rowsOf = (slips: Readonly<Record<string, number>>): Row[] =>
  Object.entries(slips).flatMap(([target, mixed]) =>
    Array.from({ length: 60 }, (_, i): Row => {
      const [repeat, prompt] = [i % 3, Math.floor(i / 3)];
      const asked = { target, language: 'ja', prompt: `昨日は何をしましたか。${prompt}`, repeat };
      if (i % 29 === 28) return { ...asked, text: null, error: { status: 500 } };
      return {
        ...asked,
        text: textOf(i, mixed),
        ...(i % 5 === 0 && { reasoning: i % 10 === 0 ? SLIP : CLEAN, finish_reason: 'stop' }),
      };
    }),
  );

const linesOf = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const ROWS = rowsOf({ after: 9, before: 31 });
const UNREAD =
  'not json\n[]\n{"id":1}\n{"text":"a"}\n{"text":"a","language":"xx-Zzzz"}\n{"text":"a","language":"ja","repeat":-1}\n';

/** What is of the moment, of the file's name, and of a run's folder; keys are made up by whoever reads. */
const plain = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z| \d\d:\d\d UTC)?/g, 'then')
    .replaceAll(/\b(?:run\/run\.json|(?:run|log\.jsonl|(?:all|b|a)\.json(?:(?:\+|%2B)1)?)\b)/g, 'NAME')
    .replaceAll(/\b[0-9a-f]{24}\b/g, 'KEY')
    .replaceAll(/ {6}"rows": \{.*?\n {6}\},?\n/gs, '')
    .replaceAll(/<p class="note more-samples">.*?<\/p>/gs, '')
    .replaceAll(/"torn_lines": 0,?/g, '');

describe('rows that are judged where they lie', () => {
  let folder: ReturnType<typeof folderWith>;
  before(async () => {
    const all = `${linesOf(ROWS)}${UNREAD}`;
    const half = ROWS.filter((_, i) => i % 2 === 0);
    const rest = ROWS.filter((_, i) => i % 2 === 1);
    folder = folderWith({
      'log.jsonl': all,
      'a.jsonl': linesOf(half),
      'b.jsonl': `${UNREAD}${linesOf(rest.toReversed())}`,
    });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
    for (const name of ['log', 'a', 'b']) {
      const { code, stdout, stderr } = await offscript(folder.path, ['judge', '--tally', `${name}.jsonl`]);
      expect(code, stderr).to.equal(0);
      writeFileSync(join(folder.path, `${name === 'log' ? 'all' : name}.json`), stdout);
    }
  });
  after(() => folder.remove());

  const report = (...words: readonly string[]) =>
    offscript(folder.path, ['report', ...words, '--baseline', 'before', '-o', '-']);

  for (const format of Object.keys(formats))
    it(`are the same ${format} as those of a run, from one tally or from several`, async () => {
      const run = await report('run', '--no-cache', '--format', format);
      const one = await report('--tally', 'all.json', '--format', format);
      const parts = await report('--tally', 'b.json', 'a.json', '--format', format);
      expect(one.code, one.stderr).to.equal(0);
      expect(plain(one.stdout)).to.equal(plain(run.stdout));
      expect(plain(parts.stdout)).to.equal(plain(run.stdout));
    });

  it('say by kind how many could not be read', async () => {
    const { stdout } = await report('--tally', 'b.json', 'a.json', '--format', 'json');
    expect(JSON.parse(stdout).runs[0].rows).to.deep.equal({
      judged: ROWS.length,
      unread: { field: 1, json: 1, language: 1, object: 1, policy: 1, text: 1 },
    });
  });
});
