import { expect } from 'chai';
import { languages, policies } from '../../../detectors/index.js';
import type { Report } from '../../../reports/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const WARNING = /^offscript: warning: no policy is listed for sr \(Cyrl\); assuming the likely script, .*\n$/;

const run = (
  name: string,
  language: string,
  answer: string,
  detection?: unknown,
): Record<string, string> => ({
  [`${name}/run.json`]: JSON.stringify({
    schema: 1,
    made_by: 'run',
    suite: { name, hash: name },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: [{ id: 'm', model: 'm' }],
    repeats: 1,
    prompts: 0,
    detection,
  }),
  [`${name}/samples.jsonl`]: `${JSON.stringify({ key: 'k', target: 'm', prompt: 'p', language, repeat: 0, answer, attempts: 1 })}\n`,
});

describe('offscript languages', () => {
  it('lists every policy in a table that fits 80 columns', async () => {
    const { code, stdout, stderr } = await offscript('.', ['languages']);
    expect([code, stderr]).to.deep.equal([0, '']);
    const [table = ''] = stdout.split('\n\n');
    const [head = '', , ...rows] = table.split('\n');
    expect(head).to.equal('tag      language             scripts         Latin  Han          close');
    expect(rows.map((row) => row.split(' ', 1)[0])).to.deep.equal([...languages]);
    expect(table).to.contain('ja       Japanese             Hani Hira Kana  guest  Japanese\n');
    expect(table).to.contain('id       Indonesian           Latn            own                 ms\n');
    expect(Math.max(...table.split('\n').map((line) => line.length))).to.be.at.most(80);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).to.be.at.most(100);
  });

  it('gives the same as data, with the names that a suite has', async () => {
    const { stdout } = await offscript('.', ['languages', '--json']);
    const { version, policies: given } = JSON.parse(stdout);
    expect(version).to.equal('default-3');
    expect(given.map(({ language }: { language: string }) => language)).to.deep.equal([...languages]);
    for (const [i, { scripts, close, minLetters }] of policies.entries())
      expect(given[i]).to.deep.include({ scripts, close, min_letters: minLetters, exempt: {} });
  });

  it('says what a tag comes to, also under a policy file, and warns of what it assumes', async () => {
    const folder = folderWith({ 'p.json': '{"policies": {"sr": {"scripts": ["Cyrl", "Latn"]}}}' });
    try {
      const plain = await offscript(folder.path, ['languages', 'zh-TW', 'sr', 'en-u-nu-arab']);
      expect(plain.stdout).to.match(/^zh-TW +Chinese \(Taiwan\) +Hani Bopo +guest +Traditional$/m);
      expect(plain.stdout).to.match(/^sr +Serbian +Cyrl +guest +bs hr$/m);
      expect(plain.stderr).to.match(WARNING);
      const own = await offscript(folder.path, ['languages', 'sr', '--policy', 'p.json']);
      expect(own.stdout).to.match(/^sr +Serbian +Cyrl Latn +own +bs hr$/m);
      expect(own.stderr).to.equal('');
    } finally {
      folder.remove();
    }
  });
});

describe('a policy file', () => {
  const answer = '値段を посмотреть しましょう。';
  const lenient = { policies: { ja: { tolerated: ['Cyrl'] } } };
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({
      'p.yaml': 'policies:\n  ja: { tolerated: [Cyrl] }\n',
      'default.yaml': 'policies: { ja: {} }\n',
      't.txt': answer,
      ...run('plain', 'ja', answer),
      ...run('lenient', 'ja', answer, lenient),
      ...run('serbian', 'sr', 'Данас је лепо време.'),
    });
  });
  afterEach(() => folder.remove());

  async function report(...words: string[]): Promise<{ mixed: number[]; policy: string; stderr: string }> {
    const { stdout, stderr } = await offscript(folder.path, ['report', '--format', 'json', ...words]);
    const { targets, detector }: Report = JSON.parse(stdout);
    return { mixed: targets.map(({ mixing }) => mixing.mixed), policy: detector.policy, stderr };
  }

  it('decides what detect finds', async () => {
    const words = ['detect', '--language', 'ja', 't.txt'];
    expect((await offscript(folder.path, words)).code).to.equal(1);
    expect(await offscript(folder.path, [...words, '--policy', 'p.yaml'])).to.deep.equal({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('takes the place of what the runs of a report say, which names it', async () => {
    expect(await report('plain')).to.deep.equal({ mixed: [1], policy: 'default-3', stderr: '' });
    const stored = await report('lenient');
    expect(stored).to.deep.include({ mixed: [0], stderr: '' });
    expect(stored.policy).to.match(/^default-3\+[0-9a-f]{8}$/);
    expect(await report('plain', '--policy', 'p.yaml')).to.deep.equal(stored);
    expect(await report('lenient', '--policy', 'default.yaml')).to.deep.equal(await report('plain'));
  });

  it('can make runs agree that differ, of which a report warns', async () => {
    const differing = await report('plain', 'lenient');
    expect(differing.mixed).to.deep.equal([1, 0]);
    expect(differing.policy).to.match(/^default-3, default-3\+[0-9a-f]{8}$/);
    expect(differing.stderr).to.match(
      /^offscript: warning: the runs are judged by different policies \(.*\); --policy can make them agree\n$/,
    );
    expect(await report('plain', 'lenient', '--policy', 'p.yaml')).to.deep.include({
      mixed: [0, 0],
      stderr: '',
    });
  });

  it('is asked for in one line where a report or a text is in a language that is not listed', async () => {
    expect((await report('serbian')).stderr).to.match(WARNING);
    const line = '{"text": "Данас је лепо време.", "language": "sr"}\n';
    const { code, stderr } = await offscript(folder.path, ['detect', '--jsonl'], {}, line.repeat(3));
    expect(code).to.equal(0);
    expect(stderr).to.match(WARNING);
  });
});
