/** A server on 127.0.0.1 with two checkpoints behind several stacks, whose answers in Japanese slip as often as a fault says. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Levels, Measure } from './crossed.js';
import { uniform } from './prompts.js';

export interface Stacks {
  /** `${url}/NAME/v1` is the base URL of a stack, whatever its name. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const SENTENCES = [
  '今日はとても良い天気なので、公園を散歩しながら花を眺めるのがおすすめです。',
  '朝のうちは少し肌寒いですが、昼ごろには暖かくなるでしょう。',
  '夕方からは風が強くなる見込みですから、上着を持って出かけてください。',
  '週末は雨が降るかもしれないので、傘を忘れないようにしましょう。',
  '山の方では雪が残っている場所もあり、足元に気をつける必要があります。',
  '海沿いの道は眺めがよく、歩いているだけで気持ちが明るくなります。',
];
const SLIP = '公園には хорошая 花があります。';
const CODE = '次のように書きます。\n\n```js\nlet value = "привет";\n```\n';

/** Starts it; what a server is sent decides the rates, by the same seed always in the same way for the same requests in the same order. */
export async function startStacks(
  rateOf: (levels: Levels, measure: Measure) => number,
  seed: number,
): Promise<Stacks> {
  const random = uniform(seed);
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    const endpoint = request.url?.split('/')[1] ?? '';
    const levels = { checkpoint: body.model, endpoint, top_k: body.top_k ?? null };
    const told = Array.from({ length: 3 }, () => SENTENCES[Math.floor(random() * SENTENCES.length)] ?? '');
    if (random() < rateOf(levels, 'script_mixing')) told[1] = SLIP;
    if (random() < rateOf(levels, 'code_mixing')) told[2] = CODE;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'chat',
        object: 'chat.completion',
        model: body.model,
        choices: [
          { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: told.join('') } },
        ],
        usage: { prompt_tokens: 20, completion_tokens: 60, total_tokens: 80 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
