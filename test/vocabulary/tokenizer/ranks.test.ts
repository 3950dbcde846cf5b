/** Rank files: those of OpenAI, written out of the package that has their ranks. */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Tiktoken } from 'tiktoken/lite';
import { openVocabulary, scanVocabulary } from '../../../vocabulary/index.js';
import { rulesOf } from '../../../vocabulary/tokenizer/pieces/index.js';
import { knownRanks } from '../../../vocabulary/tokenizer/ranks/index.js';
import { folderWith } from '../../support/offscript.js';
import { articles, encoder, rankFile } from '../real.js';

const WORDS = `${Buffer.from('ab').toString('base64')} 256\n${Buffer.from('abc').toString('base64')} 257\n`;
const bytes = Array.from({ length: 256 }, (_, byte) => `${Buffer.of(byte).toString('base64')} ${byte}\n`);

describe('rank files', () => {
  const folder = folderWith({});
  const write = (name: string, text: string): string => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };
  after(() => folder.remove());

  for (const { name, sha256, pattern } of knownRanks)
    it(`knows ${name} by its hash, and splits texts as tiktoken’s own pattern does`, async () => {
      const { pat_str, bpe_ranks } = encoder(name);
      const text = rankFile(bpe_ranks);
      expect(createHash('sha256').update(text).digest('hex')).to.equal(sha256);
      const path = write(`${name}.tiktoken`, text);
      const known = await (await openVocabulary(path)).encoding();
      // In brackets it is a pattern that is not known, and given to tiktoken.
      const given = await (await openVocabulary(path, { pattern: `(?:${pat_str})` })).encoding();
      if (known.kind !== 'known' || given.kind !== 'known') throw new Error('no encoding');
      for (const article of articles()) expect(known.encode(article)).to.deep.equal(given.encode(article));
      expect(rulesOf(pattern)).to.not.equal(undefined);
    });

  it('finds what tiktoken finds in o200k_base: 199,998 entries, 12 unreachable, 1,562 partial', async () => {
    const path = write('o200k.tiktoken', rankFile(encoder('o200k_base').bpe_ranks));
    const vocabulary = await openVocabulary(path);
    const { unreachable, partial, special, holes, classes } = await scanVocabulary(vocabulary);
    expect({ entries: vocabulary.entries, unreachable, partial, special, holes }).to.deep.equal({
      entries: 199_998,
      unreachable: 12,
      partial: 1562,
      special: 0,
      holes: 0,
    });
    // By tiktoken 0.14 in Python.
    const ids = classes.flatMap((one) => one.unreachable ?? []).sort((a, b) => a - b);
    expect(ids).to.deep.equal([
      3413, 3914, 24091, 48235, 63100, 65447, 99494, 125141, 147008, 175653, 182292, 193819,
    ]);
    const single = Array.from({ length: vocabulary.size }, (_, id) => id).filter(
      (id) => vocabulary.kindOf(id) === 'partial' && vocabulary.bytesOf(id).length === 1,
    );
    expect(single).to.have.length(128);
  });

  for (const [what, piece] of [
    ['a letter', 'a'],
    ['a character', '国'],
    ['a family', '👨‍👩‍👧'],
    ['a letter beyond the first plane', '𠮷'],
    ['marks', 'e\u0301\u0300'],
    ['signs', '-=#'],
    ['spaces', ' '],
    ['line breaks', '\r\n'],
    ['digits', '7'],
    ['signs and byte order marks', '-\ufeff'],
  ] as const)
    it(`takes time by the length of a text that is ${what} again and again, and loses nothing`, async () => {
      for (const pattern of [undefined, `(?:${encoder('o200k_base').pat_str})`]) {
        const vocabulary = await openVocabulary(join(folder.path, 'o200k.tiktoken'), { pattern });
        const encoding = await vocabulary.encoding();
        if (encoding.kind !== 'known') throw new Error('no encoding');
        const text = `${'Ein Satz, der davor steht. '.repeat(50)}${piece.repeat(200_000 / piece.length)}`;
        const ids = encoding.encode(text);
        expect(Buffer.concat(ids.map((id) => vocabulary.bytesOf(id))).toString()).to.equal(text);
      }
    }).timeout(60_000);

  for (const name of ['r50k_base', 'cl100k_base', 'o200k_base'])
    it(`cuts long words for tiktoken where a few tokens are others at the most, and no others: ${name}`, async () => {
      const { pat_str, bpe_ranks } = encoder(name);
      const own = new Tiktoken(bpe_ranks, {}, pat_str);
      const path = join(folder.path, `${name}.tiktoken`);
      const encoding = await (await openVocabulary(path, { pattern: `(?:${pat_str})` })).encoding();
      if (encoding.kind !== 'known') throw new Error('no encoding');
      const text = articles().join(' ');
      expect(text.length).to.be.above(2048);
      expect(encoding.encode(text)).to.deep.equal([...own.encode_ordinary(text)]);
      const digits = Array.from({ length: 4000 }, (_, i) => ((i * i) % 997) % 10).join('');
      const letters = articles()
        .filter((_, i) => i % 16 === 0)
        .join('')
        .replace(/\P{L}/gu, '');
      for (const long of [digits, letters, '-=#+'.repeat(1000)]) {
        const counts = new Map<number, number>();
        for (const id of own.encode_ordinary(long)) counts.set(id, (counts.get(id) ?? 0) + 1);
        for (const id of encoding.encode(long)) counts.set(id, (counts.get(id) ?? 0) - 1);
        const others = [...counts.values()].reduce((sum, one) => sum + Math.abs(one), 0);
        expect(others / (long.length / 1000), long.slice(0, 20)).to.be.below(4);
      }
      own.free();
    });

  it('keeps a token’s byte order mark, and reaches it', async () => {
    const vocabulary = await openVocabulary(join(folder.path, 'o200k.tiktoken'));
    const { encode } = (await vocabulary.encoding()) as { encode: (text: string) => readonly number[] };
    const marked = Array.from({ length: vocabulary.size }, (_, id) => id).filter((id) =>
      vocabulary.textOf(id)?.startsWith('\ufeff'),
    );
    expect(marked.length).to.be.above(5);
    for (const id of marked) expect(encode(vocabulary.textOf(id) ?? '')).to.deep.equal([id]);
    // Within a text, too, where the token is made by merges.
    expect(
      encode('x = 1;\n\ufeffusing')
        .map((id) => vocabulary.textOf(id))
        .join(''),
    ).to.equal('x = 1;\n\ufeffusing');
  });

  it('takes another tokenizer’s pattern, and says without it why nothing is known of what is reachable', async () => {
    const path = write('own.tiktoken', `${bytes.join('')}${WORDS}`);
    const vocabulary = await openVocabulary(path);
    const { unreachable, unknown } = await scanVocabulary(vocabulary);
    expect(unreachable).to.equal(null);
    expect(unknown?.todo).to.match(/--pattern/);
    const split = await scanVocabulary(await openVocabulary(path, { pattern: 'ab|.' }));
    // What the pattern does not find, a line feed, is encoded to nothing.
    expect(split.classes.flatMap((one) => one.unreachable)).to.have.members([10, 257]);
    const whole = await scanVocabulary(await openVocabulary(path, { pattern: '(?s).+' }));
    expect(whole.unreachable).to.equal(0);
  });

  it('leaves ids without a token out of what it counts, but for padding', async () => {
    const path = write('holes.tiktoken', `${bytes.join('')}${Buffer.from('ab').toString('base64')} 300\n`);
    const vocabulary = await openVocabulary(path, { pattern: '.' });
    const { holes, classes } = await scanVocabulary(vocabulary);
    expect([vocabulary.entries, vocabulary.size, holes]).to.deep.equal([257, 301, 44]);
    expect(classes.find((one) => one.class === 'padding')?.tokens).to.equal(44);
    expect(vocabulary.kindOf(299)).to.equal('padding');
    expect(vocabulary.kindOf(1e6)).to.equal('padding');
  });
});
