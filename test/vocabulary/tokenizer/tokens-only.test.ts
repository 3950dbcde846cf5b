/** Tokenizers of which only the tokens are read. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { openVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { withoutMerges } from '../../../vocabulary/tokenizer/json/index.js';
import { folderWith } from '../../support/offscript.js';
import { ggufFile } from '../gguf-file.js';
import { encoder, qwen3, rankFile, sentencePiece } from '../real.js';

async function without(text: string, sizes: readonly number[] = []): Promise<string> {
  async function* pieces(): AsyncGenerator<Buffer> {
    let rest = Buffer.from(text);
    for (const size of sizes) {
      yield rest.subarray(0, size);
      rest = rest.subarray(size);
    }
    yield rest;
  }
  const kept: Buffer[] = [];
  for await (const piece of withoutMerges(pieces())) kept.push(piece);
  return Buffer.concat(kept).toString();
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

  for (const [text, kept] of [
    ['{"model":{"merges":[["a","b"],["]","}"]],"vocab":{"a":1}}}', '{"model":{"merges":[],"vocab":{"a":1}}}'],
    [
      '{"model": {"vocab": {"merges": 1, "a": 2}, "merges" : ["a b", "\\"]"] }}',
      '{"model": {"vocab": {"merges": 1, "a": 2}, "merges" : [] }}',
    ],
    ['{"added_tokens":[{"merges":["x"]}],"merges":["x"],"model":{}}', undefined],
    ['{"other":{"merges":["x"]},"model":{"inner":{"merges":["x"]}}}', undefined],
    ['{"model":"merges","merges":["x"],"list":["model",{"merges":["x"]}]}', undefined],
    ['{"model":{"a":"merges","b":["x"]}}', undefined],
    ['{"model":{"vocab":[["merges",-1],["model",-2]]}}', undefined],
    ['{"model":{"merges":null,"vocab":{}}}', undefined],
    ['{"x":{"model":{"merges":["x"]}}}', undefined],
    ['[{"model":{"merges":["x"]}}]', undefined],
  ] as const)
    it(`leaves out merges where they stand, and nothing else, wherever a piece of the file ends: ${text}`, async () => {
      expect(await without(text)).to.equal(kept ?? text);
      const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(sizes, async (all) => {
          expect(await without(text, all)).to.equal(kept ?? text);
        }),
        { numRuns: 50 },
      );
    });
});
