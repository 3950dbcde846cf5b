import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { probe } from '../../../harness/endpoint/index.js';
import { estimateRun, runSuite } from '../../../harness/run/index.js';
import { beforeModel, startSimulator } from '../../../harness/simulator/index.js';
import { loadSuite } from '../../../harness/suite/index.js';
import { buildReport, formats, openRun, renderTerminal } from '../../../reports/index.js';
import { folderPlace, folderStore, mergeRuns, type RunStore } from '../../../store/index.js';
import { folderWith, type Result } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, suiteText } from '../run/suites.js';

const offscript = warmOffscript();

/** With characters that JSON and URLs write otherwise. */
const SECRETS = {
  KEY: 'sk-bearer-0f9e8d7c"6b5a\\4',
  HEADER: 'sk-header-1a2b3c4d+5e6f/7',
  QUERY: 'sk-query-99aa88bb&77cc',
};

const fromEnvironment = (name: string): string => `\${${name}}`;

const FIELDS = {
  wait_for: 0,
  api_key_env: 'KEY',
  headers: { 'x-api-key': fromEnvironment('HEADER') },
  query: { 'api-version': '1', code: fromEnvironment('QUERY') },
};

type Reply = (response: ServerResponse, echo: string) => void;

const json =
  (status: number, body: (echo: string) => unknown): Reply =>
  (response, echo) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body(echo)));

const raw =
  (status: number, body: (echo: string) => string): Reply =>
  (response, echo) =>
    void response.writeHead(status, { 'content-type': 'text/plain' }).end(body(echo));

const messageOf = (echo: string): object => ({
  content: `はい ${echo}`,
  reasoning_content: echo,
  refusal: null,
  tool_calls: [{ function: { name: echo, arguments: JSON.stringify({ [echo]: echo }) } }],
});

