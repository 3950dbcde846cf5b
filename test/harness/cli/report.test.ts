import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('offscript report', () => {
  const loop = '値段を посмотреть しましょう。';
  const answer = loop.repeat(Math.ceil(1_000_000 / loop.length));
  let folder: ReturnType<typeof folderWith>;
  before(async () => {
    const line = (target: string, text: string) =>
      JSON.stringify({ target, language: 'ja', prompt: '値段は？', text });
    folder = folderWith({
      'looping.jsonl': line('a', answer),
      'two.jsonl': `${line('a', loop)}\n${line('b', '値段を調べましょう。')}\n`,
    });
    for (const name of ['looping', 'two'])
      await offscript(folder.path, ['score', `${name}.jsonl`, '-o', name]);
  });
  after(() => folder.remove());

  it('writes a small page in seconds, also of an answer that loops for a million characters', async () => {
    const before = Date.now();
    const { code, stderr } = await offscript(folder.path, ['report', 'looping']);
    // On a quiet machine under one second; what is quadratic takes minutes.
    expect(Date.now() - before).to.be.below(20_000);
    expect(code, stderr).to.equal(0);
    const path = join(folder.path, 'looping/report.html');
    expect(statSync(path).size).to.be.below(300_000);
    const page = readFileSync(path, 'utf8');
    expect(page.match(/<mark /g)).to.have.length(200);
    expect(page).to.match(
      /This is a part of the text, [\d,]+ of 1,000,0\d\d characters; the run has all of it\./,
    );
    expect(page).to.match(/Marked are the first 200 of 4\d,\d{3} findings\./);
  });

  it('says of a flagged answer that is not mixed what was found in it', async () => {
    const line = (id: string, text: string) => JSON.stringify({ id, target: 'a', language: 'es', text });
    const log = [
      line('marks', 'Esto está bien， y eso también。 Vamos a la playa mañana.'),
      line('code', 'Esto suma:\n\n```python\nx = 1  # сложение\n```\n'),
    ].join('\n');
    const own = folderWith({ 'log.jsonl': log });
    try {
      await offscript(own.path, ['score', 'log.jsonl', '-o', 'run']);
      await offscript(own.path, ['report', 'run']);
      const page = readFileSync(join(own.path, 'run/report.html'), 'utf8');
      const states = [
        ...page.matchAll(/prompt <bdi class="code">(\w+)<.*?<span class="state clean">([^<]+)</g),
      ];
      expect(states.map(([, id, state]) => `${id}: ${state}`).sort()).to.deep.equal([
        'code: mixed in code',
        'marks: foreign punctuation',
      ]);
    } finally {
      own.remove();
    }
  });

  it('writes every form to a file or to standard output', async () => {
    for (const [format, beginning] of [
      ['html', /^<!doctype html>/],
      ['json', /^\{\n {2}"schema": 1,/],
      ['md', /^## Language mixing\n/],
      ['csv', /^target,model,/],
      ['latex', /^\\documentclass/],
      ['html-table', /^<section class="offscript">/],
      ['junit', /^<\?xml version="1.0"/],
      ['sarif', /^\{\n {2}"\$schema": "https:\/\/docs.oasis-open.org/],
    ] as const) {
      const words = ['report', 'two', '--format', format, '--baseline', 'a', '-o'];
      const { code, stdout } = await offscript(folder.path, [...words, '-']);
      expect([code, beginning.test(stdout)], format).to.deep.equal([0, true]);
      const written = await offscript(folder.path, [...words, 'out']);
      expect(written.stdout).to.equal('out\n');
      expect(readFileSync(join(folder.path, 'out'), 'utf8')).to.match(beginning);
    }
  });

  it('writes as much as is asked for, and says which forms leave that choice', async () => {
    const text = async (...words: string[]): Promise<string> => {
      const { stdout, stderr } = await offscript(folder.path, ['report', 'two', '--baseline', 'a', ...words]);
      return stdout || stderr;
    };
    const headline = await text('--format', 'md', '--headline');
    expect(headline).to.match(/^\*\*a → b: script mixing /);
    expect(headline).not.to.include('|');
    const compact = await text('--format', 'md', '--compact');
    expect(compact).to.match(/^\| Language \| What \|.* n \| Unit \| Verdict \|\n/);
    expect(compact).to.match(/\| All languages \| Script mixing \|.*\| prompts \| ○ inconclusive \|\n/);
    expect(compact).to.match(/Method: .*; detector .*; imported \d{4}-\d\d-\d\d\.\n$/);
    const overall = await text('--format', 'html-table', '--compact', '--rows', 'overall');
    expect(overall).to.include('<td>All languages</td>').and.not.include('<td>Japanese</td>');
    expect(await text('--format', 'latex', '--compact', '--rows', 'ja'))
      .to.include('Japanese &')
      .and.not.include('All ');
    expect(await text('--format', 'latex', '--compact', '--rows', 'ja,eo')).to.equal(
      'offscript: --rows: there is no row of "eo"; the languages of this report are *, ja\n',
    );
    expect(await text('--format', 'md', '--headline', '--rows', 'ja')).to.match(
      /^error: option '--headline' cannot/,
    );
    expect(await text('--format', 'json', '--compact')).to.equal(
      'offscript: --compact: json is not written in part; choose one of these with --format: md, latex, html-table, csv\n',
    );
    const [head = '', ...rows] = (await text('--format', 'csv', '--compact')).trimEnd().split('\n');
    expect(head).to.match(/^target,model,/);
    expect(rows.length).to.be.above(1);
    for (const row of rows) expect(row).to.include(',script_mixing,');
    expect(await text('--format', 'md', '--rows', 'no such')).to.equal(
      'offscript: --rows: "no such" names no rows; write overall, languages, decided, or languages such as ja,zh-Hans\n',
    );
  });

  it('takes a series from a list, wherever --series stands, and without one from the order of the runs', async () => {
    const steps = async (...words: string[]): Promise<unknown> => {
      const { stdout, stderr, code } = await offscript(folder.path, ['report', '--format', 'json', ...words]);
      return code === 0 ? JSON.parse(stdout).series?.steps : stderr;
    };
    const line = (...of: unknown[]) => of.map((one) => (typeof one === 'string' ? { target: one } : one));
    expect(await steps('two')).to.equal(undefined);
    expect(await steps('two', '--series')).to.deep.equal(line('a', 'b'));
    expect(await steps('--series', 'two')).to.deep.equal(line('a', 'b'));
    expect(await steps('two', '--series', 'b,a')).to.deep.equal(line('b', 'a'));
    expect(await steps('--series=b,a', 'two')).to.deep.equal(line('b', 'a'));
    expect(await steps('two', '--series', ' b = 1e3, a=20')).to.deep.equal(
      line({ target: 'a', step: 20 }, { target: 'b', step: 1000 }),
    );
    const both = line('looping/a', 'b', 'two/a');
    expect(await steps('looping', 'two', '--series', 'looping/a,b,two/a')).to.deep.equal(both);
    const [first, second, third] = [line('looping/a', 'two/a', 'b'), 'looping', 'two'];
    expect(await steps('--series', second, third)).to.deep.equal(first);
    expect(await steps(second, '--series', third)).to.deep.equal(first);
    expect(await steps(third, '--series', second)).to.deep.equal(line('two/a', 'b', 'looping/a'));
  });

  it('says in a line what is wrong with a series', async () => {
    for (const [words, says] of [
      [['two', '--series', 'a,c'], 'offscript: there is no target "c"; the targets are a, b\n'],
      [['two', '--series', 'a,b,a'], 'offscript: the target "a" stands twice\n'],
      [
        ['two', '--series', 'a=1,b'],
        'offscript: some targets have a step and others have none: number all of them, or none\n',
      ],
      [
        ['two', '--series', ','],
        'offscript: --series: names no target; name them in order, the lowest step first: a,b,c\n',
      ],
    ] as const) {
      const { code, stderr } = await offscript(folder.path, ['report', ...words]);
      expect([code, stderr], words.join(' ')).to.deep.equal([2, says]);
    }
    for (const words of [[], ['--series']]) {
      const { code, stderr } = await offscript(folder.path, ['report', ...words]);
      expect(code).to.equal(2);
      expect(stderr).to.match(/^error: missing required argument 'runs'\n/);
    }
  });

  it('says in a line which forms there are, and what it cannot write', async () => {
    const unknown = await offscript(folder.path, ['report', 'two', '--format', 'pdf']);
    expect(unknown.code).to.equal(2);
    expect(unknown.stderr).to.include(
      'Allowed choices are html, json, md, latex, html-table, junit, sarif, csv.',
    );
    const refused = await offscript(folder.path, ['report', 'two', '-o', 'nowhere/report.html']);
    expect([refused.code, refused.stderr]).to.deep.equal([
      2,
      'offscript: nowhere/report.html: cannot write the report (ENOENT); name another file with -o\n',
    ]);
  });
});
