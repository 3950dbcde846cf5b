import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { formats } from '../../../reports/index.js';
import { folderWith, offscript as started } from '../../support/offscript.js';
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
  readonly latency_ms?: number;
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
        latency_ms: 200 + i * 37,
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
      'grouped.jsonl': `${UNREAD}${linesOf(ROWS.toSorted((a, b) => (a.prompt < b.prompt ? -1 : 1)))}`,
      'b.jsonl': `${UNREAD}${linesOf(rest.toReversed())}`,
    });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
    for (const name of ['log', 'a', 'b', 'grouped']) {
      const { code, stdout, stderr } = await offscript(folder.path, [
        'judge',
        name === 'grouped' ? '--grouped' : '--tally',
        `${name}.jsonl`,
      ]);
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

  it('are the same without names, but for which prompts flipped and which answers repeat others', async () => {
    const open = await report('--tally', 'all.json', '--format', 'json');
    const grouped = await report('--tally', 'grouped.json', '--format', 'json');
    expect(grouped.code, grouped.stderr).to.equal(0);
    const [named, unnamed] = [open, grouped].map(({ stdout }) => JSON.parse(stdout));
    const [flips] = unnamed.flips;
    expect(flips.unnamed.became_clean).to.equal(named.flips[0].became_clean.length);
    expect(flips.unnamed.became_clean).to.be.above(3);
    expect(unnamed.targets[0].collapse.repeats.of).to.equal(0);
    const shared = ({ targets, lengths, comparisons }: typeof named) => ({
      targets: targets.map(({ script_mixing, languages, excluded, by_length, channels }: typeof named) => ({
        rates: [script_mixing, languages.ja.scripts, excluded, by_length, channels],
      })),
      lengths,
      comparisons: comparisons.filter(({ measure }: typeof named) => measure !== 'repeats'),
    });
    expect(shared(unnamed)).to.deep.equal(shared(named));
  });

  it('that are not grouped are said to be, where that was promised', async () => {
    const { code, stderr } = await offscript(folder.path, ['judge', '--grouped', 'log.jsonl']);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^offscript: log\.jsonl:\d+: rows of a question come after those of others; .*\n$/,
    );
  });

  it('are added up by merge too, to the same line whichever way', async () => {
    const ways = [
      ['a.json', 'b.json'],
      ['b.json', 'a.json'],
    ];
    const sums = await Promise.all(
      ways.map((parts) => offscript(folder.path, ['merge', '--tally', ...parts, '-o', '-'])),
    );
    const all = readFileSync(join(folder.path, 'all.json'), 'utf8');
    expect(sums.map(({ stdout }) => stdout)).to.deep.equal([all, all]);
  });

  it('of other policies do not add up, and say so in a line', async () => {
    writeFileSync(join(folder.path, 'policy.yaml'), 'allow: [GmbH]\n');
    const { stdout } = await offscript(folder.path, [
      'judge',
      '--tally',
      '--policy',
      'policy.yaml',
      'a.jsonl',
    ]);
    writeFileSync(join(folder.path, 'other.json'), stdout);
    const { code, stderr } = await report('--tally', 'b.json', 'other.json');
    expect(code).to.equal(2);
    expect(stderr).to.match(/^offscript: other\.json:1: .*do not add up.*\n$/);
  });

  it('are written in their order, each with what it came to, or why it cannot be read', async () => {
    const { code, stdout } = await offscript(folder.path, ['judge', 'log.jsonl']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).to.equal(0);
    expect(lines.length).to.equal(ROWS.length + 6);
    expect(lines.slice(0, ROWS.length).map(({ target, repeat }) => [target, repeat])).to.deep.equal(
      ROWS.map(({ target, repeat }) => [target, repeat]),
    );
    expect(lines.slice(ROWS.length).map(({ unread }) => unread)).to.deep.equal([
      'json',
      'object',
      'text',
      'language',
      'policy',
      'field',
    ]);
    expect(lines[1].state).to.equal('mixed');
    expect(lines[1].findings[0].text).to.equal('посмотреть');
  });

  it('never end it, whatever they are', async () => {
    const fields = [
      'text',
      'answer',
      'language',
      'target',
      'prompt',
      'prompt_id',
      'repeat',
      'reasoning',
      'error',
    ];
    const more = [
      'tool_calls',
      'usage',
      'finish_reason',
      'refusal',
      'tags',
      'allow',
      'expect',
      'exempt',
      'id',
    ];
    const object = fc.dictionary(
      fc.constantFrom(...fields, ...more),
      fc.oneof(fc.jsonValue(), fc.string({ unit: 'grapheme' }), fc.constantFrom('ja', 'ko', 'de')),
      { maxKeys: 2 },
    );
    const line = fc.oneof(
      object.map((value) => JSON.stringify({ text: 'はい', language: 'ja', ...value })),
      object.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\r]/g, ' ')),
    );
    const lines = fc.sample(line, 1500).filter((text) => text.trim() !== '');
    const input = `${lines.join('\n')}\n`;
    const tallied = await started(folder.path, ['judge', '--tally'], {}, input);
    expect(tallied.code, tallied.stderr).to.equal(0);
    const { rows } = JSON.parse(tallied.stdout);
    const unread = Object.values<number>(rows.unread).reduce((sum, n) => sum + n, 0);
    expect(rows.judged + unread).to.equal(lines.length);
    expect(rows.judged).to.be.above(100);
    const judged = await started(folder.path, ['judge'], {}, input);
    expect(judged.code, judged.stderr).to.equal(0);
    expect(judged.stdout.trimEnd().split('\n').length).to.equal(lines.length);
  });
});
