/** One process of `npm run bench:endpoint`: the endpoint, or something that asks it. The last line says what the process took. */

import OpenAI from 'openai';
import { Pool } from 'undici';
import { openClient } from '../harness/endpoint/clients/index.js';
import { beforeModel, startSimulator } from '../harness/simulator/index.js';
import type { Logprobs } from '../store/index.js';

const [name = '', url = '', requests = '0', atOnce = '1'] = process.argv.slice(2);

function question(i: number): { model: string; seed: number; messages: { role: 'user'; content: string }[] } {
  return {
    model: beforeModel.id,
    seed: i,
    messages: [{ role: 'user', content: `${i % 1000}番目の昼ごはんについて教えてください。` }],
  };
}

/** Milliseconds that asking took. */
let asking = 0;

async function askAll(ask: (i: number) => Promise<unknown>): Promise<void> {
  const started = performance.now();
  let next = 0;
  async function work(): Promise<void> {
    while (next < Number(requests)) await ask(next++);
  }
  await Promise.all(Array.from({ length: Number(atOnce) }, work));
  asking = performance.now() - started;
}

const openPool = (): Pool => new Pool(new URL(url).origin, { connections: Number(atOnce) });

/** Each asks `requests` questions. */
const contenders: Readonly<Record<string, () => Promise<void>>> = {
  async undici() {
    const pool = openPool();
    const path = `${new URL(url).pathname}/chat/completions`;
    const headers = { 'content-type': 'application/json' };
    await askAll(async (i) => {
      const { body } = await pool.request({
        method: 'POST',
        path,
        headers,
        body: JSON.stringify(question(i)),
      });
      return body.json();
    });
    await pool.close();
  },
  async client() {
    const client = new OpenAI({ baseURL: url, apiKey: 'none' });
    await askAll((i) => client.chat.completions.create(question(i)));
  },
  async lean() {
    const pool = openPool();
    const target = { id: 'a', model: beforeModel.id, base_url: url };
    const credentials = {
      key: undefined,
      headers: {},
      query: {},
      proxy: undefined,
      redactor: { redact: <T>(value: T) => value, redactTokens: (tokens: Logprobs) => tokens },
    };
    const client = await openClient({
      target,
      credentials,
      path: '/chat/completions',
      dispatcher: pool,
      observe: () => {},
    });
    await askAll(async (i) => (await client.post(question(i), new AbortController().signal)).json());
    await pool.close();
  },
  async offscript() {
    process.argv.splice(2, 1);
    await import('../harness/cli/main.js');
  },
};

if (name === 'serve') {
  const simulator = await startSimulator({ models: [beforeModel], latencyMs: Number(url) });
  process.stdout.write(`${simulator.url}\n`);
} else {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpu = userCPUTime + systemCPUTime;
    process.stdout.write(`${JSON.stringify({ cpu, memory: maxRSS / 1024, asking })}\n`);
  });
  await contenders[name]?.();
}
