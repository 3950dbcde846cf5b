// Cuts an answer off at its first slip: streams it from an endpoint, and gives it to the stream guard of `offscript serve` as it comes.
//
//   offscript serve            # port 8400
//   offscript serve-demo       # stands for your endpoint, on port 8399
//   node examples/cut-off.mjs お年玉について教えてください。

import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8399/v1/chat/completions';
const SERVER = process.env.OFFSCRIPT_SERVER ?? 'http://127.0.0.1:8400';

const [question = 'お年玉について教えてください。', language = 'ja'] = process.argv.slice(2);

// Not fetch: what it sends must have ended before it gives the answer.
const guard = request(`${SERVER}/v1/guard?stop=script_mixing`, {
  method: 'POST',
  headers: { 'content-type': 'text/event-stream' },
});
guard.write(`data: ${JSON.stringify({ language, prompt: question })}\n\n`);
const heard = once(guard, 'response');

const cut = new AbortController();
const answer = await fetch(ENDPOINT, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'before', stream: true, messages: [{ role: 'user', content: question }] }),
  signal: cut.signal,
});

/** The answer goes to the guard as it comes, until the guard has heard enough. */
async function passOn() {
  try {
    for await (const piece of answer.body) guard.write(piece);
    guard.end();
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
    guard.destroy();
  }
}

async function listen() {
  const [response] = await heard;
  for await (const line of createInterface({ input: response })) {
    const { event, reason, finding, error } = JSON.parse(line);
    if (event === 'finding') console.log(`${finding.script} "${finding.text}" at ${finding.start}`);
    if (event === 'error') console.error(error.message);
    if (event !== 'end') continue;
    console.log(reason === 'found' ? 'cut off' : 'came to its end');
    cut.abort();
  }
}

await Promise.all([passOn(), listen()]);
