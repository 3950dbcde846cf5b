/** Runs against servers that fail in every way at random: each question comes to one sample, an answer or an error. */

import { join } from 'node:path';
import { ENDPOINT_FAULTS } from './faults.js';
import { faultsOf, run } from './programs.js';
import { leaksIn, stored, writeSuite } from './runs.js';
import { listen } from './server.js';
import type { Place, Seen, Torment, Trial } from './torment.js';

const COUNT = 24;
const NAMES = Object.keys(ENDPOINT_FAULTS);

async function trial({ random, folder }: Place): Promise<Trial> {
  const names = Array.from({ length: random.int(1, 5) }, () => random.pick(NAMES));
  const share = random.pick([0.3, 0.7, 1]);
  let requests = 0;
  const { url, close } = await listen((request, response) => {
    requests++;
    request.resume();
    response.on('error', () => {});
    const fault = random.chance(share) ? ENDPOINT_FAULTS[random.pick(names)] : undefined;
    if (fault !== undefined) fault(response, random);
    else
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"choices":[{"message":{"content":"日本語の答えです。"},"finish_reason":"stop"}]}');
  });
  try {
    const stream = random.chance(0.5);
    writeSuite(folder, url, COUNT, {
      concurrency: 8,
      stream,
      timeout: 2,
      retries: 2,
      max_wait: 0.2,
      wait_for: 2,
    });
    const ended = await run(folder, ['run', 's.yaml', '-o', 'out', '--quiet']);
    const seen: Seen[] = [...faultsOf(ended, new Set([0, 3])), ...leaksIn(folder)];
    const { keys, torn } = stored(join(folder, 'out'));
    if (torn > 0) seen.push({ fault: 'torn', what: `${torn} lines` });
    if (new Set(keys).size < keys.length) seen.push({ fault: 'doubled', what: 'samples of one question' });
    if (ended.code === 0 && new Set(keys).size < COUNT)
      seen.push({ fault: 'lost', what: `${COUNT - new Set(keys).size} questions, exit 0` });
    const how = `${names.join(', ')}${stream ? ', streamed' : ''}`;
    return { tried: requests, seen: seen.map(({ fault, what }) => ({ fault, what: `${how}: ${what}` })) };
  } finally {
    await close();
  }
}

export const endpoints: Torment = { name: 'endpoints', unit: 'requests', count: 3000, trial };
