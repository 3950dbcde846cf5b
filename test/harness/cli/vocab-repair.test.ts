/** `offscript vocab repair`, as a user runs it. */

import { existsSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { sentencePiece } from '../../vocabulary/real.js';

const offscript = warmOffscript();

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';
const row = (id: string, text: string) => ({
  id,
  model: 'm',
  language: 'ja',
  text,
  prompt: '昨日は何をしましたか。',
});

const jsonl = (rows: readonly object[]): string => rows.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('offscript vocab repair', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith({
      'ids.txt': '300\n400\n500\n4\n259\n',
      'big.txt': '99999\n',
      'none.txt': '# none\n',
      'drift.json': JSON.stringify({
        tokens: 9,
        changed: [
          { id: 300, cosine: 0.2 },
          { id: 400, cosine: 0.99 },
        ],
      }),
      'log.jsonl': jsonl([
        row('p', SLIP),
        row('p', CLEAN),
        { ...row('q', SLIP), prompt: '今日は何をしますか。' },
      ]),
    });
  });
  after(() => folder.remove());
  const path = (name: string): string => join(folder.path, name);
  const repair = (...words: readonly string[]) =>
    offscript(folder.path, ['vocab', 'repair', sentencePiece, ...words]);
  const lines = (name: string): Record<string, never>[] =>
    readFileSync(path(name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('writes conversations and their ids, and says what is in them', async () => {
    const words = ['--only', 'ids.txt', '-k', '4', '-o', 'r.jsonl', '--ids', 'r.ids'];
    const { code, stdout, stderr } = await repair(...words);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^4 conversations; 4 of 4 tokens \(100\.0%\) a target at least 4 times; /m);
    expect(stdout).to.match(/^encoded to other tokens, .* 1 +"\\u0001"$/m);
    expect(lines('r.jsonl')).to.have.length(4);
    expect(lines('r.ids').map((one) => Object.keys(one))).to.deep.equal(Array(4).fill(['prompt', 'ids']));
  });

  it('says it as JSON, CSV and a page too', async () => {
    const words = ['--only', 'ids.txt', '-k', '2', '-o', 'f.jsonl'];
    const json = JSON.parse((await repair(...words, '--format', 'json')).stdout);
    expect(json).to.include({
      schema: 1,
      least: 2,
      conversations: 2,
      copies: 2,
      wanted: 5,
      covered: 4,
      short: 0,
    });
    expect(json.tokens_per_covered).to.equal(json.tokens.answers / 4);
    expect(json.never).to.deep.equal({ special: 0, unused: 0, added: 0, partial: 0, unreachable: 1 });
    expect(json.never_tokens).to.deep.equal([
      { id: 4, text: '\x01', bytes: '01', class: 'byte', reason: 'unreachable' },
    ]);
    expect(json.files).to.have.length(1);
    const rows = parse((await repair(...words, '--format', 'csv')).stdout, { columns: true }) as {
      id: string;
      targets: string;
      state: string;
    }[];
    expect(rows.map(({ id, state }) => `${id} ${state}`)).to.deep.equal([
      '4 unreachable',
      '259 covered',
      '300 covered',
      '400 covered',
      '500 covered',
    ]);
    const page = await repair(...words, '--format', 'html', '--summary', 'page.html');
    expect(page.stdout).to.equal('page.html\n');
    expect(readFileSync(path('page.html'), 'utf8')).to.match(/<h1>Repair data by .*Never written/s);
  });

  it('is of the tokens under a cosine', async () => {
    const words = ['--only', 'drift.json', '--under', '0.5', '-k', '1', '-o', 'd.jsonl', '--format', 'json'];
    expect(JSON.parse((await repair(...words)).stdout)).to.include({ wanted: 1, covered: 1 });
  });

  it('makes pairs of a run: a slip is rejected, a clean answer to the same prompt chosen', async () => {
    expect((await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run'])).code).to.equal(0);
    const { code, stdout } = await repair('--dpo', 'run', '-o', 'pairs.jsonl');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^1 pair of 2 slips \(50\.0%\) in 3 answers, in pairs\.jsonl$/m);
    const [pair, ...others] = lines('pairs.jsonl');
    expect(others).to.deep.equal([]);
    expect(pair).to.deep.include({
      prompt: [{ role: 'user', content: '昨日は何をしましたか。' }],
      chosen: [{ role: 'assistant', content: CLEAN }],
      rejected: [{ role: 'assistant', content: SLIP }],
    });
    const json = JSON.parse((await repair('--dpo', 'run', '-o', 'pairs.jsonl', '--format', 'json')).stdout);
    expect(json).to.include({ answers: 3, slips: 2, pairs: 1, alone: 1, unasked: 0 });
  });

  it('chooses no answer that says one thing for ever', async () => {
    writeFileSync(path('loops.jsonl'), jsonl([row('p', SLIP), row('p', CLEAN.repeat(100))]));
    expect((await offscript(folder.path, ['score', 'loops.jsonl', '-o', 'loops'])).code).to.equal(0);
    const words = ['--dpo', 'loops', '-o', 'loops.pairs', '--format', 'json'];
    expect(JSON.parse((await repair(...words)).stdout)).to.include({ slips: 1, pairs: 0, alone: 1 });
  });

  it('leaves what is no file as it is: ids and pairs are written to it, and nothing put in its place', async function () {
    if (process.platform === 'win32') this.skip();
    expect((await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run-2'])).code).to.equal(0);
    symlinkSync('/dev/null', path('nowhere'));
    for (const words of [
      ['--only', 'ids.txt', '-k', '1', '-o', 'n.jsonl', '--ids', 'nowhere'],
      ['--dpo', 'run-2', '-o', 'nowhere'],
    ])
      expect((await repair(...words)).code).to.equal(0);
    expect(readlinkSync(path('nowhere'))).to.equal('/dev/null');
    expect(statSync('/dev/null').isCharacterDevice()).to.equal(true);
  });

  it('lists the tokens that languages do not write', async () => {
    const { code, stdout } = await repair('--bias', 'ja,ko', '-o', 'bias.json');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Japanese +[\d,]+ +\d+ /m);
    const { languages } = JSON.parse(readFileSync(path('bias.json'), 'utf8'));
    expect(Object.keys(languages)).to.deep.equal(['ja', 'ko']);
    expect(languages.ko.ids.length).to.be.above(languages.ja.ids.length);
    expect(languages.ja.pieces).to.include(3 + 0xd0);
  });

  const BAD: readonly (readonly [name: string, words: readonly string[], said: RegExp])[] = [
    ['a device', ['-o', '/dev/null'], /is read again.*name a file with -o/],
    ['a file that names none', ['-o', 'x', '--only', 'none.txt'], /none\.txt: it names none/],
    ['a file that is not there', ['-o', 'x', '--only', 'nope'], /nope: no such file/],
    ['ids of another vocabulary', ['-o', 'x', '--only', 'big.txt'], /the vocabulary has no token 99999/],
    ['a cosine without a file', ['-o', 'x', '--under', '0.9'], /--under: it says nothing without --only/],
    ['a cosine that is none', ['-o', 'x', '--only', 'ids.txt', '--under', '2'], /"2" is no cosine/],
    [
      'a language without instructions',
      ['-o', 'x', '--languages', 'en,tlh'],
      /"tlh" is no language of instr/,
    ],
    ['a language without a policy', ['-o', 'x', '--bias', 'tlh'], /no policy for "tlh"/],
    ['no language', ['-o', 'x', '--bias', ','], /--bias: no language is named/],
    ['two things at once', ['-o', 'x', '--bias', 'ja', '--dpo', 'run'], /one after the other/],
    ['ids of pairs', ['-o', 'x', '--ids', 'y', '--dpo', 'run'], /--ids: it says nothing beside --dpo/],
    ['a run that is none', ['-o', 'x', '--dpo', 'nope'], /nope: no run folder/],
    ['one file for two things', ['-o', 'x', '--ids', './x'], /-o and --ids are one file/],
    ['the tokenizer as a file to write', ['-o', sentencePiece], /-o and the tokenizer are one file/],
    [
      'lists in place of the tokenizer',
      ['-o', sentencePiece, '--bias', 'ja'],
      /-o and the tokenizer are one/,
    ],
    ['the ids as a file to write', ['-o', 'ids.txt', '--only', 'ids.txt'], /-o and --only are one file/],
    ['a run as a file to write', ['-o', 'run/samples.jsonl', '--dpo', 'run'], /-o and the run are one file/],
    ['pairs on standard output', ['-o', '-', '--dpo', 'run'], /said on standard output; name a file with -o/],
    ['lists on standard output', ['-o', '-', '--bias', 'ja'], /said on standard output; name a file with -o/],
    [
      'ids in no folder',
      ['-o', 'made.jsonl', '--ids', 'no/x', '--only', 'ids.txt'],
      /cannot write the ids \(ENOENT\)/,
    ],
    ['no times', ['-o', 'x', '-k', '0'], /no whole number of at least 1/],
    [
      'a folder that is not there',
      ['-o', 'no/x', '--only', 'ids.txt'],
      /cannot write the conversations \(ENOENT\)/,
    ],
  ];
  for (const [name, words, said] of BAD)
    it(`refuses in a line: ${name}`, async () => {
      const { code, stderr } = await repair(...words);
      expect(code).to.equal(2);
      expect(stderr.trimEnd().split('\n')).to.have.length(1);
      expect(stderr).to.match(said);
      expect(existsSync(path('x'))).to.equal(false);
    });
});
