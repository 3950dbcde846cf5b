/** Counts of tokens in training data. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { parquetWriteBuffer } from 'hyparquet-writer';
import {
  addCoverage,
  type Coverage,
  countTokens,
  coverageDocument,
  openVocabulary,
  readCoverage,
  summarize,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { articles, qwen3, sentencePiece } from '../real.js';

const chat = (question: string, answer: string): object => ({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ],
});

const texts = articles();
const rows = texts.map((text, i) =>
  i % 3 === 0 ? { text } : i % 3 === 1 ? chat('何ですか。', text) : { prompt: 'Say it.', completion: text },
);
const jsonl = (some: readonly unknown[]): string => some.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Counts as simply as can be: each text as a whole. */
async function plainly(vocabulary: Vocabulary): Promise<{ samples: number[]; targets: number[] }> {
  const encoding = await vocabulary.encoding();
  if (encoding.kind !== 'known') throw new Error('no encoding');
  const samples = new Array<number>(vocabulary.size).fill(0);
  const targets = new Array<number>(vocabulary.size).fill(0);
  for (const text of texts) {
    const ids = encoding.encode(text);
    for (const id of ids) targets[id] = (targets[id] ?? 0) + 1;
    for (const id of new Set(ids)) samples[id] = (samples[id] ?? 0) + 1;
  }
  return { samples, targets };
}

const numbersOf = ({ samples, targets, read }: Coverage) =>
  [samples, targets, read].map((counts) => Array.from(counts));

