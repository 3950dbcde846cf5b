import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

type Body = Readonly<Record<string, unknown>>;

const choice = { message: { content: '東京' }, delta: { content: '東京' }, finish_reason: 'stop' };

function answer(response: ServerResponse, { stream }: Body): void {
  const said = JSON.stringify({ choices: [choice] });
  const type = stream ? 'text/event-stream' : 'application/json';
  response.writeHead(200, { 'content-type': type }).end(stream ? `data: ${said}\n\n` : said);
}

/** Refuses what a vendor refuses; undefined where it answers. */
type Refuses = (body: Body) => string | undefined;

describe('offscript check', () => {
  let server: Server;
  let folder: ReturnType<typeof folderWith>;
  const heard: Body[] = [];
  afterEach(() => {
    heard.length = 0;
    server.closeAllConnections();
    server.close();
    folder.remove();
  });

  async function check(refuses: Refuses, fields: object = {}) {
    server = createServer(async (request, response) => {
      if (request.method === 'GET') return response.writeHead(404).end();
      const body = JSON.parse(await text(request)) as Body;
      heard.push(body);
      const message = refuses(body);
      if (message === undefined) return answer(response, body);
      return response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const target = { id: 'a', base_url: `http://127.0.0.1:${port}/v1`, model: 'm', ...fields };
    folder = folderWith({
      's.json': JSON.stringify({ seed: 7, targets: [target], prompts: [{ language: 'ja', sample: 1 }] }),
    });
    const { code, stdout } = await offscript(folder.path, ['check', 's.json', '--json']);
    return { code, probe: JSON.parse(stdout)[0] };
  }

  it('limits its answer as a model takes it, where the suite has no limit', async () => {
    const { code, probe } = await check(({ max_tokens }) =>
      max_tokens === undefined
        ? undefined
        : "'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
    );
    expect([code, probe.error, probe.streaming]).to.deep.equal([0, null, true]);
    expect(heard.slice(1).map((body) => body.max_completion_tokens)).to.deep.equal([64, 64, 64]);
  });

  it('says what is wrong where the limit is the suite’s own', async () => {
    const { code, probe } = await check(
      ({ max_tokens }) => (max_tokens === undefined ? undefined : 'use max_completion_tokens'),
      { sampling: { max_tokens: 500 } },
    );
    expect([code, probe.error]).to.deep.equal([3, '400 use max_completion_tokens']);
    expect(heard.length).to.equal(1);
  });

  it('streams where the suite does, and asks a model that can do nothing else once less', async () => {
    const { code, probe } = await check(({ stream }) => (stream ? undefined : 'only streams'), {
      stream: true,
    });
    expect([code, probe.error, probe.streaming]).to.deep.equal([0, null, true]);
    expect(probe.first_token_ms).to.be.a('number');
    expect(heard.length).to.equal(2);
  });

  it('sends a seed where the run will, so that who refuses one is found out', async () => {
    const refuses: Refuses = ({ seed }) => (seed === undefined ? undefined : 'no such field: seed');
    const { code, probe } = await check(refuses);
    expect([code, probe.error]).to.deep.equal([3, '400 no such field: seed']);
    server.close();
    expect((await check(refuses, { send_seed: false })).code).to.equal(0);
  });
});
