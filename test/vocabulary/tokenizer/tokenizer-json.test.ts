/** tokenizer.json: real ones of both kinds of BPE, and a Unigram of real words. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openVocabulary, type Scan, scanVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { articles, qwen3, sentencePiece } from '../real.js';

const textsOf = (vocabulary: Vocabulary, ids: readonly number[]): (string | null)[] =>
  ids.map((id) => vocabulary.textOf(id));

const classOf = ({ classes }: Scan, name: string) => classes.find((one) => one.class === name);

describe('a tokenizer.json in byte-level BPE: Qwen3', () => {
  let vocabulary: Vocabulary;
  let scan: Scan;
  before(async () => {
    vocabulary = await openVocabulary(qwen3);
    scan = await scanVocabulary(vocabulary);
  });

  it('has 151,643 entries and 26 added tokens, of which 14 are special', () => {
    expect([vocabulary.entries, vocabulary.added, vocabulary.size]).to.deep.equal([151_643, 26, 151_669]);
    expect(scan.special).to.equal(14);
    expect(vocabulary.kindOf(151_643)).to.equal('special');
    // Added, but text: <think>.
    expect([vocabulary.kindOf(151_667), vocabulary.textOf(151_667)]).to.deep.equal(['text', '<think>']);
  });

  it('has 1,909 unreachable tokens, as the library in Rust has it, most of them Thai', () => {
    expect([scan.unreachable, scan.partial]).to.deep.equal([1909, 1448]);
    const thai = classOf(scan, 'Thai');
    expect([thai?.tokens, thai?.unreachable?.length]).to.deep.equal([2566, 1578]);
    expect(textsOf(vocabulary, thai?.unreachable ?? [])).to.include('ที่');
  });

  it('cuts real texts in eight languages so that the bytes of the tokens are those of the text', async () => {
    const encoding = await vocabulary.encoding();
    if (encoding.kind !== 'known') throw new Error('no encoding');
    for (const article of articles()) {
      const bytes = encoding.encode(article).map((id) => Buffer.from(vocabulary.bytesOf(id)));
      expect(Buffer.concat(bytes).toString()).to.equal(article.normalize('NFC'));
    }
  });

  it('knows in which order tokens were learnt: by their merges', () => {
    const order = (text: string): number | null =>
      vocabulary.orderOf(vocabulary.idOf(Buffer.from(text)) ?? -1);
    expect(order('  ')).to.equal(0);
    expect(order('a')).to.equal(null);
    expect(order(' the')).to.be.below(order(' Ministerium') ?? 1e9);
  });
});

describe('a tokenizer.json in BPE with byte fallback', () => {
  let vocabulary: Vocabulary;
  let scan: Scan;
  before(async () => {
    vocabulary = await openVocabulary(sentencePiece);
    scan = await scanVocabulary(vocabulary);
  });

  it('has names of bytes as bytes, pieces of characters from 0x80 on, and a space for its sign', () => {
    const kinds = [3, 3 + 0x41, 3 + 0x7f, 3 + 0x80, 3 + 0xff].map((id) => [
      vocabulary.kindOf(id),
      Buffer.from(vocabulary.bytesOf(id)).toString('hex'),
    ]);
    expect(kinds).to.deep.equal([
      ['byte', '00'],
      ['byte', '41'],
      ['byte', '7f'],
      ['partial', '80'],
      ['partial', 'ff'],
    ]);
    expect(vocabulary.idOf(Buffer.from(' the'))).to.be.a('number');
    expect([scan.partial, scan.special]).to.deep.equal([128, 3]);
  });

  it('reaches words and their later parts, though a space is put before every text', () => {
    expect(scan.classes.flatMap((one) => (one.class === 'byte' ? [] : one.unreachable))).to.deep.equal([]);
    // Bytes that characters have a token of their own for; three controls have none.
    expect(classOf(scan, 'byte')?.unreachable).to.have.length(125);
  });

  it('finds the token of bytes, the text’s own before that of byte fallback', () => {
    const id = vocabulary.idOf(Buffer.from('A'));
    expect(id === undefined || vocabulary.kindOf(id)).to.equal('text');
    expect(vocabulary.idOf(Buffer.of(0xe4))).to.equal(3 + 0xe4);
    expect(vocabulary.idOf(Buffer.from('no such token'))).to.equal(undefined);
  });
});

/** A Unigram of the words of the declarations: pieces with the logarithm of their share, as SentencePiece trains them. */
function unigram(): unknown {
  const counts = new Map<string, number>();
  const count = (piece: string): void => void counts.set(piece, (counts.get(piece) ?? 0) + 1);
  for (const article of articles())
    for (const word of article.split(/\s+/)) {
      count(`▁${word}`);
      for (const character of `▁${word}`) count(character);
      for (let at = 2; at + 3 <= word.length; at += 3) count(word.slice(at, at + 3));
    }
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const pieces = [...counts].filter(([piece, n]) => n > 1 || [...piece].length === 1);
  return {
    added_tokens: [{ id: 0, content: '<unk>', special: true }],
    normalizer: null,
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: {
      type: 'Unigram',
      unk_id: 0,
      vocab: [['<unk>', 0], ...pieces.map(([piece, n]) => [piece, Math.log(n / all)])],
    },
  };
}

