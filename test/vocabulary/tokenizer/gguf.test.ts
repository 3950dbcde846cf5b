/** Tokenizers in GGUF files: those of a tokenizer.json, written as llama.cpp's converter does, cut texts as that does. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openVocabulary, scanVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { ggufFile, type Written } from '../gguf-file.js';
import { articles, qwen3, sentencePiece } from '../real.js';

interface Document {
  readonly added_tokens: readonly {
    readonly id: number;
    readonly content: string;
    readonly special: boolean;
  }[];
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | string[])[];
  };
}

const documentIn = (path: string): Document => JSON.parse(readFileSync(path, 'utf8'));

/** Tokens by their ids, and what llama.cpp calls them: 3 is a control token, 4 one that a user defined. */
function tokensOf({ model, added_tokens }: Document): {
  readonly tokens: string[];
  readonly types: number[];
} {
  const tokens: string[] = [];
  const types: number[] = [];
  for (const [token, id] of Object.entries(model.vocab)) {
    tokens[id] = token;
    types[id] = /^<0x..>$/.test(token) ? 6 : 1;
  }
  for (const { id, content, special } of added_tokens) {
    tokens[id] = content;
    types[id] = special ? 3 : 4;
  }
  return { tokens, types };
}

const common = (
  model: string,
  tokens: readonly string[],
  types: readonly number[],
): Record<string, Written> => ({
  'general.architecture': { text: 'llama' },
  'general.languages': { texts: ['en', 'ja'] },
  'tokenizer.ggml.model': { text: model },
  'tokenizer.ggml.tokens': { texts: tokens },
  'tokenizer.ggml.token_type': { i32s: types },
});

async function encoderOf(vocabulary: Vocabulary): Promise<(text: string) => readonly number[]> {
  const encoding = await vocabulary.encoding();
  if (encoding.kind !== 'known') throw new Error(encoding.why);
  return encoding.encode;
}

/** Ids of tokens that are not the same in bytes or kind. */
const differing = (a: Vocabulary, b: Vocabulary): number[] =>
  Array.from({ length: Math.max(a.size, b.size) }, (_, id) => id).filter(
    (id) => a.kindOf(id) !== b.kindOf(id) || Buffer.compare(a.bytesOf(id), b.bytesOf(id)) !== 0,
  );

