import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { openLcbPrompts, readPromptFile } from '../../prompts/index.js';
import { deflated, METHOD, type Member, zipOf } from '../support/archive.js';
import { folderWith } from '../support/offscript.js';
import { offscriptWithPeak } from '../support/peak.js';

const NAME = 'test_sets/monolingual/okapi/ja.csv';
const MEBIBYTE = 1 << 20;

const ROWS = Buffer.from('prompt,language\n"天気は？",ja\n');

/** A table of about so many bytes. */
const table = (bytes: number): Buffer => Buffer.alloc(bytes - (bytes % ROWS.length), ROWS);

/** A member that is in truth as large as the table. */
function lying(name: string, bytes: Buffer): Member {
  return { name, packed: deflateRawSync(bytes), method: METHOD.deflated, size: 1000, crc: crc32(bytes) };
}

const bombs: readonly (readonly [string, () => readonly Member[], RegExp])[] = [
  [
    'a member of 400 MiB',
    () => [deflated(NAME, table(400 * MEBIBYTE))],
    /^offscript: .*p\.zip: monolingual\/okapi\/ja\.csv: the member cannot be read: it is larger than 16 MiB; name the test_sets\.zip of /,
  ],
  [
    'a member of 400 MiB that says to have 1,000 bytes',
    () => [lying(NAME, table(400 * MEBIBYTE))],
    /: the member cannot be read: it is larger than 16 MiB; /,
  ],
  [
    'a hundred members of 10 MiB',
    () => {
      const one = deflated(NAME, table(10 * MEBIBYTE));
      return Array.from({ length: 100 }, (_, i) => ({ ...one, name: NAME.replace('ja', `ja${i}`) }));
    },
    /okapi\/ja3\.csv: the member cannot be read: the members before it have 32 MiB together; /,
  ],
  [
    'millions of prompts in a few MiB',
    () => [deflated(NAME, Buffer.concat([Buffer.from('prompt\n'), Buffer.alloc(15 * MEBIBYTE, 'a\n')]))],
    /p\.zip: the archive has more than 20000 prompts; /,
  ],
];

describe('an archive of prompts', () => {
  let folder: ReturnType<typeof folderWith>;
  before(() => {
    folder = folderWith({
      'r.csv':
        'id,model,completion,task,source,language\n0,m,"今日は、天気が良いです。",monolingual,okapi,ja\n',
      's.yaml':
        'targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m }]\nprompts: [{ file: p.zip, language: ja }]\n',
    });
  });
  after(() => folder.remove());

  const write = (members: readonly Member[]): void =>
    writeFileSync(join(folder.path, 'p.zip'), zipOf(members));

  for (const [name, members, says] of bombs)
    it(`that is a bomb is refused in one line and little memory, wherever it is named: ${name}`, async () => {
      write(members());
      for (const words of [
        ['score', 'r.csv', '--prompts', 'p.zip'],
        ['prompts', 'check', 'p.zip'],
        ['run', 's.yaml', '--dry-run'],
      ]) {
        const { code, stdout, stderr, peak } = await offscriptWithPeak(folder.path, words);
        expect(stderr.trimEnd(), words[0]).to.match(says);
        expect([code, stdout, stderr.trimEnd().split('\n').length], words[0]).to.deep.equal([2, '', 1]);
        expect(peak, words[0]).to.be.within(20, 300);
      }
    });

  it('has its prompts by the columns of a response, and names the row of one that cannot be read', async () => {
    const path = join(folder.path, 'p.zip');
    const rows = 'prompt,language\n"一、\n二",ja\n三,ja\n';
    write([
      deflated('a/b/monolingual/native/ja.csv', rows),
      deflated('monolingual/torn/ja.csv', `${rows}x\n`),
    ]);
    const promptOf = await openLcbPrompts(path);
    const response = { task: 'monolingual', source: 'native_prompts', language: 'ja', id: '0' };
    expect(await promptOf(response)).to.deep.equal([{ role: 'user', content: '一、\n二' }]);
    expect(await promptOf({ ...response, id: '7' })).to.equal(undefined);
    expect(await promptOf({ ...response, language: 'ko' })).to.equal(undefined);
    const failure = await promptOf({ ...response, source: 'torn' }).catch((error: Error) => error);
    expect((failure as Error).message).to.equal(
      `${path}: monolingual/torn/ja.csv:5: malformed CSV: the record has more or fewer fields than the header`,
    );
    write([deflated('monolingual/native/ja.csv', rows)]);
    expect((await readPromptFile(path)).map(({ id }) => id)).to.deep.equal([
      'monolingual/native/ja/0',
      'monolingual/native/ja/1',
    ]);
  });
});
