/** `offscript vocab trace`, as a user runs it. */

import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { Trace } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { startForgetful, suiteAt, TOKENIZER, toyVocabulary } from '../../vocabulary/probe/toy.js';
import { cosine, IDS, idOf, model, probe, SIZE, tokenizer } from './vocab-found.js';

const offscript = warmOffscript();
const { path: folder, remove } = folderWith({
  'tokenizer.json': tokenizer(),
  'alone/empty.txt': '',
  'other.json': tokenizer({ truncation: null }),
  'data.jsonl': '{"prompt":"ab","completion":"a b"}\n{"completion":"中"}\n',
});
after(remove);

const SHA256 = hash('sha256', tokenizer());
const command = (...words: readonly string[]) => offscript(folder, ['vocab', ...words]);
const trace = (text: string, ...words: readonly string[]) =>
  command('trace', text, '--tokenizer', 'tokenizer.json', ...words);

async function traced(text: string, ...words: readonly string[]): Promise<Trace> {
  const { code, stdout, stderr } = await trace(text, ...words, '--format', 'json');
  expect([code, stderr]).to.deep.equal([0, '']);
  return JSON.parse(stdout);
}

const write = (name: string, value: string | Uint8Array): void => writeFileSync(join(folder, name), value);

/** Each row a little further than the one before it. */
const turned = (id: number): number => Math.min(20, id >> 1);

before(async () => {
  for (const name of ['base.safetensors', 'alone/base.safetensors'])
    write(
      name,
      model(() => 0),
    );
  write('post.safetensors', model(turned));
  write('probe.json', JSON.stringify(probe(SHA256, [{ id: IDS.ab, text: 'ab' }], [IDS.a])));
  await command('coverage', 'tokenizer.json', 'data.jsonl', '--format', 'json', '-o', 'counts.json');
  const models = ['base.safetensors', 'post.safetensors', '--tokenizer', 'tokenizer.json'];
  await command('drift', ...models, '--format', 'json', '--changed', '5', '-o', 'drift.json');
});

