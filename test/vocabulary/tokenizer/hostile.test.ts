/** Files that are no tokenizer, damaged, or made to harm: one line that says what is wrong, and where. */

import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { UserError } from '../../../files/index.js';
import { openVocabulary, scanVocabulary } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { ggufFile, u32, u64 } from '../gguf-file.js';

const bpe = (
  model: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): string =>
  JSON.stringify({
    model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'], ...model },
    ...rest,
  });

const token = (text: string): string => Buffer.from(text).toString('base64');

/** A GGUF file of so many tensors and pairs of metadata, and what is behind these numbers. */
const gguf = (tensors: bigint | number, pairs: bigint | number, ...rest: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors), u64(pairs), ...rest]);

const key = (name: string): Buffer => Buffer.concat([u64(name.length), Buffer.from(name)]);
const tokens = key('tokenizer.ggml.tokens');
const HUGE = 2n ** 63n;

const whole = ggufFile({
  'tokenizer.ggml.model': { text: 'gpt2' },
  'tokenizer.ggml.tokens': { texts: ['a', 'b', 'ab'] },
});

const CASES: readonly (readonly [name: string, content: string | Buffer, said: RegExp])[] = [
  ['an empty file', '', /the file is empty/],
  ['a text', 'hello world\n', /this is not a tokenizer\.json/],
  [
    'a model of SentencePiece',
    Buffer.from('\n\x0e\n\x05<unk>\x15\0\0\0\0\x18\x02'),
    /model of SentencePiece.*tokenizer\.json/,
  ],
  ['JSON that is cut off', bpe({}).slice(0, -9), /malformed JSON; it may be cut off/],
  ['another JSON', '{"a": 1}', /no tokenizer\.json: model/],
  ['a model of no form', '{"model": 3}', /no tokenizer\.json: model/],
  ['a vocabulary that is null', '{"model": {"type": "BPE", "vocab": null}}', /model\.vocab/],
  ['another kind of model', bpe({ type: 'WordPiece' }), /WordPiece; BPE and Unigram are read/],
  ['Unigram with an object', bpe({ type: 'Unigram' }), /Unigram with a vocabulary of another form/],
  ['no tokens', bpe({ vocab: {} }), /has no tokens/],
  ['an id that is a text', bpe({ vocab: { a: '0' } }), /id is "0" and no whole number/],
  ['an id below zero', bpe({ vocab: { a: -1 } }), /id is -1 and no whole number/],
  ['an id in pieces', bpe({ vocab: { a: 0.5 } }), /id is 0\.5 and no whole number/],
  [
    'an id beyond 2^53',
    bpe({}).replace('"ab":2', '"ab":9223372036854775808'),
    /"9223372036854775808" and no whole number/,
  ],
  ['an id of 2^31', bpe({ vocab: { a: 0, b: 2 ** 31 } }), /the id 2147483648 is far beyond/],
  ['an id twice', bpe({ vocab: { a: 0, b: 0 } }), /two tokens have the id 0/],
  [
    'an added token in another’s place',
    bpe({}, { added_tokens: [{ id: 1, content: '<s>' }] }),
    /added_tokens: two tokens have the id 1/,
  ],
  [
    'an added token far away',
    bpe({}, { added_tokens: [{ id: 1e9, content: '<s>' }] }),
    /the id 1000000000 is far beyond/,
  ],
  ['an added token of no form', bpe({}, { added_tokens: [{ id: '1' }] }), /added_tokens\.0/],
  ['merges of no form', bpe({ merges: { a: 'b' } }), /model\.merges/],
  ...[null, ['a', null], ['a'], 'ab', 7].map(
    (merge) =>
      [
        `a merge that is ${JSON.stringify(merge)}`,
        bpe({ merges: ['a b', merge] }),
        /model\.merges: must be a list of pairs of tokens/,
      ] as const,
  ),
  [
    'a piece without a score',
    '{"model": {"type": "Unigram", "vocab": [["a", -1], ["b"]]}}',
    /model\.vocab\.1: no pair of a token and its score/,
  ],
  ['a score that is no number', '{"model": {"type": "Unigram", "vocab": [["a", NaN]]}}', /model\.vocab\.0/],
  [
    'a normalizer that there is not',
    bpe({}, { normalizer: { type: 'Nothing' } }),
    /the tokenizer cannot be used/,
  ],
  [
    'a sequence that is none',
    bpe({}, { normalizer: { type: 'Sequence', normalizers: 7 } }),
    /the tokenizer cannot be used: a part of it is of another form$/,
  ],
  [
    'a pattern that is none',
    bpe({}, { pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated' } }),
    /the tokenizer cannot be used/,
  ],
  [
    'sequences in sequences',
    `${bpe({}).slice(0, -1)}, "pre_tokenizer": ${'{"type":"Sequence","pretokenizers":['.repeat(20_000)}${']}'.repeat(20_000)}}`,
    /the tokenizer cannot be used/,
  ],
  ['a line that is no rank', `${token('a')} 0\nnothing\n`, /:2: no token in Base64/],
  ['a rank that is none', `${token('a')} 0\n${token('b')} x\n`, /:2: no token in Base64/],
  ['a rank far away', `${token('a')} 0\n${token('b')} 4000000000\n`, /:2: the id 4000000000 is far beyond/],
  ['a rank twice', `${token('a')} 0\n${token('b')} 0\n`, /:2: two tokens have the id 0/],
  ['a token twice', `${token('a')} 0\n${token('a')} 1\n`, /:2: the token of line 1 stands here again/],
  ['a GGUF file of two bytes', Buffer.from('GGUF'), /this is no GGUF file/],
  [
    'a GGUF file of version 1',
    Buffer.concat([Buffer.from('GGUF'), u32(1), Buffer.alloc(40)]),
    /version 1 of GGUF/,
  ],
  [
    'a GGUF file for other machines',
    Buffer.concat([Buffer.from('GGUF'), Buffer.of(0, 0, 0, 3), Buffer.alloc(40)]),
    /big-endian/,
  ],
  ['2^63 tensors', gguf(HUGE, 0), /says that it holds 9223372036854776000/],
  ['2^63 pairs', gguf(0, HUGE), /says that it holds 9223372036854776000/],
  ['a key of 2^63 bytes', gguf(0, 1, u64(HUGE), Buffer.alloc(64)), /says that it holds/],
  ['2^63 tokens', gguf(0, 1, tokens, u32(9), u32(8), u64(HUGE), Buffer.alloc(64)), /says that it holds/],
  [
    'a token of 2^63 bytes',
    gguf(0, 1, tokens, u32(9), u32(8), u64(1), u64(HUGE), Buffer.alloc(64)),
    /says that it holds/,
  ],
  ['a value of no type', gguf(0, 1, tokens, u32(99), Buffer.alloc(64)), /no type 99 of values/],
  [
    'a list of lists',
    gguf(0, 1, tokens, u32(9), u32(9), u64(1), u32(9), Buffer.alloc(64)),
    /no type 9 of values/,
  ],
  [
    'lists without end',
    gguf(0, 1, key('a'), u32(9), ...Array.from({ length: 99 }, () => Buffer.concat([u32(9), u64(1)]))),
    /no type 9 of values/,
  ],
  ['a tensor of many axes', gguf(1, 0, key('t'), u32(1e9), Buffer.alloc(64)), /a tensor of 1000000000 axes/],
  [
    'a GGUF file without a tokenizer',
    ggufFile({ 'general.name': { text: 'x' }, 'general.type': { text: 'x' } }),
    /no tokenizer in this GGUF file/,
  ],
  [
    'tokens that are numbers',
    ggufFile({ 'tokenizer.ggml.model': { text: 'gpt2' }, 'tokenizer.ggml.tokens': { i32s: [1] } }),
    /no tokenizer in this GGUF file/,
  ],
  [
    'a kind of tokenizer that is not read',
    ggufFile({ 'tokenizer.ggml.model': { text: 'rwkv' }, 'tokenizer.ggml.tokens': { texts: ['a'] } }),
    /of the kind rwkv; gpt2, llama, t5 are read/,
  ],
  [
    'a text of a million letters where its model should be',
    JSON.stringify({ model: 'x'.repeat(1e6) }),
    /^.{1,400}x…; name the tokenizer\.json/,
  ],
  [
    'fewer kinds than tokens',
    ggufFile({
      'tokenizer.ggml.model': { text: 'gpt2' },
      'tokenizer.ggml.tokens': { texts: ['a', 'b'] },
      'tokenizer.ggml.token_type': { i32s: [1] },
    }),
    /token_type is no list of a number a token/,
  ],
  [
    'a GGUF file that is cut off in its tokens',
    whole.subarray(0, -3),
    /ends before what it says it holds|says that it holds/,
  ],
];

describe('a tokenizer that cannot be read', () => {
  const folder = folderWith({});
  const path = join(folder.path, 'file');
  after(() => folder.remove());

  const outcome = async (content: string | Buffer): Promise<unknown> => {
    writeFileSync(path, content);
    return scanVocabulary(await openVocabulary(path));
  };

  for (const [name, content, said] of CASES)
    it(`is ${name}: said in one line`, async () => {
      const error = await rejected(outcome(content));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.match(said);
      expect(error.message.slice(0, path.length)).to.equal(path);
      expect(error.message).to.not.include('\n');
    });

  it('is said to be missing, or a folder without one', async () => {
    for (const name of ['none', 'n'.repeat(5000)])
      expect((await rejected(openVocabulary(join(folder.path, name)))).message).to.match(/no such file/);
    const empty = folderWith({});
    expect((await rejected(openVocabulary(empty.path))).message).to.match(/no tokenizer in this folder/);
    empty.remove();
  });

  it('is too large, whatever is in it', async () => {
    writeFileSync(path, '{');
    truncateSync(path, 2 ** 40);
    expect((await rejected(openVocabulary(path))).message).to.match(
      /larger than any tokenizer: more than 256 MiB/,
    );
    truncateSync(path, 0);
  });

  it('may be cut off or changed anywhere: it is read, or refused in a line', async () => {
    const rank = [token('a'), token('b'), token('ab')].map((one, i) => `${one} ${i}\n`).join('');
    const sources = [Buffer.from(bpe({})), Buffer.from(rank), whole].map((bytes) => [...bytes]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 3 }),
        fc.nat(300),
        async (source, changes, length) => {
          const bytes = Buffer.from(
            source.slice(0, Math.max(1, source.length - (length > 200 ? length - 200 : 0))),
          );
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          try {
            await outcome(bytes);
          } catch (error) {
            expect(error, `${bytes.toString('latin1')}: ${error}`).to.be.instanceOf(UserError);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('splits texts by a pattern that takes for ever: ended, and said in one line', async () => {
    const long = 'a'.repeat(40);
    const vocab = { a: 0, b: 1, [`${long}!`]: 2 };
    const pre_tokenizer = { type: 'Split', pattern: { Regex: '(a+)+b' }, behavior: 'Isolated' };
    writeFileSync(path, bpe({ vocab, merges: [] }, { pre_tokenizer }));
    const error = await rejected(scanVocabulary(await openVocabulary(path), { time: 1000 }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.match(/takes more than 1 s; .*the pattern by which it splits texts/);
  });

  const ENDLESS = { Regex: '(a+)+b' };
  const split = { type: 'Split', pattern: ENDLESS, behavior: 'Isolated' };
  const deep = Array.from({ length: 20 }).reduce<object>(
    (inner) => ({ type: 'Sequence', pretokenizers: [inner] }),
    split,
  );
  for (const [name, steps] of [
    ['a pattern that normalizes texts', { normalizer: { type: 'Replace', pattern: ENDLESS, content: 'b' } }],
    ['a pattern deep in sequences', { pre_tokenizer: deep }],
  ] as const)
    it(`ends ${name} without an end, whoever has a text encoded, and says it in one line`, async () => {
      writeFileSync(path, bpe({}, steps));
      const encoding = await (await openVocabulary(path)).encoding();
      if (encoding.kind === 'unknown') throw new Error(encoding.why);
      expect(encoding.encode('b')).to.deep.equal([1]);
      const error = await rejected((async () => encoding.encode('a'.repeat(40)))());
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.match(/to encode a text takes more than 10 s; .*the pattern by which/);
    });

  it('keeps tokens of any name apart: those that objects have, too', async () => {
    const vocab = JSON.parse('{"__proto__": 0, "constructor": 1, "toString": 2, "a": 3}');
    writeFileSync(path, bpe({ vocab, merges: [] }));
    const vocabulary = await openVocabulary(path);
    expect([0, 1, 2, 3].map((id) => vocabulary.textOf(id))).to.deep.equal(Object.keys(vocab));
  });
});
