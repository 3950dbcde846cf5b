import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { base, cachesIn, HEAD_OF_POST, post, problemOf, read, withServer } from './served.js';

const { path: folder, remove } = folderWith({});
after(remove);
const cacheFolder = cachesIn(folder);

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
