import { expect } from 'chai';
import { folderWith } from '../support/offscript.js';
import { mutated } from './mutations/mutate.js';
import { type Ended, faultsOf, SECRET } from './programs.js';
import { seeded } from './random.js';
import { faultsOfEnd, leaksIn, lostSince, stored } from './runs.js';

const sample = (key: string, error = false): string =>
  `${JSON.stringify({ key, ...(error ? { error: { kind: 'timeout' } } : { answer: 'x' }) })}\n`;

describe('a torture', () => {
  /** Faults of a folder whose run came to its end with three questions. */
  const ofFiles = (files: Readonly<Record<string, string>>): string[] => {
    const folder = folderWith(files);
    try {
      return [...faultsOfEnd(folder.path, 3), ...leaksIn(folder.path)].map(({ fault }) => fault);
    } finally {
      folder.remove();
    }
  };
  const whole = `${sample('a')}${sample('b', true)}${sample('b')}${sample('c')}`;

  it('sees nothing wrong with a run that is whole', () => {
    expect(
      ofFiles({ 'samples.jsonl': whole, 'run.json': '{}', 'report.html': '<html></html>\n' }),
    ).to.deep.equal([]);
  });

  it('sees what is lost, doubled, torn, leaked and left behind in a folder', () => {
    expect(ofFiles({ 'samples.jsonl': sample('a') })).to.deep.equal(['lost']);
    expect(ofFiles({ 'samples.jsonl': whole + sample('a') })).to.deep.equal(['doubled']);
    expect(ofFiles({ 'samples.jsonl': `${sample('a').slice(0, 8)}${whole}` })).to.deep.equal([
      'torn',
      'lost',
    ]);
    expect(ofFiles({ 'samples.jsonl': whole, 'report.html': '<html>' })).to.deep.equal(['torn']);
    expect(ofFiles({ 'samples.jsonl': whole, 'prompts.jsonl.new': '' })).to.deep.equal(['unhandled']);
    expect(ofFiles({ 'samples.jsonl': whole, 'run.json': SECRET })).to.deep.equal(['leaked']);
  });

  it('sees samples that were there before', () => {
    const folder = folderWith({ 'samples.jsonl': whole });
    const before = stored(folder.path);
    folder.remove();
    expect(lostSince(before, stored(folder.path), 'now').map(({ what }) => what)).to.deep.equal([
      'now: 4 samples are gone',
    ]);
    expect(lostSince(before, before, 'now')).to.deep.equal([]);
  });

  it('sees how a command ends that must not end so', () => {
    const fine: Ended = {
      words: ['run'],
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
      hung: false,
      memory: 90,
    };
    const of = (fields: Partial<Ended>) => faultsOf({ ...fine, ...fields }).map(({ fault }) => fault);
    expect(of({})).to.deep.equal([]);
    expect(of({ code: 3, stderr: '2 requests failed\n' })).to.deep.equal([]);
    expect(of({ code: null, signal: 'SIGKILL', hung: true })).to.deep.equal(['hung']);
    expect(of({ code: null, signal: 'SIGABRT' })).to.deep.equal(['unhandled']);
    expect(of({ stderr: 'Error: x\n    at f (/a/b.js:1:2)\n' })).to.deep.equal(['unhandled']);
    expect(of({ code: 2, stderr: 'offscript: internal error: x\n' })).to.deep.equal(['unhandled']);
    expect(of({ memory: 501 })).to.deep.equal(['unhandled']);
    expect(of({ stdout: `${SECRET}\n` })).to.deep.equal(['leaked']);
  });

  it('makes the same choices with the same seed, and others with another', () => {
    const file = Buffer.from('{"text": "今日は晴れです。"}\n'.repeat(20));
    const changed = (seed: string): string => mutated(file, seeded(seed)).toString('hex');
    expect(changed('a')).to.equal(changed('a'));
    expect(changed('a')).not.to.equal(changed('b'));
  });
});
