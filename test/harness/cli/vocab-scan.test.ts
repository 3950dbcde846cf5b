/** `offscript vocab scan`, as a user runs it. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

/** Tokens in which there is everything: markup, formulas, hidden characters, a piece of a character, a special one, one without a merge. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz<>/="\'+;()1Ġä¸'.split('');
const WORDS = ['<b', '=1', '+1', 'ab', 'ä¸', 'no'];
const MERGES = ['< b', '= 1', '+ 1', 'a b', 'ä ¸'];
const HOSTILE = '<script>alert(1)</script>\u001b[31m\u202e';

const TOKENIZER = JSON.stringify({
  added_tokens: [
    { id: 100, content: HOSTILE, special: true },
    { id: 101, content: '<|reserved_7|>', special: true },
  ],
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...ALPHABET, ...WORDS].map((token, id) => [token, id])),
    merges: MERGES,
  },
});

const ENTRIES = ALPHABET.length + WORDS.length;
const NO = ENTRIES - 1;

describe('offscript vocab scan', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith({ 'tokenizer.json': TOKENIZER });
  });
  after(() => folder.remove());

  const scan = (...words: readonly string[]) =>
    offscript(folder.path, ['vocab', 'scan', 'tokenizer.json', ...words]);

  it('prints a table of classes, and which tokens are unreachable', async () => {
    const { code, stdout, stderr } = await scan();
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^Vocabulary of tokenizer\.json\n/);
    expect(stdout).to.include(
      `${ENTRIES} entries and 2 added, 1 unreachable, 3 pieces of characters, 1 special, 1 kept for later, ${100 - ENTRIES} ids without a token`,
    );
    expect(stdout).to.match(/^Latin +29 +1 /m);
    expect(stdout).to.match(/^Latin +1 +"no"$/m);
  });

  it('writes JSON: counts, and by class what is unreachable and rare', async () => {
    const { code, stdout } = await scan('--format', 'json');
    expect(code).to.equal(0);
    const found = JSON.parse(stdout);
    expect(found).to.deep.include({
      entries: ENTRIES,
      added: 2,
      ids: 102,
      unreachable: 1,
      partial: 3,
      special: 1,
      unused: 1,
      padding: 100 - ENTRIES,
    });
    const latin = found.classes.find((one: { class: string }) => one.class === 'Latn');
    expect(latin).to.deep.include({
      name: 'Latin',
      tokens: 29,
      unreachable: 1,
      unreachable_ids: [NO],
      unreachable_examples: [{ id: NO, text: 'no' }],
    });
    const tokens = found.classes.reduce((sum: number, one: { tokens: number }) => sum + one.tokens, 0);
    expect(tokens).to.equal(found.ids);
    expect(found.tokenizer).to.deep.include({
      path: 'tokenizer.json',
      format: 'tokenizer.json',
      model: 'bpe',
    });
    expect(found.tokenizer.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('writes CSV: a row a token, that no spreadsheet runs and no terminal obeys', async () => {
    const { stdout } = await scan('--format', 'csv');
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows).to.have.length(102);
    const row = (id: number) => rows.find((one) => one.id === String(id));
    expect(row(NO)).to.deep.include({
      bytes: '6e6f',
      text: 'no',
      kind: 'text',
      class: 'Latn',
      unreachable: 'true',
    });
    expect(row(ALPHABET.length + 1)).to.deep.include({
      bytes: '3d31',
      text: "'=1",
      unreachable: 'false',
      order: '1',
    });
    expect(row(ALPHABET.length + 4)).to.deep.include({
      bytes: 'e4b8',
      text: '',
      kind: 'partial',
      class: 'partial',
    });
    expect(row(100)?.text).to.equal('<script>alert(1)</script>\\u{1B}[31m\\u{202E}');
    expect(row(99)).to.deep.include({ bytes: '', kind: 'padding', class: 'padding' });
  });

  it('writes a page to a file, where every token is text', async () => {
    const { code, stdout } = await scan('--format', 'html', '-o', 'page.html');
    expect([code, stdout]).to.deep.equal([0, 'page.html\n']);
    const page = readFileSync(join(folder.path, 'page.html'), 'utf8');
    expect(page)
      .to.match(/^<!doctype html>/)
      .and.to.include("default-src 'none'");
    expect(page).to.include('<bdi class="code">&quot;no&quot;</bdi>');
    expect(page).to.not.match(/<script|\u001b|\u202e/);
  });

  it('shows as many tokens of a class as asked for', async () => {
    const { stdout } = await scan('--examples', '0');
    expect(stdout).to.not.include('"no"');
  });

  it('shows a name of a file as text, too', async () => {
    const name = '<b>\u202e&.json';
    writeFileSync(join(folder.path, name), TOKENIZER);
    const { stdout } = await offscript(folder.path, ['vocab', 'scan', name, '--format', 'html']);
    expect(stdout).to.include('&lt;b&gt;\\u{202E}&amp;.json').and.not.include('<b>');
  });

  for (const [what, words, said] of [
    [
      'a file that is not there',
      ['none.json'],
      /^offscript: none\.json: no such file; name a tokenizer\.json/,
    ],
    ['no file', [], /missing required argument 'tokenizer'/],
    ['a format that there is not', ['tokenizer.json', '--format', 'xml'], /xml.*table, json, csv, html/],
    ['a number of examples that is none', ['tokenizer.json', '--examples', '-1'], /--examples/],
    [
      'a place that cannot be written to',
      ['tokenizer.json', '-o', 'no/such/folder.txt'],
      /cannot write the file/,
    ],
  ] as const)
    it(`exits with 2 and one line for ${what}`, async () => {
      const { code, stderr } = await offscript(folder.path, ['vocab', 'scan', ...words]);
      expect(code).to.equal(2);
      expect(stderr).to.match(said);
      expect(
        stderr
          .trimEnd()
          .split('\n')
          .filter((line) => !line.startsWith('(') && line !== ''),
      ).to.have.length(1);
    });
});