describe('offscript vocab trace', () => {
  it('tells the tokens of a text in their places, and what each is', async () => {
    const { places, tokens } = await traced('aba中');
    expect(places.map(({ id }) => id)).to.deep.equal([IDS.ab, IDS.a, IDS.whole]);
    expect(tokens.find(({ id }) => id === IDS.whole)).to.deep.include({
      bytes: 'e4b8ad',
      text: '中',
      kind: 'text',
      class: 'Hani',
      unreachable: false,
    });
  });

  it('says what was not given, and how to come by it', async () => {
    const { coverage, drift, probe: probed, not_given: missing, tokens } = await traced('a');
    expect([coverage, drift, probed]).to.deep.equal([null, null, null]);
    expect(missing.map(({ what }) => what)).to.deep.equal(['coverage', 'drift', 'neighbours', 'probe']);
    expect(tokens[0]).to.deep.include({ coverage: null, drift: null, neighbours: null, probe: null });
    const { stdout } = await trace('a');
    expect(stdout).to.match(/Not given[\s\S]*`offscript vocab coverage TOKENIZER DATA/);
  });

  it('counts samples in which each token is to be written, and marks those in few', async () => {
    const { coverage, tokens } = await traced('abab中', '--coverage', 'counts.json');
    expect(coverage).to.deep.equal({ samples: 2 });
    expect(
      tokens.map(({ id, coverage: own, signs }) => [id, own, signs.includes('uncovered')]),
    ).to.deep.equal([
      [IDS.ab, { samples: 0, targets: 0, read: 1 }, true],
      [IDS.whole, { samples: 1, targets: 1, read: 0 }, true],
    ]);
  });

  it('measures rows of the model before and after, with their place among all and their neighbours', async () => {
    const models = ['--drift', 'base.safetensors', 'post.safetensors'];
    const { drift, tokens, not_given: missing } = await traced('a中', ...models);
    expect(drift).to.deep.equal({
      rows: SIZE,
      without_cosine: 0,
      base: 'base.safetensors',
      post: 'post.safetensors',
    });
    expect(missing.map(({ what }) => what)).to.deep.equal(['coverage', 'probe']);
    const [a, whole] = tokens;
    expect(a?.drift).to.deep.include({ cosine: 1, l2: 0, percentile: 100 });
    expect(a?.signs).to.not.include('drifted');
    const further = Array.from({ length: SIZE }, (_, id) => id).filter(
      (id) => turned(id) > turned(IDS.whole),
    );
    expect(whole?.drift?.cosine).to.be.closeTo(cosine(turned(IDS.whole)), 1e-12);
    expect(whole?.drift?.rank).to.equal(further.length + 1);
    expect(whole?.signs).to.include('drifted');
    expect(a?.neighbours?.base).to.have.length(5);
    expect(whole?.neighbours?.post.map(({ id }) => id)).to.not.include(IDS.whole);
  });

  it('takes the tokenizer beside the model where none is named', async () => {
    const { code, stdout } = await command('trace', 'ab', '--drift', 'base.safetensors', 'post.safetensors');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Trace of "ab"\n1 token by .*tokenizer\.json/);
  });

  it('reads of a file of drift what it lists, and of other tokens that they are no lower', async () => {
    const { tokens } = await traced('a中', '--drift', 'drift.json');
    const { changed } = JSON.parse(readFileSync(join(folder, 'drift.json'), 'utf8'));
    const [a, whole] = tokens.map((one) => one.drift);
    expect(a).to.deep.include({ cosine: null, rank: null, at_least: changed[4].cosine });
    const place = changed.findIndex(({ id }: { id: number }) => id === IDS.whole);
    const first = changed.findIndex((one: { cosine: number }) => one.cosine === changed[place].cosine);
    expect(whole).to.deep.include({ cosine: changed[place].cosine, rank: first + 1, at_least: null });
  });

  it('says of no token that its cosine is at least so much, where its row may have none', async () => {
    const drift = JSON.parse(readFileSync(join(folder, 'drift.json'), 'utf8'));
    const saying = async (name: string, more: object) => {
      write(name, JSON.stringify({ ...drift, changed: drift.changed.slice(0, 1), ...more }));
      return { ...(await traced('a', '--drift', name)), table: (await trace('a', '--drift', name)).stdout };
    };
    const without = await saying('without.json', { without_cosine: { zero: 1, not_finite: 1 } });
    expect(without.drift).to.include({ rows: SIZE - 2, without_cosine: 2 });
    expect(without.table).to.include('not among the most changed, or of the 2 rows without a cosine.');
    const alone = await saying('alone.json', { only: { base: [], post: [{ id: IDS.a, text: 'a' }] } });
    expect(alone.tokens[0]?.drift?.at_least).to.equal(null);
    expect(alone.table).to.not.include('≥');
  });

  it('finds the place of a token in a file of drift in whatever order that lists them', async () => {
    const drift = JSON.parse(readFileSync(join(folder, 'drift.json'), 'utf8'));
    write('turned.json', JSON.stringify({ ...drift, changed: drift.changed.toReversed() }));
    const [one, other] = await Promise.all(
      ['drift.json', 'turned.json'].map((file) => traced('a中', '--drift', file)),
    );
    expect(other?.tokens).to.deep.equal(one?.tokens);
  });

  it('tells what a probe found of each token', async () => {
    const { tokens } = await traced('abab a中', '--probe', 'probe.json');
    expect(tokens.map(({ id, probe: own }) => [id, own?.[0]?.verdict])).to.deep.include.members([
      [IDS.ab, 'forgotten'],
      [IDS.a, 'written'],
      [IDS.whole, 'not_asked'],
    ]);
    expect(tokens[0]?.signs).to.include('forgotten');
    expect((await trace('ab', '--probe', 'probe.json')).stdout).to.include('forgotten (0 of 5 answers)');
  });

  it('reads what a probe of an endpoint wrote', async () => {
    const simulator = await startForgetful(await toyVocabulary());
    write('toy.json', TOKENIZER);
    write('suite.yaml', suiteAt(simulator.url));
    try {
      const toy = ['--tokenizer', 'toy.json'];
      const { code } = await command(
        'probe',
        'suite.yaml',
        ...toy,
        '--all',
        '--format',
        'json',
        '-o',
        'found.json',
      );
      expect(code).to.equal(0);
      const { targets } = JSON.parse(readFileSync(join(folder, 'found.json'), 'utf8'));
      const [{ text }] = targets[0].forgotten_tokens;
      const { stdout } = await command('trace', text, ...toy, '--probe', 'found.json', '--format', 'json');
      const { tokens }: Trace = JSON.parse(stdout);
      expect(tokens.map(({ signs }) => signs.includes('forgotten'))).to.deep.equal([true]);
      const page = await command('report', '--probe', 'now=found.json', '--format', 'json');
      expect(JSON.parse(page.stdout).probes[0]).to.deep.include({ ...targets[0], state: 'now' });
    } finally {
      await simulator.close();
    }
  });

  it('says of pieces which character they make together', async () => {
    const { places, tokens } = await traced('a䭸中');
    expect(places.map(({ piece_of: whole }) => whole)).to.deep.equal([null, '䭸', '䭸', '䭸', null]);
    expect(tokens.filter(({ signs }) => signs.includes('partial'))).to.have.length(3);
  });

  it('writes a row a token as CSV, and a page on which nothing of a token is markup', async () => {
    const { stdout } = await trace('a=1', '--format', 'csv');
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows.map(({ place, id, text }) => [place, id, text])).to.deep.equal([
      ['0', String(IDS.a), 'a'],
      ['1', String(idOf('=')), "'="],
      ['2', String(idOf('1')), '1'],
    ]);
    const text = '</td><script>alert(1)</script>';
    const page = await trace(text, '--coverage', 'counts.json', '--format', 'html');
    expect(page.stdout)
      .to.match(/^<!doctype html>/)
      .and.include('&lt;/td&gt;&lt;script&gt;');
    expect(page.stdout).to.not.include('<script');
    const file = await trace('中', '--format', 'html', '-o', 'page.html');
    expect(file.stdout).to.equal('page.html\n');
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).to.include('中');
  });

  it('refuses files of another tokenizer, and what it cannot trace, in one line', async () => {
    const other = (file: string) => command('trace', 'a', '--tokenizer', 'other.json', ...file.split(' '));
    write('list.json', '[1]');
    const cases: readonly (readonly [ReturnType<typeof trace>, RegExp])[] = [
      [
        other('--coverage counts.json'),
        /counts\.json: these counts are of another tokenizer than other\.json/,
      ],
      [other('--drift drift.json'), /drift\.json: this drift is of another tokenizer than other\.json/],
      [other('--probe probe.json'), /probe\.json: this probe is of another tokenizer than other\.json/],
      [trace(''), /there is no text to trace/],
      [trace('a'.repeat(3000)), /the text has 3000 tokens; take 2000 at most/],
      [trace('a', '--drift', 'base.safetensors'), /this is one state of a model/],
      [trace('a', '--drift', 'drift.json', 'turned.json'), /a text is traced through one drift/],
      [trace('a', '--drift', 'none.json'), /none\.json: /],
      [trace('a', '--drift', 'list.json'), /list\.json: this is no drift/],
      [trace('a', '--probe', 'drift.json'), /drift\.json: this is no probe/],
      [trace('a', '--coverage', 'probe.json'), /probe\.json: these are no counts/],
      [command('trace', 'a'), /no tokenizer is named/],
      [
        command('trace', 'a', '--drift', 'alone/base.safetensors', 'alone/base.safetensors'),
        /there is no tokenizer beside the model/,
      ],
    ];
    for (const [run, line] of cases) {
      const { code, stdout, stderr } = await run;
      expect([code, stdout]).to.deep.equal([2, '']);
      expect(stderr)
        .to.match(line)
        .and.match(/^[^\n]+\n$/);
    }
  });
});
