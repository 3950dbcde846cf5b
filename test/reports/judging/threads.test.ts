import { expect } from 'chai';
import { folderWith, offscript, type Result } from '../../support/offscript.js';

describe('threads that judge', () => {
  let folder: ReturnType<typeof folderWith>;
  before(async () => {
    folder = folderWith({ 'r.jsonl': '{"model":"m","language":"ja","answer":"はい、できます。"}\n' });
    await offscript(folder.path, ['score', 'r.jsonl', '-o', 'run']);
  });
  after(() => folder.remove());

  const report = (words: readonly string[]): Promise<Result> =>
    offscript(folder.path, ['report', 'run', ...words]);

  it('are not started where the option is no number of threads', async () => {
    for (const jobs of ['0', 'many', '1.5']) {
      const { code, stderr } = await report(['--jobs', jobs]);
      expect([code, stderr]).to.deep.equal([
        2,
        `offscript: --jobs: "${jobs}" is no whole number of at least 1\n`,
      ]);
    }
  });

  it('need a list of words that can be read', async () => {
    const { code, stderr } = await report(['--lcb-words', 'nowhere']);
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: nowhere: no such file; name the file `words` of the Language Confusion Benchmark, or its folder\n',
    ]);
  });
});
