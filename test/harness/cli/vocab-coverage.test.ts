/** `offscript vocab coverage`, as a user runs it. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz=1ĠÐ¸'.split('');
const TOKENIZER = {
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...ALPHABET, 'ab', 'Ð¸', 'zz'].map((token, id) => [token, id])),
    merges: ['a b', 'Ð ¸', 'z z'],
  },
};
const AB = ALPHABET.length;

const rows = (...texts: readonly string[]): string =>
  texts.map((text) => `${JSON.stringify({ text })}\n`).join('');

describe('offscript vocab coverage', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith({
      'tokenizer.json': JSON.stringify(TOKENIZER),
      'other.json': JSON.stringify({ ...TOKENIZER, version: '2' }),
      'a.jsonl': rows('ab ab', 'ab', 'abc', 'и', 'ab', 'ab', ''),
      'b.jsonl': rows('zz', 'ab'),
      'notes.txt': 'nothing of the kind\n',
    });
  });
  after(() => folder.remove());

  const cover = (...words: readonly string[]) =>
    offscript(folder.path, ['vocab', 'coverage', 'tokenizer.json', ...words]);
  const json = async (...words: readonly string[]) =>
    JSON.parse((await cover(...words, '--format', 'json')).stdout);

  it('prints by class which tokens are in few samples, and says what it left out', async () => {
    const { code, stdout, stderr } = await cover('a.jsonl');
    expect(code).to.equal(0);
    expect(stderr).to.equal('offscript: warning: a.jsonl: 1 row holds no sample and is left out\n');
    expect(stdout).to.match(
      /^6 samples in 1 file; 9 tokens to write, 0 to read; 33 of 34 tokens written in fewer than 5 samples, /m,
    );
    expect(stdout).to.match(/^Cyrillic +1 +0 +1 +100\.0% +1$/m);
    expect(stdout).to.match(/^Cyrillic +"и" 1$/m);
  });

  it('writes counts as JSON, which add up to those of all files', async () => {
    const whole = await json('a.jsonl', 'b.jsonl');
    expect([whole.samples[AB], whole.targets[AB]]).to.deep.equal([6, 7]);
    for (const name of ['a', 'b']) await cover(`${name}.jsonl`, '--format', 'json', '-o', `${name}.counts`);
    const sum = await json('a.counts', 'b.counts');
    expect(sum).to.deep.equal(whole);
    const { totals, classes } = sum;
    expect(totals).to.include({ samples: 8, unread: 1, tokens: 34 });
    const latin = classes.find((one: { class: string }) => one.class === 'Latn');
    expect(latin.uncovered_examples[0]).to.deep.include({ samples: 0, read: 0 });
  });

  it('adds shards up to the whole', async () => {
    for (const index of [1, 2])
      await cover('a.jsonl', 'b.jsonl', '--shard', `${index}/2`, '--counts', `shard-${index}.counts`);
    const whole = await json('a.jsonl', 'b.jsonl');
    const sum = await json('shard-2.counts', 'shard-1.counts');
    for (const field of ['samples', 'targets', 'read', 'totals', 'shards'])
      expect(sum[field], field).to.deep.equal(whole[field]);
  });

  it('keeps counts, and counts nothing twice when it goes on with them', async () => {
    await cover('a.jsonl', '--counts', 'kept.json');
    expect(existsSync(join(folder.path, 'kept.json'))).to.equal(true);
    const before = readFileSync(join(folder.path, 'kept.json'), 'utf8');
    const { code } = await cover('a.jsonl', '--counts', 'kept.json');
    expect([code, readFileSync(join(folder.path, 'kept.json'), 'utf8')]).to.deep.equal([0, before]);
    const more = await json('a.jsonl', 'b.jsonl', '--counts', 'kept.json');
    expect(more.samples).to.deep.equal((await json('a.jsonl', 'b.jsonl')).samples);
  });

  it('writes CSV and a page', async () => {
    const { stdout } = await cover('a.jsonl', '--format', 'csv');
    const all: Record<string, string>[] = parse(stdout, { columns: true });
    expect(all[AB]).to.deep.include({ text: 'ab', class: 'Latn', samples: '5', targets: '6', read: '0' });
    const page = (await cover('a.jsonl', '--format', 'html')).stdout;
    expect(page)
      .to.match(/^<!doctype html>/)
      .and.to.include('&quot;и&quot; 1');
  });

  it('takes one object for one sample, over several lines or longer than what is looked at first', async () => {
    for (const [name, text] of [
      ['spread.json', JSON.stringify({ prompt: 'b', completion: 'ab' }, null, 2)],
      ['long.jsonl', `${JSON.stringify({ text: 'ab '.repeat(500_000) })}\n`],
    ] as const) {
      writeFileSync(join(folder.path, name), text);
      const { totals, samples } = await json(name);
      expect([totals.samples, samples[AB]]).to.deep.equal([1, 1]);
    }
  });

  for (const [what, words, said] of [
    ['data that is not there', ['none.jsonl'], /none\.jsonl: no such file/],
    [
      'what is no data',
      ['notes.txt'],
      /notes\.txt: this is no file of samples; JSONL, lists in JSON and Parquet are read/,
    ],
    ['a file that is named twice', ['a.jsonl', './a.jsonl'], /named twice/],
    ['counts to be kept in a file of counts', ['a.counts', '--counts', 'sum'], /--counts: .* it is for data/],
    ['a part of counts', ['a.counts', '--shard', '1/2'], /--shard: .* it is for data; leave it out/],
    ['counts beside data', ['a.jsonl', 'a.counts'], /files of counts are added to each other/],
    ['counts that are added twice', ['a.counts', 'a.counts'], /a\.jsonl is counted already/],
    ['a shard twice', ['shard-1.counts', 'shard-1.counts'], /the shard 1\/2 is there already/],
    ['a shard beside all', ['shard-1.counts', 'b.counts'], /shards of other data/],
    ['a shard that there is not', ['a.jsonl', '--shard', '3/2'], /"3\/2" is no shard/],
    [
      'counts so far of other data',
      ['b.jsonl', '--counts', 'a.counts'],
      /--counts: the counts so far are of a\.jsonl, too/,
    ],
  ] as const)
    it(`exits with 2 and one line for ${what}`, async () => {
      const { code, stderr } = await cover(...words);
      expect([code, stderr.trimEnd().split('\n').length]).to.deep.equal([2, 1]);
      expect(stderr).to.match(said);
    });

  it('adds no counts by another tokenizer', async () => {
    const { code, stderr } = await offscript(folder.path, ['vocab', 'coverage', 'other.json', 'a.counts']);
    expect(code).to.equal(2);
    expect(stderr).to.match(/counts by another tokenizer/);
  });
});
