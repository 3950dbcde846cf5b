import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ForeignThread } from '../../files/foreign/thread.js';
import { openParquet } from '../../files/index.js';
import { deflated, METHOD, zipOf, zstandardBomb } from '../support/archive.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';
import { reasons, rowsOf } from '../support/rows.js';

const SAID = '値段を посмотреть しましょう。これは答えです。';
const COUNT = 120;

const parquetOf = (texts: readonly string[], rowGroupSize = 50): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: [...texts] },
        { name: 'n', data: texts.map((_, i) => i), type: 'INT32' },
      ],
      rowGroupSize,
    }),
  );

const texts = Array.from({ length: COUNT }, (_, i) => `${SAID}${i}`);

/** Files whose bytes are changed. */
const files: Readonly<Record<string, Buffer>> = {
  'a.parquet': parquetOf(texts),
  'a.eval': zipOf([
    deflated('header.json', '{"eval":{"model":"m","task":"t"}}'),
    ...texts
      .slice(0, 5)
      .map((content, id) =>
        deflated(
          `samples/${id}_epoch_1.json`,
          JSON.stringify({ id, output: { choices: [{ message: { content } }] } }),
        ),
      ),
  ]),
  'a.jsonl.gz': gzipSync(texts.map((text, id) => JSON.stringify({ id, text })).join('\n')),
  'a.json': Buffer.from(JSON.stringify(texts.map((text, id) => ({ id, text })))),
  'a.csv': Buffer.from(`id,text\n${texts.map((text, id) => `${id},"${text}"\n`).join('')}`),
};

/** A change of some bytes: overwritten, left out, or repeated. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  /** Most of what a Parquet file or an archive says of itself stands at its end. */
  late: fc.boolean(),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('over', 'over', 'out', 'twice'),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(file: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((before, { at, late, bytes, how }) => {
    const from = late
      ? Math.max(0, before.length - 1 - Math.floor(at * 600))
      : Math.floor(at * before.length);
    const [head, tail] = [before.subarray(0, from), before.subarray(from)];
    if (how === 'over') return Buffer.concat([head, bytes, tail.subarray(bytes.length)]);
    return how === 'out'
      ? Buffer.concat([head, tail.subarray(bytes.length * 8)])
      : Buffer.concat([head, tail.subarray(0, bytes.length * 8), tail]);
  }, file);
}

describe('a file in a foreign format', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  for (const [name, file] of Object.entries(files))
    it(`is read, named row by row or refused in a line, whichever bytes of it are changed: ${name}`, async function () {
      this.timeout(300_000);
      const path = join(folder.path, name);
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          writeFileSync(path, changed(file, changes));
          try {
            const { unread } = await rowsOf(path, { language: 'ja', target: 't' });
            for (const { reason } of unread) expect(reason).to.match(/\S/);
          } catch (error) {
            expect((error as Error).name, (error as Error).stack).to.equal('UserError');
          }
        }),
        { numRuns: 60 },
      );
    });

  it('is given group by group with all its rows, however many', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `${i}`);
    const path = join(folder.path, 'a.parquet');
    writeFileSync(path, parquetOf(many, 3000));
    const file = await openParquet(path);
    try {
      const rows = await collect(file.rows(['text']));
      expect(rows.map((row) => row.kind === 'value' && row.value)).to.deep.equal(
        many.map((text) => ({ text })),
      );
      expect(rows.at(-1)?.where).to.equal(`${path}: row 5000`);
    } finally {
      await file.close();
    }
  });

  it('ends no other member of its archive where one takes more memory than it may', async () => {
    const path = join(folder.path, 'a.eval');
    // A quarter of a gibibyte of spaces, which is put together once it is unpacked.
    const packed = zstandardBomb(2000);
    const said = JSON.stringify({ id: 2, output: { choices: [{ message: { content: SAID } }] } });
    const members = [
      deflated('header.json', '{"eval":{"model":"m","task":"t"}}'),
      { name: 'samples/0_epoch_1.json', packed, method: METHOD.zstandard, size: 2000 << 17, crc: 1 },
      deflated('samples/2_epoch_1.json', said),
    ];
    writeFileSync(path, zipOf(members));
    const rows = await rowsOf(path, { language: 'ja' });
    expect(rows.responses.map(({ channels }) => channels.answer)).to.deep.equal([SAID]);
    expect(reasons(rows).join()).to.match(
      /^0_epoch_1\.json: the member cannot be read: to read it takes more than \d+ MiB of memory$/,
    );
  });
});

describe('a thread for a foreign format', () => {
  const LIMITS = { time: 2000, memory: 80 << 20 };
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  /** A thread that does this, whatever it is asked. */
  function threadOf(task: string, signal?: AbortSignal): ForeignThread<object, number> {
    const path = join(folder.path, 'worker.mjs');
    writeFileSync(path, `export default ({ isFirst }) => { if (isFirst) return 1; ${task} }`);
    return new ForeignThread(pathToFileURL(path), 0, signal, () => LIMITS);
  }

  for (const [what, task, says] of [
    ['time of the processor', 'for (;;);', 'takes more than 2 s of the processor'],
    ['memory in the heap', 'for (const all = [];;) all.push({});', 'takes more than 80 MiB of memory'],
    [
      'memory outside of it',
      'for (const all = [];;) all.push(new Uint8Array(1 << 20).fill(1));',
      'takes more than 80 MiB of memory',
    ],
  ] as const)
    it(`ends where it takes more ${what} than a file of its size can need, and stays so`, async () => {
      const thread = threadOf(task);
      expect(await thread.ask({ isFirst: true })).to.equal(1);
      for (const _ of [1, 2]) expect((await rejected(thread.ask({}))).message).to.equal(`to read it ${says}`);
      await thread.close();
    });

  it('ends where its tasks take too much time together', async () => {
    const thread = threadOf(
      `const taken = () => { const { user, system } = process.cpuUsage(); return user + system; };
      const end = taken() + 8e5; while (taken() < end); return 2;`,
    );
    expect(await thread.ask({})).to.equal(2);
    const more = async () => [await thread.ask({}), await thread.ask({}), await thread.ask({})];
    expect((await rejected(more())).message).to.equal('to read it takes more than 2 s of the processor');
    await thread.close();
  });

  it('ends in the midst of a task where its signal says so', async () => {
    const stop = new AbortController();
    const thread = threadOf('for (;;);', stop.signal);
    await thread.ask({ isFirst: true });
    const asked = rejected(thread.ask({}));
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    expect((await asked).message).to.equal('stopped');
    expect((await rejected(thread.ask({}))).message).to.equal('stopped');
    await thread.close();
  });

  it('throws what its task throws, and goes on', async () => {
    const thread = threadOf("throw new Error('odd')");
    expect((await rejected(thread.ask({}))).message).to.equal('odd');
    expect(await thread.ask({ isFirst: true })).to.equal(1);
    await thread.close();
  });
});
