/** Texts that are encoded in parts have the tokens that they have as a whole. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { cutText } from '../../../vocabulary/counting/cut.js';
import { openVocabulary } from '../../../vocabulary/index.js';
import { QWEN_2 } from '../../../vocabulary/tokenizer/patterns.js';
import { folderWith } from '../../support/offscript.js';
import { articles, encoder, qwen3, rankFile, sentencePiece } from '../real.js';

/** What cuts, what nearly does, and what patterns look at. */
const ODD = [
  'a',
  'B',
  'é',
  'e\u0301',
  'ß',
  'ſ',
  '字',
  'か',
  'ที่',
  '1',
  '२',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\u0085',
  '\ufeff',
  "'",
  '’',
  "'s",
  "'ll",
  '.',
  ',',
  '、',
  '。',
  '」',
  '(',
  ':',
  '/',
  '-',
  '_',
  '😀',
  '\ud800',
  '\u0338',
];

const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  cutText(text, (part) => parts.push(part));
  return parts;
};

describe('a text that is cut behind letters', () => {
  const folder = folderWith({});
  after(() => folder.remove());

  const rank = (name: string): string => {
    const path = join(folder.path, `${name}.tiktoken`);
    writeFileSync(path, rankFile(encoder(name).bpe_ranks));
    return path;
  };

  for (const [name, path, separable] of [
    ['r50k_base', () => rank('r50k_base'), false],
    ['cl100k_base', () => rank('cl100k_base'), false],
    ['o200k_base', () => rank('o200k_base'), false],
    ['Qwen3', () => qwen3, false],
  ] as const)
    it(`has in its parts the tokens of the whole: ${name}`, async () => {
      const encoding = await (await openVocabulary(path())).encoding();
      if (encoding.kind !== 'known') throw new Error('no encoding');
      // What goes by ranks keeps its pieces itself.
      expect(encoding.separable).to.equal(separable);
      const { encode } = encoding;
      let parts = 0;
      const check = (text: string): void => {
        const cut = partsOf(text);
        parts += cut.length;
        expect(cut.join('')).to.equal(text);
        expect(
          cut.flatMap((part) => [...encode(part)]),
          JSON.stringify(text),
        ).to.deep.equal([...encode(text)]);
      };
      for (const article of articles()) check(article);
      expect(parts).to.be.above(5000);
      const odd = fc.array(fc.constantFrom(...ODD), { maxLength: 12 }).map((all) => all.join(''));
      fc.assert(fc.property(odd, check), { numRuns: 3000 });
    });

  it('is one of a tokenizer that says so: not where a space is put before a text, nor by a pattern that is not known', async () => {
    const prefixed = await (await openVocabulary(sentencePiece)).encoding();
    const own = await (await openVocabulary(rank('r50k_base'), { pattern: '(?s).+' })).encoding();
    const json = async (...steps: readonly object[]) => {
      const path = join(folder.path, 'steps.json');
      const pre_tokenizer = { type: 'Sequence', pretokenizers: steps };
      writeFileSync(
        path,
        JSON.stringify({ pre_tokenizer, model: { type: 'BPE', vocab: { a: 0 }, merges: [] } }),
      );
      const encoding = await (await openVocabulary(path)).encoding();
      return encoding.kind === 'known' && encoding.separable;
    };
    const bytes = { type: 'ByteLevel', add_prefix_space: false, use_regex: false };
    const known = { type: 'Split', pattern: { Regex: QWEN_2 }, behavior: 'Isolated' };
    const spaces = { type: 'Split', pattern: { Regex: ' ' }, behavior: 'MergedWithPrevious' };
    expect([
      await json(known, bytes),
      await json({ ...known, behavior: 'Removed', invert: true }, bytes),
      await json({ ...bytes, use_regex: true }),
    ]).to.deep.equal([true, true, true]);
    // What goes before a pattern may cut a text otherwise than its parts; behind the alphabet of bytes a space is a letter.
    expect([
      await json(spaces, known, bytes),
      await json(bytes, known),
      await json({ ...known, behavior: 'MergedWithNext' }, bytes),
      await json(bytes),
    ]).to.deep.equal([false, false, false, false]);
    expect([prefixed, own].map((one) => one.kind === 'known' && one.separable)).to.deep.equal([false, false]);
  });
});
