/** `offscript vocab report`, as a user runs it. */

import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { IDS, model, probe, SIZE, tokenizer } from './vocab-found.js';

const offscript = warmOffscript();

const CLEAN = '海の水は太陽の光のうち青い光をよく散らすので、青く見えます。';
const MIXED = '海の水は太陽の свет のうち青い光をよく散らすので、青く見えます。';

/** Answers of which so many are mixed. */
const answers = (mixed: number, language = 'ja'): string =>
  Array.from({ length: 40 }, (_, i) =>
    JSON.stringify({
      target: 'gemma',
      language,
      id: `q${i}`,
      prompt: `問${i}`,
      text: i < mixed ? MIXED : `${CLEAN}${i}`,
    }),
  ).join('\n');

const { path: folder, remove } = folderWith({
  'tokenizer.json': tokenizer(),
  'other.json': tokenizer({ truncation: null }),
  'data.jsonl': '{"prompt":"ab","completion":"a b"}\n',
  'base.jsonl': answers(1),
  'damaged.jsonl': answers(24),
  'repaired.jsonl': answers(2),
});
after(remove);

const SHA256 = hash('sha256', tokenizer());
const command = (...words: readonly string[]) => offscript(folder, words);
const report = (...words: readonly string[]) => command('vocab', 'report', ...words);
const write = (name: string, value: string | Uint8Array): void => writeFileSync(join(folder, name), value);

before(async () => {
  write(
    'base.safetensors',
    model(() => 0),
  );
  write(
    'damaged.safetensors',
    model((id) => Math.min(20, id >> 1)),
  );
  write(
    'repaired.safetensors',
    model((id) => (id === IDS.ab ? 1 : 0)),
  );
  const forgotten = Array.from({ length: 8 }, (_, id) => ({ id, text: 'abcdefgh'[id] ?? '' }));
  const ids = forgotten.map(({ id }) => id);
  write('probe-damaged.json', JSON.stringify(probe(SHA256, forgotten, [IDS.ab])));
  write('probe-repaired.json', JSON.stringify(probe(SHA256, [], [...ids, IDS.ab])));
  for (const state of ['damaged', 'repaired']) {
    const models = ['base.safetensors', `${state}.safetensors`, '--tokenizer', 'tokenizer.json'];
    await command('vocab', 'drift', ...models, '--format', 'json', '-o', `${state}.json`);
  }
  await command('vocab', 'scan', 'tokenizer.json', '--format', 'json', '-o', 'scan.json');
  await command('vocab', 'coverage', 'tokenizer.json', 'data.jsonl', '--format', 'json', '-o', 'counts.json');
  await command('vocab', 'coverage', 'tokenizer.json', 'data.jsonl', '--counts', 'alone.json');
  for (const state of ['base', 'damaged', 'repaired'])
    await command('score', `${state}.jsonl`, '-o', `runs/${state}`);
});

const FOUND = [
  ...['--scan', 'scan.json', '--coverage', 'counts.json'],
  ...['--drift', 'damaged=damaged.json', '--drift', 'after repair=repaired.json'],
  ...['--probe', 'damaged=probe-damaged.json', 'after repair=probe-repaired.json'],
];
const RUNS = ['--run', 'damaged=runs/damaged', 'base=runs/base', 'after repair=runs/repaired'];

/** What `vocab drift` itself said. */
const lowestIn = (file: string): number => JSON.parse(readFileSync(join(folder, file), 'utf8')).lowest;

/** Counts that no comparison comes to. */
const LYING = [
  { tokens: 0 },
  { under: { '0.95': SIZE + 1, '0.90': 0 } },
  { without_cosine: { zero: Number.MAX_SAFE_INTEGER, not_finite: 0 } },
  { classes: [{ class: 'Latn', tokens: SIZE + 1, mean: 1, lowest: 1, under: { '0.95': 0, '0.90': 0 } }] },
  { changed: [{ id: SIZE, text: null, cosine: 0 }] },
].map((more, i) => [`lying-${i}.json`, more] as const);

async function json(...words: readonly string[]) {
  const { code, stdout, stderr } = await report(...words, '--format', 'json');
  expect([code, stderr]).to.deep.equal([0, '']);
  return JSON.parse(stdout);
}