describe('a tokenizer.json in Unigram', () => {
  const folder = folderWith({ 'tokenizer.json': JSON.stringify(unigram()) });
  after(() => folder.remove());

  it('has the order of its scores, and reaches words by the likeliest way', async () => {
    const vocabulary = await openVocabulary(folder.path);
    expect(vocabulary.source.model).to.equal('unigram');
    const encoding = await vocabulary.encoding();
    if (encoding.kind !== 'known') throw new Error('no encoding');
    expect(textsOf(vocabulary, encoding.encode('Everyone has the right'))).to.deep.equal([
      ' Everyone',
      ' has',
      ' the',
      ' right',
    ]);
    const order = (text: string): number | null =>
      vocabulary.orderOf(vocabulary.idOf(Buffer.from(text)) ?? -1);
    expect(order(' the')).to.be.below(order(' Everyone') ?? -1);
    const scan = await scanVocabulary(vocabulary);
    expect(scan.special).to.equal(1);
    expect(scan.unreachable).to.be.below(vocabulary.entries / 10);
    expect(scan.rare).to.equal(Math.floor(scan.learnt / 10));
  });
});

describe('a tokenizer.json that the library cuts by otherwise than that in Rust', () => {
  const folder = folderWith({});
  after(() => folder.remove());

  async function encoderOf(document: unknown): Promise<(text: string) => readonly string[]> {
    const path = join(folder.path, 'tokenizer.json');
    writeFileSync(path, JSON.stringify(document));
    const vocabulary = await openVocabulary(path);
    const encoding = await vocabulary.encoding();
    if (encoding.kind !== 'known') throw new Error(encoding.why);
    return (text) =>
      encoding.encode(text).map((id) => Buffer.from(vocabulary.bytesOf(id)).toString('latin1'));
  }

  it('in byte-level BPE has the spaces of Unicode, of which U+FEFF is none and U+0085 is one', async () => {
    const letters = Array.from({ length: 0x143 - 0x21 }, (_, i) => String.fromCharCode(0x21 + i));
    const tokens = [...letters, "'s", 'ÂħÂħ', "ï»¿'"];
    const steps = (pre_tokenizer: object) => ({
      pre_tokenizer,
      decoder: { type: 'ByteLevel' },
      model: {
        type: 'BPE',
        vocab: Object.fromEntries([...tokens, 'Âħ', 'ï»', 'ï»¿'].map((token, id) => [token, id])),
        merges: ["' s", 'Â ħ', 'Âħ Âħ', 'ï »', 'ï» ¿', "ï»¿ '"],
      },
    });
    const own = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
    for (const pre_tokenizer of [own, { type: 'Sequence', pretokenizers: [own] }]) {
      const encode = await encoderOf(steps(pre_tokenizer));
      // By tokenizers 0.23: a byte order mark is a sign, before which none stands alone; a next line is a space, of which the last one goes with nothing.
      expect(encode("\ufeff's")).to.deep.equal(["\xef\xbb\xbf'", 's']);
      expect(encode('\u0085\u0085a')).to.deep.equal(['\xc2\x85', '\xc2\x85', 'a']);
      expect(encode("it's")).to.deep.equal(['i', 't', "'s"]);
    }
  });

  it('in Unigram with byte fallback has the bytes of what is no piece, where it has all of them', async () => {
    const names = Array.from(
      { length: 256 },
      (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`,
    );
    const document = (bytes: readonly string[]) => ({
      model: {
        type: 'Unigram',
        unk_id: 0,
        byte_fallback: true,
        vocab: [['<unk>', 0], ...bytes.map((name) => [name, -20]), ['a', -1], ['ab', -1.5]],
      },
    });
    expect((await encoderOf(document(names)))('ab語é a')).to.deep.equal([
      ...['ab', '\xe8', '\xaa', '\x9e', '\xc3', '\xa9', ' ', 'a'],
    ]);
    expect((await encoderOf(document(names.slice(0, 128))))('ab語a')).to.deep.equal(['ab', '<unk>', 'a']);
  });
});

describe('a tokenizer.json of any kind', () => {
  it('may have merges in the older form, as one text', async () => {
    const document = JSON.parse(readFileSync(sentencePiece, 'utf8')) as { model: { merges: unknown[] } };
    const isOld = typeof document.model.merges[0] === 'string';
    document.model.merges = document.model.merges.map((merge) =>
      isOld ? (merge as string).split(' ') : (merge as string[]).join(' '),
    );
    const folder = folderWith({ 'tokenizer.json': '' });
    const path = join(folder.path, 'tokenizer.json');
    writeFileSync(path, JSON.stringify(document));
    const [other, same] = [await openVocabulary(path), await openVocabulary(sentencePiece)];
    folder.remove();
    for (const id of [259, 278, 5000, 28_000]) expect(other.orderOf(id)).to.equal(same.orderOf(id));
    expect(same.orderOf(278)).to.be.a('number');
  });
});
