import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { measureDrift } from '../../../vocabulary/drift/index.js';
import { gguf, matrix } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import {
  base,
  cachesIn,
  files,
  HEAD,
  HEAD_BYTES,
  HEAD_OF_POST,
  post,
  problemOf,
  read,
  rows,
  withServer,
} from './served.js';

const { path: folder, remove } = folderWith({});
after(remove);
const cacheFolder = cachesIn(folder);

describe('a checkpoint on a server', () => {
  it('gives the figures of the same one on a disk in every bit, for the bytes of its rows and two in a hundred more', async () => {
    const disk = join(folder, 'disk');
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(join(disk, name, '..'), { recursive: true });
      writeFileSync(join(disk, name), bytes);
    }
    await withServer(files, {}, async ({ address, sent }) => {
      const measure = async (at: string): Promise<string> => {
        const cache = cacheFolder();
        const [before, after] = [
          await openCheckpoint(`${at}/base`, { cache }),
          await openCheckpoint(`${at}/post`, { cache }),
        ];
        const { drift, rows: all } = await measureDrift(before, after, { neighbours: 3, changed: 5 });
        await before.close();
        await after.close();
        const { address: _, ...rest } = drift.base;
        return JSON.stringify([
          drift.mean,
          drift.shared_shift,
          drift.changed,
          drift.neighbours,
          rest,
          ...all(),
        ]);
      };
      expect(await measure(address)).to.equal(await measure(disk));
      expect(sent()).to.be.below(1.02 * 2 * HEAD_BYTES);
    });
  });

  it('may be in several files, or GGUF by its name', async () => {
    const index = JSON.stringify({
      weight_map: { [HEAD]: 'one of two.safetensors', 'b.weight': 'absent.safetensors' },
    });
    const served = {
      'model/model.safetensors.index.json': Buffer.from(index),
      'model/one of two.safetensors': post,
      'model/a.gguf': gguf({ 'output.weight': matrix(rows(() => 1)) }),
    };
    await withServer(served, {}, async ({ address }) => {
      expect((await read(`${address}/model/`, cacheFolder())).equals(HEAD_OF_POST)).to.equal(true);
      expect((await read(`${address}/model/a.gguf`, cacheFolder())).length).to.equal(HEAD_BYTES);
    });
  });

  it('is kept: the second time nothing comes but what tells that it is the same', async () => {
    const cache = cacheFolder();
    await withServer(files, {}, async ({ address, sent, requests }) => {
      await read(`${address}/post`, cache);
      const [before, asked] = [sent(), requests.length];
      expect((await read(`${address}/post`, cache)).equals(HEAD_OF_POST)).to.equal(true);
      expect(sent() - before).to.equal(8);
      expect(requests.length - asked).to.equal(1);
    });
  });

  it('comes anew where its ETag is another one', async () => {
    const cache = cacheFolder();
    let etag = '"one"';
    const served = { ...files };
    await withServer(served, { etag: () => etag }, async ({ address }) => {
      await read(`${address}/post`, cache);
      etag = '"two"';
      served['post/model.safetensors'] = base;
      const bytes = await read(`${address}/post`, cache);
      expect(bytes.equals(base.subarray(base.length - HEAD_BYTES))).to.equal(true);
      // And what was kept of the other state is gone.
      const kept = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      expect(kept.filter(({ name }) => name.endsWith(`-${post.length}`)).length).to.equal(1);
      expect(new Set(kept.map(({ parentPath }) => parentPath)).size).to.equal(1);
    });
  });

  it('is not kept where the server names no state of it', async () => {
    const cache = cacheFolder();
    await withServer(files, { etag: () => undefined }, async ({ address }) => {
      expect((await read(`${address}/post`, cache)).equals(HEAD_OF_POST)).to.equal(true);
      expect(() => readdirSync(cache)).to.throw();
    });
  });

  it('goes on where it broke off, within a command and in the next one', async () => {
    const cache = cacheFolder();
    // The glance, the header, then rows, which are cut off twice.
    const cutsAfter = (request: number): number | undefined =>
      request === 3 ? 1000 : request === 4 ? 2000 : undefined;
    await withServer(files, { cutsAfter }, async ({ address, requests }) => {
      expect((await read(`${address}/post`, cache)).equals(HEAD_OF_POST)).to.equal(true);
      const from = post.length - HEAD_BYTES;
      expect(requests.slice(2).map(({ headers }) => headers.range)).to.deep.equal([
        `bytes=${from}-${post.length - 1}`,
        `bytes=${from + 1000}-${post.length - 1}`,
        `bytes=${from + 3000}-${post.length - 1}`,
      ]);
    });
    const next = cacheFolder();
    let fails = true;
    const status = (_: unknown, count: number): number | undefined => (fails && count > 3 ? 404 : undefined);
    await withServer(
      files,
      { cutsAfter: (one) => (one === 3 ? 5000 : undefined), status },
      async (server) => {
        expect(await problemOf(read(`${server.address}/post`, next))).to.include('no longer there');
        fails = false;
        const before = server.sent();
        expect((await read(`${server.address}/post`, next)).equals(HEAD_OF_POST)).to.equal(true);
        expect(server.sent() - before).to.equal(8 + HEAD_BYTES - 5000);
      },
    );
  });

  it('may have an index whose length the server does not say', async () => {
    const index = Buffer.from(JSON.stringify({ weight_map: { [HEAD]: 'one.safetensors' } }));
    const served = { 'model/model.safetensors.index.json': index, 'model/one.safetensors': post };
    await withServer(served, { isChunked: true }, async ({ address }) => {
      expect((await read(`${address}/model`, cacheFolder())).equals(HEAD_OF_POST)).to.equal(true);
    });
  });

  it('may have an index that is compressed, and says where parts are', async () => {
    const index = Buffer.from(JSON.stringify({ weight_map: { [HEAD]: 'one.safetensors' } }));
    const served = { 'model/model.safetensors.index.json': index, 'model/one.safetensors': post };
    await withServer(served, { encodes: 'identity' }, async ({ address }) => {
      expect((await read(`${address}/model`, cacheFolder())).equals(HEAD_OF_POST)).to.equal(true);
    });
    await withServer(served, { encodes: 'gzip' }, async ({ address }) => {
      // The index was read: what is refused is the file that it names.
      expect(await problemOf(read(`${address}/model`, cacheFolder()))).to.match(
        /one.safetensors: the server compresses what it sends/,
      );
    });
    await withServer(served, { encodes: 'rot13' }, async ({ address, requests }) => {
      expect(await problemOf(read(`${address}/model`, cacheFolder()))).to.match(
        /index.json: .*"rot13", which is not known/,
      );
      expect(requests.length).to.equal(2);
    });
  });

  it('has an index that is asked for again where it broke off', async () => {
    const index = Buffer.from(JSON.stringify({ weight_map: { [HEAD]: 'one.safetensors' } }));
    const served = { 'model/model.safetensors.index.json': index, 'model/one.safetensors': post };
    // The first request is for a single file, and answered by 404.
    await withServer(
      served,
      { cutsAfter: (request) => (request === 2 ? 10 : undefined) },
      async ({ address }) => {
        expect((await read(`${address}/model`, cacheFolder())).equals(HEAD_OF_POST)).to.equal(true);
      },
    );
  });

  it('may need a query, which is sent with each request and shown nowhere', async () => {
    const status = ({ url = '' }: IncomingMessage): number | undefined =>
      url.endsWith('?signature=secret') ? undefined : 403;
    await withServer(files, { status }, async ({ address }) => {
      const signed = `${address}/post?signature=secret`;
      const cache = cacheFolder();
      expect((await read(signed, cache)).equals(HEAD_OF_POST)).to.equal(true);
      const checkpoint = await openCheckpoint(signed, { cache });
      expect(checkpoint.address).to.equal(`${address}/post`);
      await checkpoint.close();
      expect(await problemOf(openCheckpoint(signed, { cache, head: 'x' }))).not.to.include('secret');
      expect(await problemOf(openCheckpoint(`${address}/base?signature=other`, { cache }))).not.to.include(
        'other',
      );
    });
  });

  it('is kept whole where several commands bring it at once', async () => {
    const cache = cacheFolder();
    await withServer(files, {}, async ({ address }) => {
      const all = await Promise.all(Array.from({ length: 4 }, () => read(`${address}/post`, cache)));
      expect(all.every((bytes) => bytes.equals(HEAD_OF_POST))).to.equal(true);
      expect((await read(`${address}/post`, cache)).equals(HEAD_OF_POST)).to.equal(true);
    });
  });
});