describe('the coverage of training data', () => {
  const folder = folderWith({ 'data.jsonl': jsonl(rows) });
  const path = (name: string): string => join(folder.path, name);
  const data = path('data.jsonl');
  let vocabulary: Vocabulary;
  let whole: Coverage;
  before(async () => {
    vocabulary = await openVocabulary(qwen3);
    whole = await countTokens(vocabulary, [data]);
  });
  after(() => folder.remove());

  it('is in how many samples a token is a target, and how often: what is asked is only read', async () => {
    const { samples, targets } = await plainly(vocabulary);
    expect(Array.from(whole.samples)).to.deep.equal(samples);
    expect(Array.from(whole.targets)).to.deep.equal(targets);
    const brief = vocabulary.idOf(Buffer.from(' brief')) ?? -1;
    expect([whole.read[brief], whole.targets[brief]]).to.deep.equal([
      rows.filter((row) => 'messages' in row).length,
      0,
    ]);
    expect(whole.files).to.have.length(1);
    expect(whole.files[0]).to.include({ samples: rows.length, unread: 0, done: true });
  });

  it('is that of each text as a whole where a tokenizer cannot be given parts of them', async () => {
    const other = await openVocabulary(sentencePiece);
    const counted = await countTokens(other, [data]);
    expect(Array.from(counted.targets)).to.deep.equal((await plainly(other)).targets);
  });

  it('is the same of a file that is packed, of a list in JSON and of Parquet', async () => {
    writeFileSync(path('data.jsonl.gz'), gzipSync(jsonl(rows)));
    writeFileSync(path('data.json'), JSON.stringify(rows));
    const columns = [
      { name: 'messages', data: rows.map((_, i) => [{ role: 'assistant', content: texts[i] }]) },
    ];
    writeFileSync(path('data.parquet'), Buffer.from(parquetWriteBuffer({ columnData: columns })));
    for (const name of ['data.jsonl.gz', 'data.json', 'data.parquet']) {
      const { samples, targets } = await countTokens(vocabulary, [path(name)]);
      expect([samples, targets], name).to.deep.equal([whole.samples, whole.targets]);
    }
  });

  it('adds up over shards to what one pass counts, exactly, in any order', async () => {
    const of = 3;
    const shards = await Promise.all(
      [2, 3, 1].map((index) => countTokens(vocabulary, [data], { shard: { index, of } })),
    );
    const [first, ...others] = shards as [Coverage, ...Coverage[]];
    const sum = others.reduce((one, other) => addCoverage(one, other, 'file'), first);
    expect(numbersOf(sum)).to.deep.equal(numbersOf(whole));
    expect(sum.shards).to.deep.equal([]);
    expect(sum.files[0]).to.include({ samples: rows.length, done: true });
    expect(() => addCoverage(first, first, 'file')).to.throw('file: the shard 2/3 is there already');
    expect(() => addCoverage(whole, first, 'file')).to.throw(/shards of other data/);
  });

  it('adds up over files, none of them twice', async () => {
    writeFileSync(path('other.jsonl'), jsonl([{ text: 'More.' }]));
    const other = await countTokens(vocabulary, [path('other.jsonl')]);
    const both = await countTokens(vocabulary, [data, path('other.jsonl')]);
    expect(numbersOf(addCoverage(whole, other, 'x'))).to.deep.equal(numbersOf(both));
    expect(() => addCoverage(both, other, 'x')).to.throw(/other\.jsonl is counted already/);
  });

  it('goes on where it was stopped, and comes to the same', async () => {
    const many = Array.from({ length: 20 }, () => rows).flat();
    writeFileSync(path('many.jsonl'), jsonl(many));
    const files = [path('many.jsonl'), data];
    const stop = new AbortController();
    stop.abort();
    const kept: string[] = [];
    const keep = (coverage: Coverage): void => void kept.push(JSON.stringify(coverageDocument(coverage)));
    const stopped = await countTokens(vocabulary, files, { signal: stop.signal, keep });
    expect(stopped.files.map(({ done }) => done)).to.deep.equal([false, false]);
    expect(stopped.files[0]?.rows).to.equal(1);
    writeFileSync(path('counts.json'), kept.at(-1) ?? '');
    const before = await readCoverage(path('counts.json'));
    const gone = await countTokens(vocabulary, files, { before });
    const once = await countTokens(vocabulary, files);
    expect(numbersOf(gone)).to.deep.equal(numbersOf(once));
    expect(gone.files).to.deep.equal(once.files);
    const error = await rejected(countTokens(vocabulary, [data], { before }));
    expect(error.message).to.match(/the counts so far are of .*many\.jsonl, too/);
  });

  it('leaves out rows without anything to write, and counts them', async () => {
    const odd = [
      { text: '' },
      { messages: [{ role: 'user', content: 'x' }] },
      { other: 1 },
      'a text',
      [1],
      null,
      { text: 7 },
    ];
    writeFileSync(path('odd.jsonl'), `${jsonl([{ text: 'first' }, ...odd])}{"text": "torn`);
    const { files } = await countTokens(vocabulary, [path('odd.jsonl')]);
    expect(files[0]).to.include({ rows: 9, samples: 2, unread: 7 });
  });

  it('is summed up by class: tokens in fewer than 5 samples, the rarest first', () => {
    const summary = summarize(vocabulary, whole);
    expect(summary).to.include({
      samples: rows.length,
      unread: 0,
      targets: whole.targets.reduce((a, b) => a + b),
    });
    const thai = summary.classes.find((one) => one.class === 'Thai');
    expect(thai?.tokens).to.equal(2566);
    const counts = thai?.uncovered.map((id) => whole.samples[id] ?? 0) ?? [];
    expect(counts).to.deep.equal(counts.toSorted((a, b) => a - b));
    expect(counts.filter((one) => one === 0)).to.have.length(thai?.never ?? -1);
    expect(counts.at(-1)).to.equal(4);
    expect(summary.uncovered).to.equal(
      Array.from(whole.samples).filter(
        (count, id) => count < 5 && ['text', 'partial', 'byte'].includes(vocabulary.kindOf(id)),
      ).length,
    );
  });

  it('is read from its file as it was written, and nothing else is', async () => {
    const document = JSON.stringify(coverageDocument(whole));
    writeFileSync(path('whole.json'), document);
    expect(await readCoverage(path('whole.json'))).to.deep.equal(whole);
    for (const [changed, said] of [
      [document.replace('offscript-coverage', 'x'), /no counts of tokens: kind/],
      [document.replace('"targets":[', '"targets":[-1,'), /no counts of tokens: targets/],
      [document.replace('"read":[', '"read":[0,'), /not equally long/],
      ['{}', /no counts of tokens/],
      ['', /malformed JSON|empty/],
    ] as const) {
      writeFileSync(path('changed.json'), changed);
      expect((await rejected(readCoverage(path('changed.json')))).message).to.match(said);
    }
    expect(readFileSync(path('whole.json'), 'utf8')).to.equal(document);
  });
});