describe('offscript vocab report', function () {
  this.timeout(60_000);

  it('puts what other commands found beside each other, a state of the model each', async () => {
    const found = await json(...FOUND);
    expect(found.tokenizer.sha256).to.equal(SHA256);
    expect(found.scan.ids).to.equal(SIZE);
    expect(found.coverage.totals.samples).to.equal(1);
    expect(found.drifts.map((one: Record<string, unknown>) => [one.state, one.lowest])).to.deep.equal([
      ['damaged', lowestIn('damaged.json')],
      ['after repair', lowestIn('repaired.json')],
    ]);
    expect(found.probes.map((one: Record<string, unknown>) => [one.state, one.forgotten])).to.deep.equal([
      ['damaged', 8],
      ['after repair', 0],
    ]);
    const [change, ...others] = found.probe_changes;
    expect(others).to.deep.equal([]);
    expect(change).to.deep.include({ baseline: 'damaged', candidate: 'after repair' });
    expect(change).to.deep.include({ tokens: 9, recovered: 8, lost: 0 });
    expect(change.p).to.be.closeTo(2 / 2 ** 8, 1e-12);
    expect(found.mixing).to.equal(null);
    expect(found.not_given.map(({ what }: { what: string }) => what)).to.deep.equal(['runs']);
  });

  it('sums up in one sentence how far the rows of many states moved', async () => {
    const { stdout } = await report(...FOUND, '--drift', 'third=damaged.json');
    expect(stdout).to.match(
      /mean cosine of 3 states [\d.]+ \((damaged|third)\) to \S+ \(after repair\), lowest [\d.]+ \((damaged|third)\), at most \d+ under 0\.95/,
    );
    const few = await report(...FOUND);
    expect(few.stdout).to.match(/damaged: mean cosine [\d.]+, lowest/);
  });

  it('compares answers as a report does, by language and script, with what is significant in them', async () => {
    const { mixing } = await json(...RUNS);
    expect(mixing.states.map(({ name }: { name: string }) => name)).to.deep.equal([
      'damaged',
      'base',
      'after repair',
    ]);
    const cyrillic = mixing.languages.find(({ script }: { script: string }) => script === 'Cyrl');
    expect(cyrillic.language).to.equal('ja');
    expect(
      cyrillic.rates.map((one: Record<string, unknown>) => [one.mixed, one.of, one.verdict]),
    ).to.deep.equal([
      [24, 40, undefined],
      [1, 40, 'better'],
      [2, 40, 'better'],
    ]);
    const { comparisons } = JSON.parse(
      (
        await command(
          'report',
          'runs/damaged',
          'runs/base',
          '--baseline',
          'damaged/gemma',
          '--format',
          'json',
        )
      ).stdout,
    );
    const theirs = comparisons.find(({ script }: { script: string }) => script === 'Cyrl');
    const ours = mixing.changes[0].rows.find(({ script }: { script: string }) => script === 'Cyrl');
    expect([ours.delta, ours.p_adjusted]).to.deep.equal([theirs.delta, theirs.p_adjusted]);
    // The one language is told once.
    expect(mixing.languages.map(({ language }: { language: string }) => language)).to.not.include('*');
  });

  it('says in words what is significant and what only looks so', async () => {
    const { stdout } = await report(...RUNS, '--baseline', 'base');
    expect(stdout).to.match(/base → damaged: script mixing 2\.5% → 60\.0% {2}▲ worse/);
    expect(stdout).to.include('Significant: Japanese, Cyrillic 1 of 40 → 24 of 40.');
    expect(stdout).to.match(
      /Not significant, whatever the rates look like: Japanese, Cyrillic 1 of 40 → 2 of 40/,
    );
  });

  it('compares with two states where two are named, and no pair twice', async () => {
    const { mixing } = await json(...RUNS, '--baseline', 'damaged', '--baseline', 'base');
    const names = new Map(mixing.states.map(({ id, name }: { id: string; name: string }) => [id, name]));
    expect(
      mixing.changes.map((one: Record<string, string>) => [
        names.get(one.baseline),
        names.get(one.candidate),
      ]),
    ).to.deep.equal([
      ['damaged', 'base'],
      ['damaged', 'after repair'],
      ['base', 'after repair'],
    ]);
  });

  it('measures what is named instead: a vocabulary, and a model before and after', async () => {
    const models = ['--drift', 'base.safetensors', 'damaged=damaged.safetensors'];
    const found = await json('--tokenizer', 'tokenizer.json', ...models, '--coverage', 'alone.json');
    const files = await json(...FOUND);
    expect(found.scan.classes).to.deep.equal(files.scan.classes);
    expect(found.coverage).to.deep.equal(files.coverage);
    const [drift] = found.drifts;
    expect([drift.state, drift.lowest, drift.percentiles]).to.deep.equal([
      'damaged',
      files.drifts[0].lowest,
      files.drifts[0].percentiles,
    ]);
  });

  it('writes a table, CSV with a row a number, and one page without a script or a request', async () => {
    const table = await report(...FOUND, ...RUNS);
    expect(table.stdout)
      .to.match(/^all +damaged +\d+ /m)
      .and.include('8 came back and 0 were lost (p 0.008');
    const csv = await report(...FOUND, ...RUNS, '--format', 'csv');
    const rows: Record<string, string>[] = parse(csv.stdout, { columns: true });
    expect(new Set(rows.map(({ section }) => section))).to.deep.equal(
      new Set(['mixing', 'change', 'probe', 'drift', 'coverage', 'scan']),
    );
    expect(rows).to.deep.include.members([
      {
        ...Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, ''])),
        ...{ section: 'drift', state: 'damaged', of: '*', measure: 'lowest', total: String(SIZE) },
        value: String(lowestIn('damaged.json')),
      },
    ]);
    const page = await report(
      ...FOUND,
      ...RUNS,
      '--title',
      '<img src=x>\u202e',
      '--format',
      'html',
      '-o',
      'page.html',
    );
    expect(page.stdout).to.equal('page.html\n');
    const html = readFileSync(join(folder, 'page.html'), 'utf8');
    expect(html).to.include('&lt;img src&#x3D;x&gt;\\u{202E}').and.include('<span class="verdict better">');
    expect(html).to.not.match(/<(?:script|img|link)|src=|url\(/i);
  });

  it('refuses what does not belong together, and what it cannot read, in one line', async () => {
    write(
      'drift-other.json',
      readFileSync(join(folder, 'damaged.json'), 'utf8').replace(SHA256, 'f'.repeat(64)),
    );
    const drift = JSON.parse(readFileSync(join(folder, 'damaged.json'), 'utf8'));
    for (const [name, more] of LYING) write(name, JSON.stringify({ ...drift, ...more }));
    write('hostile.json', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    write('long.json', JSON.stringify({ schema: 1, tokenizer: 'x'.repeat(100_000) }));
    write('cut.json', readFileSync(join(folder, 'damaged.json')).subarray(0, 400));
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /there is nothing to report on/],
      [
        '--tokenizer other.json --drift damaged.json',
        /damaged\.json: this drift is of another tokenizer than other\.json/,
      ],
      [
        '--tokenizer other.json --coverage counts.json',
        /counts\.json: these counts are of another tokenizer/,
      ],
      ['--tokenizer other.json --scan scan.json', /scan\.json: this scan is of another tokenizer/],
      ['--tokenizer other.json --probe probe-damaged.json', /this probe is of another tokenizer/],
      [
        '--coverage counts.json --drift drift-other.json',
        /drift-other\.json: this drift is of another tokenizer than counts\.json/,
      ],
      ['--coverage alone.json', /alone\.json: these are counts alone, without classes; name their tokenizer/],
      ['--drift base.safetensors', /this is one state of a model/],
      ['--drift scan.json', /scan\.json: this is no drift/],
      ['--drift hostile.json', /hostile\.json: /],
      ['--drift cut.json', /cut\.json: /],
      ['--scan damaged.json', /damaged\.json: this is no scan/],
      ['--probe scan.json', /scan\.json: this is no probe/],
      ...['--scan', '--probe', '--drift', '--coverage'].map(
        (option) => [`${option} long.json`, /long\.json: /] as const,
      ),
      ['--run nowhere', /nowhere/],
      ['--run runs/base --baseline other', /--baseline: there is no state "other"; the states are gemma/],
      ['--tokenizer nothing.json', /nothing\.json/],
      ...['--drift a=damaged.json --drift a=repaired.json', '--drift damaged.json --drift damaged.json'].map(
        (words) => [words, /--drift: two states are called "(a|damaged\.json)"; name each/] as const,
      ),
      ['--probe a=probe-damaged.json a=probe-repaired.json', /--probe: two states are called "a"/],
      ['--run a=runs/base a=runs/damaged', /--run: two states are called "a"/],
      ['--scan scan.json --baseline damaged', /--baseline: no answers are named to compare/],
      ...LYING.map(
        ([name]) => [`--drift ${name}`, /lying-.*its counts are of more rows than it has/] as const,
      ),
    ];
    for (const [words, line] of cases) {
      const { code, stdout, stderr } = await report(...words.split(' ').filter(Boolean));
      expect([words, code, stdout]).to.deep.equal([words, 2, '']);
      expect(stderr)
        .to.match(line)
        .and.match(/^[^\n]{1,500}\n$/);
    }
  });
});
