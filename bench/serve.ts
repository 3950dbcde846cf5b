/**
 * `npm run bench:serve`: how long the server takes to answer, real answers cut to 1,000 characters, one after the other over one
 * connection; beside a bare node:http server that reads the same bodies and answers with as many bytes, which is what HTTP itself takes.
 * Every text is asked about in each of several rounds: all requests, and each text's fastest one, which is what a machine that is busy with
 * something else does not change. Lines that came before are not remembered, as the command's identifier would.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parse } from 'csv-parse/sync';
import { Client } from 'undici';
import { policiesOf } from '../detectors/index.js';
import { detectorBy, loadFastText } from '../harness/identifier/index.js';
import { startServing } from '../harness/serve/index.js';
import { responseFiles } from './text.js';

const UNITS = 1000;
const TEXTS = 1500;
/** The first warms up and is not counted. */
const ROUNDS = 8;

/** Sentences where no responses are at hand. */
const SENTENCES = {
  ja: '春になると、川沿いの桜並木を見に多くの人が集まります。',
  ru: 'Весной на берегу реки собирается много людей, чтобы посмотреть на цветение вишни. ',
  de: 'Im Frühling kommen viele Menschen an den Fluss, um die Kirschblüte zu sehen. ',
};

interface Row {
  readonly language: string;
  readonly completion: string;
}

const real = responseFiles.flatMap((path) => parse(readFileSync(path), { columns: true }) as Row[]);
const known = policiesOf({});
const rows: readonly Row[] =
  real.length > 0
    ? real
    : Object.entries(SENTENCES).map(([language, text]) => ({ language, completion: text.repeat(40) }));

/** Answers that have 1,000 characters at least, cut there: shorter ones are put together with the next of their language. */
function bodies(): string[] {
  const open = new Map<string, string>();
  const made: string[] = [];
  for (const { language, completion } of rows) {
    if (known(language) === undefined) continue;
    const text = `${open.get(language) ?? ''}${completion}\n`;
    if (text.length < UNITS) open.set(language, text);
    else {
      open.delete(language);
      made.push(JSON.stringify({ language, text: text.slice(0, UNITS) }));
    }
  }
  return made;
}

interface Times {
  /** Milliseconds of each request, ascending. */
  readonly all: readonly number[];
  /** Milliseconds of the fastest request about each text, ascending. */
  readonly fastest: readonly number[];
}

const ascending = (times: Iterable<number>): number[] => [...times].sort((a, b) => a - b);

async function timesOf(url: string, sent: readonly string[]): Promise<Times> {
  const client = new Client(url);
  const all: number[] = [];
  const fastest = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++)
    for (const text of sent) {
      const began = performance.now();
      const { body, statusCode } = await client.request({
        method: 'POST',
        path: '/v1/detect',
        headers: { 'content-type': 'application/json' },
        body: text,
      });
      await body.text();
      if (statusCode !== 200) throw new Error(`status ${statusCode}`);
      const taken = performance.now() - began;
      if (round === 0) continue;
      all.push(taken);
      fastest.set(text, Math.min(taken, fastest.get(text) ?? taken));
    }
  await client.close();
  return { all: ascending(all), fastest: ascending(fastest.values()) };
}

const bare = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    JSON.parse(Buffer.concat(pieces).toString());
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ findings: 'x'.repeat(250) }));
  });
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const address = bare.address();
if (address === null || typeof address === 'string') throw new Error('the server has no port');

const identifier = await loadFastText();
const serving = await startServing({
  detect: detectorBy(async () => identifier),
  policyOf: (tag) => {
    const policy = known(tag);
    if (policy === undefined) throw new Error(`no policy for ${tag}`);
    return policy;
  },
});

const made = bodies();
const step = Math.max(1, Math.floor(made.length / TEXTS));
const sent = made.filter((_, i) => i % step === 0);
const quantile = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
const contenders = [
  ['node:http alone (reference)', `http://127.0.0.1:${address.port}`],
  ['offscript serve', serving.url],
] as const;
process.stdout.write(`${sent.length} texts of ${UNITS} characters, ${ROUNDS - 1} rounds\n`);
let reference: Times | undefined;
for (const [name, url] of contenders) {
  const times = await timesOf(url, sent);
  reference ??= times;
  for (const what of ['all', 'fastest'] as const) {
    const shown = [0.5, 0.95, 0.99].map((share) => {
      const ms = quantile(times[what], share);
      const ratio = ms / quantile(reference?.[what] ?? times[what], share);
      return `p${share * 100} ${ms.toFixed(3)} ms (${ratio.toFixed(2)}x)`;
    });
    process.stdout.write(`  ${`${name}, ${what}`.padEnd(36)} ${shown.join('  ')}\n`);
  }
}
await serving.close('now');
bare.close();
bare.closeAllConnections();
