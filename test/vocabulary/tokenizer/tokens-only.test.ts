/** Tokenizers of which only the tokens are read. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { UserError } from '../../../files/index.js';
import { openVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { VocabularyApart, withoutVocabulary } from '../../../vocabulary/tokenizer/json/index.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { ggufFile } from '../gguf-file.js';
import { encoder, qwen3, rankFile, sentencePiece } from '../real.js';

/** What is left of a text that comes in pieces of these sizes, and the entries of its vocabulary. */
async function takenApart(text: string, sizes: readonly number[]): Promise<unknown> {
  async function* pieces(): AsyncGenerator<Buffer> {
    let rest = Buffer.from(text);
    for (const size of sizes) {
      yield rest.subarray(0, size);
      rest = rest.subarray(size);
    }
    yield rest;
  }
  const apart = new VocabularyApart('tokenizer.json');
  const kept: Buffer[] = [];
  for await (const piece of withoutVocabulary(pieces(), apart)) kept.push(piece);
  const entries = [...apart.entries()];
  expect(apart.count).to.equal(entries.length);
  return [Buffer.concat(kept).toString(), Object.fromEntries(entries)];
}

const tokensOf = (vocabulary: Vocabulary): string[] =>
  Array.from(
    { length: vocabulary.size },
    (_, id) => `${vocabulary.kindOf(id)} ${Buffer.from(vocabulary.bytesOf(id)).toString('hex')}`,
  );

describe('tokens without what cuts texts into them', () => {
  const folder = folderWith({});
  after(() => folder.remove());

  for (const [what, path] of [
    ['byte-level BPE', () => qwen3],
    ['SentencePiece', () => sentencePiece],
    [
      'a rank file',
      () => {
        const ranks = join(folder.path, 'r50k_base.tiktoken');
        writeFileSync(ranks, rankFile(encoder('r50k_base').bpe_ranks));
        return ranks;
      },
    ],
    [
      'GGUF',
      () => {
        const file = join(folder.path, 'model.gguf');
        const model = {
          'tokenizer.ggml.model': { text: 'gpt2' },
          'tokenizer.ggml.pre': { text: 'gpt-2' },
          'tokenizer.ggml.tokens': { texts: ['a', 'b', 'Ġ', 'ab', '<|end|>', '<unused1>'] },
          'tokenizer.ggml.token_type': { i32s: [1, 1, 1, 1, 3, 5] },
          'tokenizer.ggml.merges': { texts: ['a b'] },
        };
        writeFileSync(file, ggufFile(model));
        return file;
      },
    ],
  ] as const)
    it(`are the same tokens, by the same hash: ${what}`, async () => {
      const whole = await openVocabulary(path());
      const only = await openVocabulary(path(), { tokensOnly: true });
      expect(only.source).to.deep.equal(whole.source);
      expect([only.entries, only.added]).to.deep.equal([whole.entries, whole.added]);
      expect(tokensOf(only)).to.deep.equal(tokensOf(whole));
      expect((await only.encoding()).kind).to.equal('unknown');
    });

  for (const [text, kept, entries] of [
    [
      '{"model":{"merges":[["a","b"],["]","}"]],"vocab":{"a":1}}}',
      '{"model":{"merges":[],"vocab":{}}}',
      { a: 1 },
    ],
    [
      '{"model": {"vocab": {"merges": 1, "\\"}": 2,"語" :3, "vocab":{"x":[4]}}, "merges" : ["a b", "\\"]"] }}',
      '{"model": {"vocab": {}, "merges" : [] }}',
      { merges: 1, '"}': 2, 語: 3, vocab: { x: [4] } },
    ],
    [
      '{"model":{"vocab":[["merges",-1],["a,]",-2.5] , ["model",0]],"type":"Unigram"},"x":[1,2]}',
      '{"model":{"vocab":[],"type":"Unigram"},"x":[1,2]}',
      { 0: ['merges', -1], 1: ['a,]', -2.5], 2: ['model', 0] },
    ],
    [
      '{"model":{"vocab":{ },"merges":[]},"merges":[1]}',
      '{"model":{"vocab":{},"merges":[]},"merges":[1]}',
      {},
    ],
    ['{"added_tokens":[{"merges":["x"]}],"merges":["x"],"vocab":{"a":1},"model":{}}', undefined, {}],
    ['{"other":{"merges":["x"]},"model":{"inner":{"merges":["x"],"vocab":{"a":1}}}}', undefined, {}],
    ['{"model":"merges","merges":["x"],"list":["model",{"merges":["x"]}]}', undefined, {}],
    ['{"model":{"a":"merges","b":["x"],"c":"vocab","d":{"x":1}}}', undefined, {}],
    ['{"model":{"merges":null,"vocab":7,"x":{"a":1}}}', undefined, {}],
    ['{"x":{"model":{"merges":["x"],"vocab":{"a":1}}}}', undefined, {}],
    ['[{"model":{"merges":["x"]}}]', undefined, {}],
  ] as const)
    it(`are taken out where they stand, and nothing else, wherever a piece of the file ends: ${text}`, async () => {
      const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(sizes, async (all) => {
          expect(await takenApart(text, all)).to.deep.equal([kept ?? text, entries]);
        }),
        { numRuns: 100 },
      );
    });

  it('are refused where one is longer than any, before all of it is held', async () => {
    const path = join(folder.path, 'long.json');
    writeFileSync(path, `{"model":{"type":"BPE","merges":[],"vocab":{"${'a'.repeat(4 << 20)}":1}}}`);
    const error = await rejected(openVocabulary(path, { tokensOnly: true }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.match(/long\.json:model\.vocab: a token is longer than any$/);
  });
});
