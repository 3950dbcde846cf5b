import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { onTerminal } from '../../support/terminal.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

/** Sets the clipboard and the title, clears the screen, rings, turns text around, goes back, by C0 and by C1; no slash, for names of files. */
const HOSTILE =
  '\u001b]52;c;aGFja2Vk\u0007\u001b]0;x\u0007\u001b[2J\u001b[31m\u009b2J\u0090q\u009c\u0085\u202e\u2066\u061c\b\rX\u007f';

/** Colours and weights, which a report has on a terminal, and the ends of lines as a terminal gets them. */
const OWN = /\u001b\[[\d;]*m|\r?\r\n/g;

/** What a terminal obeys. */
const OBEYED = /[[\p{Cc}\p{Bidi_Control}]--[\n\t]]/v;

const ROWS = ['値段を посмотреть しましょう。', `${HOSTILE}値段を душа です。${HOSTILE}`].map((text, i) => ({
  model: `m${HOSTILE}`,
  language: 'ja',
  prompt: `q${i}${HOSTILE}`,
  text,
  id: `i${i}${HOSTILE}`,
}));
const JSONL = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');
const BAD_LINE = `{"model":"m","language":"ja","text":5,"id":"${'x'}"}\n`;

const FILES = {
  [`t${HOSTILE}.txt`]: `値段を посмотреть${HOSTILE} душа`,
  'd.jsonl': JSONL,
  [`r${HOSTILE}.jsonl`]: JSONL + BAD_LINE,
  [`p${HOSTILE}.jsonl`]: `{"id":"a","language":"ja","text":"質問"}\n{"id":"a","language":"ja","text":"質問${'\\u001b[2J'}"}\nno\u001b[2J\n`,
};

describe('a terminal', () => {
  let folder: ReturnType<typeof folderWith>;
  let url = '';
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isOdd = request.headers['x-odd'] !== undefined;
      response.writeHead(isOdd ? 401 : 200, { 'content-type': 'application/json' });
      const choice = { finish_reason: HOSTILE, message: { content: `日本語 посмотреть ${HOSTILE}` } };
      const answer = { model: HOSTILE, system_fingerprint: `fp${HOSTILE}`, choices: [choice] };
      response.end(JSON.stringify(isOdd ? { error: { message: `no ${HOSTILE}`, code: HOSTILE } } : answer));
    });
  });
  before(async function () {
    this.timeout(120_000);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const suite = (headers: object): string =>
      JSON.stringify({
        targets: [{ id: 'a', base_url: url, model: `m${HOSTILE}`, retries: 0, headers }],
        prompts: [{ language: 'ja', sample: 2 }],
      });
    folder = folderWith({ ...FILES, 's.yaml': suite({}), 'odd.yaml': suite({ 'x-odd': '1' }) });
    const made = await offscript(folder.path, ['run', 's.yaml', '-o', 'run', '--quiet']);
    expect(made.code, made.stderr).to.equal(0);
    const scored = await offscript(folder.path, ['score', 'd.jsonl', '-o', 'scored']);
    expect(scored.code, scored.stderr).to.equal(0);
  });
  after((done) => {
    folder.remove();
    server.close(done);
    server.closeAllConnections();
  });

  const strict: readonly (readonly [string, readonly string[], number])[] = [
    ['a report as CSV', ['report', 'run', 'scored', '--format', 'csv'], 0],
    ['a report as Markdown', ['report', 'run', 'scored', '--format', 'md'], 0],
    ['a report as JSON', ['report', 'run', 'scored', '--format', 'json'], 0],
    ['the name of a page', ['report', 'run', '-o', `page${HOSTILE}.html`], 0],
    ['the name of a text', ['detect', '--language', 'ja', '--explain', `t${HOSTILE}.txt`], 1],
    ['findings as JSON', ['detect', '--jsonl', '--explain', 'd.jsonl'], 1],
    ['the name of a log, and of the folder after it', ['score', `r${HOSTILE}.jsonl`], 3],
    ['the name of a folder', ['merge', 'scored', '-o', `merged${HOSTILE}`], 0],
    ['problems of prompts', ['prompts', 'check', `p${HOSTILE}.jsonl`], 1],
    ['problems of prompts as JSON', ['prompts', 'check', '--json', `p${HOSTILE}.jsonl`], 1],
    ['the name of a pack', ['prompts', 'list', `x${HOSTILE}`], 2],
    ['an id', ['prompts', 'show', `x${HOSTILE}`], 2],
    ['a language', ['languages', `x${HOSTILE}`], 2],
    ['an answer to a check', ['check', 's.yaml'], 0],
    ['an error of a check', ['check', 'odd.yaml'], 3],
    ['an error of a check as JSON', ['check', 'odd.yaml', '--json'], 3],
    ['an error of a run', ['run', 'odd.yaml', '-o', `odd${HOSTILE}`, '--quiet'], 3],
    ['a run as JSON', ['run', 's.yaml', '-o', `json${HOSTILE}`, '--json'], 0],
    ['a plan', ['run', 's.yaml', '-o', `plan${HOSTILE}`, '--dry-run'], 0],
    ['a plan as JSON', ['run', 's.yaml', '-o', `plan${HOSTILE}`, '--dry-run', '--json'], 0],
    ['a batch', ['run', 's.yaml', '--batch-out', `b${HOSTILE}.jsonl`], 0],
    ['a stack', ['--debug', 'report', `none${HOSTILE}`], 2],
    ['an unknown command', [`x${HOSTILE}`], 2],
    ['an unknown option', ['report', `--x${HOSTILE}`], 2],
    ['a choice that there is not', ['report', 'run', '--format', HOSTILE], 2],
    ['a number that is none', ['run', 's.yaml', '--limit', HOSTILE], 2],
  ];
  for (const [what, words, code] of strict)
    it(`is shown what it would obey: ${what}`, async function () {
      this.timeout(60_000);
      const result = await onTerminal(this, folder.path, words);
      const shown = result.shown.replaceAll(OWN, '\n');
      expect(OBEYED.exec(shown)?.[0], JSON.stringify(shown)).to.equal(undefined);
      expect(result.shown).not.to.contain('\u001b[31mX').and.not.to.contain('\u001b[2J');
      expect(result.code, result.shown).to.equal(code);
    });

  it('is shown it beside the bars of a run, and in the table behind them', async function () {
    this.timeout(60_000);
    for (const suite of ['s.yaml', 'odd.yaml']) {
      const { shown } = await onTerminal(this, folder.path, ['run', suite, '-o', `bars-${suite}${HOSTILE}`]);
      expect(shown).not.to.match(/\u001b\]|\u001b\[2J|[\u0007\u0080-\u009f\u202e\u2066\u061c\b\u007f]/);
      expect(shown.length).to.be.above(100);
    }
  });

  it('is shown bytes that a pipe gets as they are', async function () {
    this.timeout(60_000);
    const words = ['report', 'run', '--format', 'csv'];
    const { stdout } = await offscript(folder.path, words);
    expect(stdout).to.contain(HOSTILE.slice(0, 20));
    const { shown } = await onTerminal(this, folder.path, words);
    expect(shown).to.contain('\\u001b]52;c;aGFja2Vk\\u0007');
    const { stdout: place } = await offscript(folder.path, ['merge', 'scored', '-o', `m\u001b[2J`]);
    expect(place).to.equal('m\u001b[2J\n');
  });

  it('gets what commands say by one door', () => {
    const folderOf = join(root, 'harness/cli');
    const writers = readdirSync(folderOf, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.ts') &&
        /(?:stdout|stderr)\.write|console\./.test(readFileSync(join(folderOf, path), 'utf8')),
    );
    expect(writers).to.deep.equal(['terminal/write.ts']);
  });
});
