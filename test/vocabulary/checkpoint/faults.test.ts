import { expect } from 'chai';
import { type Faults, serveFiles } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { cachesIn, files, HEAD_OF_POST, post, problemOf, read, withServer } from './served.js';

const { path: folder, remove } = folderWith({});
after(remove);
const cacheFolder = cachesIn(folder);

describe('a server of a checkpoint', () => {
  it('is asked for again where a failure passes', async () => {
    const status = (_: unknown, count: number): number | undefined =>
      count === 1 || count === 3 ? 503 : undefined;
    await withServer(files, { status }, async ({ address }) => {
      expect((await read(`${address}/post`, cacheFolder())).equals(HEAD_OF_POST)).to.equal(true);
    });
  });

  it('is left alone for as long as its server asks', async () => {
    // In seconds, or as a date, which has whole ones.
    for (const [rests, least] of [
      [() => '1', 990],
      [() => new Date(Date.now() + 2000).toUTCString(), 900],
    ] as const) {
      const times: number[] = [];
      const status = (_: unknown, count: number): number | undefined => {
        times.push(performance.now());
        return count === 1 ? 429 : undefined;
      };
      await withServer(files, { status, rests }, async ({ address }) => {
        await read(`${address}/post`, cacheFolder());
        // Timers of different clocks may be apart by a little.
        expect((times[1] ?? 0) - (times[0] ?? 0)).to.be.above(least);
      });
    }
  });

  const wrong: readonly (readonly [string, Faults, RegExp])[] = [
    ['ignores ranges', { ignoresRanges: true }, /ignores ranges.*download the file/],
    ['sends another part', { shifts: 1 }, /another part/],
    ['compresses parts', { encodes: 'gzip' }, /compresses what it sends.*download the file/],
    [
      'says another size meanwhile',
      { says: (request, size) => size + (request > 2 ? 1 : 0) },
      /changed while it was read/,
    ],
    ['says that a file is shorter than it is', { says: (_, size) => size - 2 }, /is said to stand at bytes/],
    ['sends more than it was asked for', { isEndless: () => true }, /more (?:or fewer )?bytes than/],
    [
      'sends more rows than it was asked for',
      { isEndless: (request) => request > 2 },
      /more bytes than it was asked for/,
    ],
    [
      'changes the file meanwhile',
      { etag: (count) => `"${count}"` },
      /changed while it was read; run the command again/,
    ],
    ['refuses', { status: () => 403 }, /refuses it \(403\)/],
    ['sends on for ever', { sendsOn: ({ url = '' }) => url }, /sends on and on/],
    ['sends on to a file of its own', { sendsOn: () => 'file:///etc/passwd' }, /not safe/],
    ['has no such folder', { status: () => 404 }, /neither model.safetensors nor/],
  ];
  for (const [what, faults, line] of wrong)
    it(`that ${what}: one line, and no body is read`, async () => {
      await withServer(files, faults, async ({ address, sent }) => {
        expect(await problemOf(read(`${address}/post`, cacheFolder()))).to.match(line);
        expect(sent()).to.be.below(2 * post.length);
      });
    });

  it('that cuts off every answer: one line, and what came is kept', async () => {
    const faults: Faults = { cutsAfter: (request) => (request > 2 ? 0 : undefined) };
    await withServer(files, faults, async ({ address }) => {
      expect(await problemOf(read(`${address}/post`, cacheFolder()))).to.match(
        /breaks off at byte \d+ of \d+/,
      );
    });
  });

  it('that is not there: one line', async () => {
    const server = await serveFiles({});
    await server.close();
    expect(await problemOf(read(`${server.address}/post`, cacheFolder()))).to.match(
      /does not answer \(ECONNREFUSED\)/,
    );
  });
});