/** What a server may do with what it was sent: `echo` holds all of it. */
const replies: Readonly<Record<string, Reply>> = {
  answer: json(200, (echo) => ({
    model: echo,
    system_fingerprint: echo,
    choices: [{ message: messageOf(echo), finish_reason: echo }],
    usage: { prompt_tokens: 1, completion_tokens: 1 },
  })),
  refusal: json(400, (echo) => ({ error: { code: 'content_filter', message: `no: ${echo}` } })),
  unauthorised: json(401, (echo) => ({ error: { message: `wrong key ${echo}` } })),
  limited: json(429, (echo) => ({ error: { message: `slow down ${echo}` } })),
  broken: raw(500, (echo) => `stack trace: ${echo}`),
  'error in a 200': json(200, (echo) => ({ error: { message: echo, code: 500, [echo]: echo } })),
  'no JSON': raw(200, (echo) => `<html>${echo}`),
  'no message': json(200, (echo) => ({ choices: [], note: echo })),
  'an error in a stream': (response, echo) =>
    void response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(`data: ${JSON.stringify({ error: { message: echo } })}\n\n`),
  'a stream': (response, echo) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of ['はい', ...echo])
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`);
    response.end(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\n`);
  },
  reset: (response) => void response.socket?.resetAndDestroy(),
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a key', () => {
  let server: Server;
  let reply: Reply;
  let heard: IncomingMessage[] = [];
  before((done) => {
    server = createServer((request, response) => {
      heard.push(request);
      void text(request).then((body) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        const sent = [...Object.values(request.headers), ...url.searchParams.values(), request.url, body];
        reply(response, sent.join(' '));
      });
    }).listen(0, '127.0.0.1', done);
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  /** Fails where a secret, in any of its forms, stands in what was said or in a file of the folder. */
  function expectNoSecret(folder: string, said: readonly string[]): void {
    const forms = Object.values(SECRETS).flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]);
    const places = [...said, ...filesIn(folder).map((path) => readFileSync(path, 'utf8'))];
    for (const place of places) for (const form of forms) expect(place.includes(form), place).to.equal(false);
  }

  /** Every command that reads a suite or a run: what it writes to its output. */
  async function useCommands(cwd: string): Promise<string[]> {
    const rounds = [
      [
        ['check', 's.yaml'],
        ['check', 's.yaml', '--json'],
        ['run', 's.yaml', '--dry-run'],
        ['--debug', 'run', 's.yaml', '-o', 'out', '--shard', '1/2'],
        ['run', 's.yaml', '-o', 'quiet', '--quiet'],
      ],
      [['run', 's.yaml', '-o', 'out', '--json']],
      [['merge', 'out', 'quiet', '-o', 'merged']],
      [
        ['report', 'merged', '--format', 'json'],
        ['report', 'merged', '--format', 'md'],
        ['report', 'merged'],
      ],
    ];
    const results: Result[] = [];
    for (const round of rounds)
      results.push(...(await Promise.all(round.map((words) => offscript(cwd, words, SECRETS)))));
    return results.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  }

  /** What stands behind those commands: all that it returns, tells on the way or throws. */
  async function useLibrary(cwd: string): Promise<string[]> {
    const said: string[] = [];
    const say = (value: unknown): void =>
      void said.push(inspect(value, { depth: 20 }), JSON.stringify(value) ?? '');
    const suite = await loadSuite(join(cwd, 's.yaml'));
    const [out, quiet] = ['out', 'quiet'].map((name) => folderStore(join(cwd, name))) as [RunStore, RunStore];
    const place = folderPlace(join(cwd, 'merged'));
    const options = { onPlan: say, onSample: say, onNotice: say };
    const steps = [
      () => Promise.all(suite.targets.map((target) => probe(target))),
      () => estimateRun(suite, out),
      () => runSuite(suite, out, { ...options, shard: { index: 1, of: 2 } }),
      () => runSuite(suite, quiet, options),
      () => runSuite(suite, out, options),
      () => mergeRuns([out, quiet], place),
      async () => {
        const built = await buildReport([await openRun(folderStore(join(cwd, 'merged')))]);
        for (const { render } of Object.values(formats)) said.push(render(built.report, built.examples));
        said.push(renderTerminal(built.report));
        return built;
      },
    ];
    for (const step of steps) say(await step().catch((error: unknown) => error));
    return said;
  }

  const withSecrets = async <T>(work: () => Promise<T>): Promise<T> => {
    Object.assign(process.env, SECRETS);
    try {
      return await work();
    } finally {
      for (const name of Object.keys(SECRETS)) delete process.env[name];
    }
  };

  const limit = { sampling: { max_tokens: 100 } };
  const cases = Object.entries(replies).flatMap(([name, sends]) => [
    { name, sends, fields: {} },
    { name: `${name}, text completions`, sends, fields: { api: 'completions', ...limit } },
    { name: `${name}, responses`, sends, fields: { api: 'responses' } },
    { name: `${name}, messages`, sends, fields: { api: 'messages', ...limit } },
  ]);
  for (const { name, sends, fields } of cases) {
    it(`that a server sends back (${name}) is in no file, output or error`, async () => {
      reply = sends;
      heard = [];
      const port = (server.address() as AddressInfo).port;
      const stream = name.includes('stream');
      const folder = folderWith({
        's.yaml': suiteText(
          { url: `http://127.0.0.1:${port}/v1` },
          { ...FIELDS, ...fields, retries: 1, max_wait: 0.01, stream },
        ),
        'prompts.jsonl': promptLines(2),
      });
      try {
        const said = await withSecrets(() => useLibrary(folder.path));
        const [request] = heard;
        expect(request?.headers).to.deep.include({
          authorization: `Bearer ${SECRETS.KEY}`,
          'x-api-key': SECRETS.HEADER,
        });
        expect(request?.url).to.contain(`code=${encodeURIComponent(SECRETS.QUERY)}`);
        expect(said.length).to.be.above(20);
        expect(readFileSync(join(folder.path, 'merged/samples.jsonl'), 'utf8').length).to.be.greaterThan(100);
        expectNoSecret(folder.path, said);
      } finally {
        folder.remove();
      }
    });
  }

  it('of a simulated endpoint with every fault is in no file and no output of a command', async () => {
    const faults = {
      rate429: 0.2,
      retryAfter: 5,
      rate500: 0.2,
      rateReset: 0.1,
      rateCutoff: 0.1,
      rateHang: 0.05,
    };
    const simulator = await startSimulator({ models: [beforeModel], faults, apiKey: SECRETS.KEY });
    const fields = { ...FIELDS, wait_for: 60, timeout: 0.5, retries: 2, max_wait: 0.02 };
    const folder = folderWith({
      's.yaml': suiteText(simulator, fields),
      'prompts.jsonl': promptLines(60),
    });
    try {
      expectNoSecret(folder.path, await useCommands(folder.path));
      expect(filesIn(folder.path).some((path) => path.endsWith('report.html'))).to.equal(true);
    } finally {
      await simulator.close();
      folder.remove();
    }
  });
});
