import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openArchive, readCsv, readDocument, readHead, readJsonLines, readText } from '../../files/index.js';
import { loadPolicyFile, loadSuite } from '../../harness/suite/index.js';
import { openLcbPrompts, readPromptFile } from '../../prompts/index.js';
import { collect } from '../support/collect.js';
import { root } from '../support/needs.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';
import { rowsOf } from '../support/rows.js';

const main = join(root, 'dist/harness/cli/main.js');

/** Every way to name a file, by what it is read as. */
const readers: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'a text': readText,
  'a document': readDocument,
  JSONL: (path) => collect(readJsonLines(path)),
  CSV: (path) => collect(readCsv(path)),
  'a log by its beginning': readHead,
  responses: rowsOf,
  'an archive': (path) => openArchive(path),
  'an archive of prompts': openLcbPrompts,
  prompts: (path) => readPromptFile(path),
  'a suite': loadSuite,
  'a policy file': loadPolicyFile,
};

/** Of what is text as a whole. */
const texts = ['a text', 'a document', 'prompts', 'a suite', 'a policy file'];
const lines = ['JSONL', 'CSV'];
const all = Object.keys(readers);

const kinds: readonly {
  readonly name: string;
  readonly make: (path: string) => void;
  readonly says: RegExp;
  readonly to: readonly string[];
}[] = [
  { name: 'nothing', make: () => {}, says: /^no such file(?:; .*)?$/, to: all },
  {
    name: 'something in a file',
    make: (path) => writeFileSync(path.replace(/\/in$/, ''), ''),
    says: /^no such file(?:; .*)?$/,
    to: all,
  },
  {
    name: 'a folder',
    make: (path) => mkdirSync(path),
    says: /^this is a folder; name a file in it$/,
    // Of logs, a folder stands for those in it.
    to: all.filter((reader) => reader !== 'responses'),
  },
  {
    name: 'a pipe that nobody writes to',
    make: (path) => void execFileSync('mkfifo', [path]),
    says: /^this is a pipe and no file; write what comes out of it to a file$/,
    to: all,
  },
  {
    name: 'a link to a device',
    make: (path) => symlinkSync('/dev/zero', path),
    says: /^this is a device and no file; name a file$/,
    to: all,
  },
  {
    name: 'a terminal that nobody types at',
    make: (path) => symlinkSync('/dev/ptmx', path),
    says: /^this is a device and no file; name a file$/,
    to: all,
  },
  ...(process.platform === 'linux'
    ? [
        {
          name: 'a link to a file of the system',
          make: (path: string) => symlinkSync('/proc/self/status', path),
          says: /^this is a file of the system, which may never end; copy it to a file$/,
          to: all,
        },
      ]
    : []),
  {
    name: 'a link to itself',
    make: (path) => symlinkSync(path, path),
    says: /^the file cannot be read \(ELOOP\)$/,
    to: all,
  },
  {
    name: 'a picture',
    make: (path) => writeFileSync(path, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    says: /^the file is no text$/,
    to: [...texts, ...lines],
  },
  {
    name: 'UTF-32',
    make: (path) => writeFileSync(path, Buffer.from('fffe00007b0000007d000000', 'hex')),
    says: /^the file is UTF-32; convert it to UTF-8$/,
    to: [...texts, ...lines, 'a log by its beginning', 'responses'],
  },
  {
    name: 'the half of what gzip wrote',
    make: (path) => writeFileSync(path, gzipSync('{"text": "a"}').subarray(0, 20)),
    says: /^the compressed file is damaged or cut off; copy or write it again, or name what gunzip makes of it$/,
    to: [...texts, ...lines, 'a log by its beginning', 'responses'],
  },
  {
    name: 'Latin-1',
    make: (path) =>
      writeFileSync(
        path,
        Buffer.from(
          '{"text": "K\xe4se f\xfcr K\xf6ln und M\xfcnchen, wo es sch\xf6n ist"}\n'.repeat(5),
          'latin1',
        ),
      ),
    says: /^the file is not in UTF-8, but likely in windows-1252; save it as UTF-8$/,
    to: texts,
  },
];

describe('a file that cannot be read', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  for (const { name, make, says, to } of kinds)
    it(`is told in the same words whatever it was to be: ${name}`, async () => {
      const path = join(folder.path, name === 'something in a file' ? 'f/in' : 'f');
      make(path);
      for (const reader of to) {
        const error = await rejected(readers[reader]?.(path) ?? Promise.resolve());
        expect(error.name, reader).to.equal('UserError');
        expect(error.message.slice(0, path.length + 2), reader).to.equal(`${path}: `);
        expect(error.message.slice(path.length + 2), reader).to.match(says);
      }
    });

  it('in another encoding has its other lines', async () => {
    const path = join(folder.path, 'r.jsonl');
    const row = '{"text": "Käse", "language": "de", "model": "m"}\n';
    writeFileSync(path, Buffer.concat([Buffer.from(row), Buffer.from(row, 'latin1'), Buffer.from(row)]));
    const { responses, unread } = await rowsOf(path);
    expect(responses.map(({ channels }) => channels.answer)).to.deep.equal(['Käse', 'Käse']);
    expect(unread).to.deep.equal([
      {
        kind: 'unread',
        where: `${path}:2`,
        reason: 'the line is not in UTF-8',
        todo: 'save the file as UTF-8',
      },
    ]);
  });

  it('in another encoding has its other items, also where all stand on one line', async () => {
    const path = join(folder.path, 'r.json');
    const item = '{"text": "値段を見てみましょう。", "language": "ja", "model": "m"}';
    const torn = Buffer.from(item);
    torn[12] = 0xff;
    writeFileSync(path, Buffer.concat([Buffer.from(`[${item},`), torn, Buffer.from(`,${item}]`)]));
    const { responses, unread } = await rowsOf(path);
    expect(responses).to.have.lengthOf(2);
    expect(unread.map(({ where, reason }) => `${where} ${reason}`)).to.deep.equal([
      `${path}: row 2 the item is not in UTF-8`,
    ]);
  });

  it('is no pipe of the shell’s that is read once', async () => {
    writeFileSync(join(folder.path, 'p.jsonl'), '{"text": "お茶の淹れ方を教えてください。"}\n');
    const words = `cat p.jsonl | "${process.execPath}" "${main}" prompts check /dev/stdin --language ja 2>&1`;
    expect(execFileSync('sh', ['-c', words], { cwd: folder.path, encoding: 'utf8' })).to.equal(
      '1 prompt in 1 file: 0 problems, 0.0% near-doubles\n',
    );
  });
});
