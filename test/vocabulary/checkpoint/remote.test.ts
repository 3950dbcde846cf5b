import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { parseAddress } from '../../../vocabulary/checkpoint/places/address.js';
import { measureDrift } from '../../../vocabulary/drift/index.js';
import {
  type Faults,
  type FileServer,
  gguf,
  matrix,
  safetensors,
  serveFiles,
} from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';

const { path: folder, remove } = folderWith({});
after(remove);

let made = 0;
const cacheFolder = (): string => join(folder, `cache-${made++}`);

const ROWS = 300;
const COLUMNS = 64;
const HEAD_BYTES = ROWS * COLUMNS * 2;

const row = (id: number, turned: number): number[] =>
  Array.from(
    { length: COLUMNS },
    (_, column) => (((id * 7 + column * 3) % 11) + 1) * (column < turned ? -1 : 1),
  );
const rows = (turned: (id: number) => number): number[][] =>
  Array.from({ length: ROWS }, (_, id) => row(id, turned(id)));

const HEAD = 'lm_head.weight';
const other = { dtype: 'BF16', shape: [100_000, 4], bytes: Buffer.alloc(800_000) };
const base = safetensors({ 'a.weight': other, [HEAD]: matrix(rows(() => 0)) });
const post = safetensors({ 'a.weight': other, [HEAD]: matrix(rows((id) => id % 20)) });

/** All files of two models, below `base` and `post`. */
const files = { 'base/model.safetensors': base, 'post/model.safetensors': post };

async function withServer<T>(
  served: Readonly<Record<string, Uint8Array>>,
  faults: Faults,
  look: (server: FileServer) => Promise<T>,
): Promise<T> {
  const server = await serveFiles(served, faults);
  try {
    return await look(server);
  } finally {
    await server.close();
  }
}

/** The bytes of the rows at an address. */
async function read(address: string, cache: string, env: NodeJS.ProcessEnv = {}): Promise<Buffer> {
  const checkpoint = await openCheckpoint(address, { cache, env, firstWait: 10 });
  try {
    const { head } = checkpoint;
    await head.hold(() => {});
    const bytes = Buffer.alloc(head.rows * head.rowBytes);
    await head.read(0, bytes);
    return bytes;
  } finally {
    await checkpoint.close();
  }
}

const HEAD_OF_POST = post.subarray(post.length - HEAD_BYTES);

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UserError);
  expect((error as UserError).message).not.to.include('\n');
  return (error as UserError).message;
}

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

describe('the hub', () => {
  const model = {
    'org/model/resolve/main/model.safetensors': post,
    'org/model/resolve/v1/model.safetensors': base,
  };

  it('is asked for a model and a revision, with the token of the environment', async () => {
    await withServer(model, {}, async ({ address, requests }) => {
      const env = { HF_ENDPOINT: address, HF_TOKEN: 'hf_secret' };
      const cache = cacheFolder();
      expect((await read('hf://org/model', cache, env)).equals(HEAD_OF_POST)).to.equal(true);
      expect((await read('hf://org/model@v1', cache, env)).equals(HEAD_OF_POST)).to.equal(false);
      expect(new Set(requests.map(({ headers }) => headers.authorization))).to.deep.equal(
        new Set(['Bearer hf_secret']),
      );
      const kept = readdirSync(cache, { recursive: true }).map((name) => join(cache, String(name)));
      const texts = kept
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path, 'latin1'));
      expect(texts.length).to.be.above(3);
      expect(texts.some((text) => text.includes('hf_secret'))).to.equal(false);
    });
  });

  it('sends on to another host, which never gets the token; its own ETag counts, whatever the other one says', async () => {
    let count = 0;
    await withServer({ blob: post }, { etag: () => `"${count++}"` }, async (blobs) => {
      const asked: (string | undefined)[] = [];
      const hub = createServer(({ headers, url }, response) => {
        asked.push(headers.authorization);
        if (url === '/org/model/resolve/main/model.safetensors')
          response.writeHead(302, { location: `${blobs.address}/blob`, 'x-linked-etag': '"file"' }).end();
        else response.writeHead(404).end();
      });
      await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
      const { port } = hub.address() as AddressInfo;
      const env = { HF_ENDPOINT: `http://127.0.0.1:${port}`, HF_TOKEN: 'hf_secret' };
      try {
        expect((await read('hf://org/model', cacheFolder(), env)).equals(HEAD_OF_POST)).to.equal(true);
      } finally {
        hub.closeAllConnections();
        hub.close();
      }
      expect(new Set(asked)).to.deep.equal(new Set(['Bearer hf_secret']));
      expect(blobs.requests.length).to.be.above(2);
      expect(blobs.requests.every(({ headers }) => headers.authorization === undefined)).to.equal(true);
    });
  });

  it('that refuses a model says what to do about it, and nothing of the token', async () => {
    await withServer(model, { status: () => 401 }, async ({ address: HF_ENDPOINT }) => {
      const without = await problemOf(read('hf://org/model', cacheFolder(), { HF_ENDPOINT }));
      expect(without).to.include('set HF_TOKEN');
      const env = { HF_ENDPOINT, HF_TOKEN: 'hf_secret' };
      const refused = await problemOf(read('hf://org/model', cacheFolder(), env));
      expect(refused).to.include('may not read the model').and.not.to.include('hf_secret');
    });
  });
});

describe('an address', () => {
  const url = (address: string): string => {
    const parsed = parseAddress(address, {});
    return parsed.kind === 'http' ? parsed.url.href : parsed.path;
  };
  const cases: readonly (readonly [string, string])[] = [
    ['hf://org/model', 'https://huggingface.co/org/model/resolve/main'],
    ['hf://gpt2', 'https://huggingface.co/gpt2/resolve/main'],
    ['hf://org/model@v1.0', 'https://huggingface.co/org/model/resolve/v1.0'],
    ['hf://org/model@refs/pr/3', 'https://huggingface.co/org/model/resolve/refs%2Fpr%2F3'],
    ['hf://org/model/sub/a.gguf', 'https://huggingface.co/org/model/resolve/main/sub/a.gguf'],
    ['hf://org/model@main/a.gguf', 'https://huggingface.co/org/model/resolve/main/a.gguf'],
    ['https://host/dir', 'https://host/dir'],
    ['./dir', './dir'],
  ];
  for (const [address, leads] of cases)
    it(`${address} leads to ${leads}`, () => {
      expect(url(address)).to.equal(leads);
    });

  for (const address of [
    'hf://',
    'hf://org/model@%zz',
    'hf://a b',
    'https://',
    'https://name:secret@host/dir',
  ])
    it(`${address} is refused in one line, without a password`, () => {
      expect(() => url(address))
        .to.throw(UserError)
        .with.property('message')
        .that.does.not.include('secret');
    });

  it('of the hub alone has a token', () => {
    const env = { HF_TOKEN: 'hf_secret' };
    expect(parseAddress('hf://org/model', env)).to.have.nested.property(
      'token.origin',
      'https://huggingface.co',
    );
    expect(parseAddress('https://huggingface.co/org/model', env)).to.have.property('token', undefined);
  });
});