describe('the tokenizer in a GGUF file', () => {
  const folder = folderWith({});
  const write = (name: string, metadata: Readonly<Record<string, Written>>): string => {
    const path = join(folder.path, name);
    writeFileSync(path, ggufFile(metadata));
    return path;
  };
  after(() => folder.remove());

  it('of byte-level BPE has the bytes, kinds and order of the tokenizer.json, and cuts texts alike', async () => {
    const document = documentIn(qwen3);
    const { tokens, types } = tokensOf(document);
    const path = write('qwen.gguf', {
      ...common('gpt2', tokens, types),
      'tokenizer.ggml.pre': { text: 'qwen2' },
      'tokenizer.ggml.merges': { texts: document.model.merges.map((merge) => [merge].flat().join(' ')) },
    });
    const [gguf, json] = [await openVocabulary(path), await openVocabulary(qwen3)];
    expect([gguf.entries, gguf.size]).to.deep.equal([151_669, json.size]);
    expect(differing(gguf, json)).to.deep.equal([]);
    expect([1000, 50_000, 100_000].map((id) => gguf.orderOf(id))).to.deep.equal(
      [1000, 50_000, 100_000].map((id) => json.orderOf(id)),
    );
    const [of, as] = [await encoderOf(gguf), await encoderOf(json)];
    for (const article of articles()) {
      // A GGUF file keeps no normalizer.
      const composed = article.normalize('NFC');
      expect(of(composed)).to.deep.equal(as(composed));
    }
  });

  it('of SentencePiece’s BPE is cut by scores alone as the tokenizer.json does by its merges', async () => {
    const document = documentIn(sentencePiece);
    const { tokens, types } = tokensOf(document);
    const path = write('pieces.gguf', {
      ...common(
        'llama',
        tokens,
        types.map((type, id) => (id === 0 ? 2 : type)),
      ),
      'tokenizer.ggml.scores': { f32s: tokens.map((_, id) => (id < 259 ? 0 : 259 - id)) },
      'tokenizer.ggml.unknown_token_id': { u32: 0 },
    });
    const [gguf, json] = [await openVocabulary(path), await openVocabulary(sentencePiece)];
    expect(differing(gguf, json)).to.deep.equal([]);
    const [of, as] = [await encoderOf(gguf), await encoderOf(json)];
    for (const article of articles()) expect(of(article)).to.deep.equal(as(article));
    const [a, b] = [await scanVocabulary(gguf), await scanVocabulary(json)];
    expect(a.unreachable).to.equal(b.unreachable);
  });

  it('may have tokens of thousands of letters: they take no time by the square of it', async () => {
    const long = Array.from({ length: 100 }, (_, i) => `${'a'.repeat(12_000 - i)}b`);
    const tokens = ['▁', 'a', 'b', ...long];
    const path = write('long.gguf', {
      ...common(
        'llama',
        tokens,
        tokens.map(() => 1),
      ),
      'tokenizer.ggml.scores': { f32s: tokens.map((_, id) => -id) },
    });
    const encode = await encoderOf(await openVocabulary(path));
    expect(encode('ab')).to.have.length(3);
  }).timeout(20_000);

  it('of Unigram is cut by its scores', async () => {
    const path = write('unigram.gguf', {
      ...common(
        't5',
        ['<pad>', '</s>', '<unk>', '▁', 'a', 'b', 'ab', '▁ab', '▁a'],
        [3, 3, 2, 1, 1, 1, 1, 1, 1],
      ),
      'tokenizer.ggml.scores': { f32s: [0, 0, 0, -2, -3, -3, -9, -5, -4] },
      'tokenizer.ggml.unknown_token_id': { u32: 2 },
    });
    const vocabulary = await openVocabulary(path);
    expect(vocabulary.source.model).to.equal('unigram');
    const encode = await encoderOf(vocabulary);
    expect(encode('ab ab')).to.deep.equal([7, 7]);
    // a + b is likelier than ab.
    const { classes } = await scanVocabulary(vocabulary);
    expect(classes.flatMap((one) => one.unreachable)).to.deep.equal([6]);
  });

  it('keeps byte order marks, and bytes that are no whole characters', async () => {
    const tokens = ['\ufeffx', Buffer.of(0xe4, 0xb8), '▁a'];
    const path = write('bytes.gguf', {
      'tokenizer.ggml.model': { text: 'llama' },
      'tokenizer.ggml.tokens': { texts: tokens },
    });
    const vocabulary = await openVocabulary(path);
    expect([0, 1, 2].map((id) => [vocabulary.kindOf(id), vocabulary.textOf(id)])).to.deep.equal([
      ['text', '\ufeffx'],
      ['partial', null],
      ['text', ' a'],
    ]);
  });

  it('is known for other tensors too, and split by --pattern where its own way is not known', async () => {
    const bytes = 'ab'.split('');
    const metadata = {
      ...common('gpt2', [...bytes, 'ab', '[PAD3]'], [1, 1, 1, 5]),
      'tokenizer.ggml.pre': { text: 'some-new-model' },
      'tokenizer.ggml.merges': { texts: ['a b'] },
    };
    const path = write('new.gguf', metadata);
    const other = write('other.gguf', { ...metadata, 'general.name': { text: 'another' } });
    const vocabulary = await openVocabulary(path);
    expect(vocabulary.source.sha256).to.equal((await openVocabulary(other)).source.sha256);
    const { unreachable, unknown, unused } = await scanVocabulary(vocabulary);
    expect([unreachable, unused]).to.deep.equal([null, 1]);
    expect(unknown?.why).to.match(/"some-new-model"/);
    expect((await scanVocabulary(await openVocabulary(path, { pattern: '.+' }))).unreachable).to.equal(0);
    expect((await scanVocabulary(await openVocabulary(path, { pattern: '.' }))).unreachable).to.equal(1);
  });
});
