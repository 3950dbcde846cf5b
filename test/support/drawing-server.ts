/** An endpoint of chat completions that draws its tokens from probabilities that it gives as well: real HTTP, no model. Seeded. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { uniform } from '../../reports/statistics/index.js';

/** Words of an answer in Japanese, the likeliest first. */
const WORDS = [
  '今日は',
  '良い',
  '天気です。',
  '明日も',
  '晴れ',
  'ます。',
  '散歩に',
  '行き',
  'ました。',
  '海へ',
  '山へ',
  '川へ',
];
const INTRUDERS = ['хорошо', '날씨'];
const END = '<|end|>';
const PLACES = 12;

export interface Model {
  /** Probability of the intruders in each place, for the easiest and for the hardest prompt. */
  readonly slips: readonly [number, number];
  /** What the server does and its answers do not say: as many of the likeliest tokens are drawn from. */
  readonly topK?: number;
  /** Probabilities are given as tokens are drawn, by the temperature that was asked for. */
  readonly givesDrawn?: boolean;
  /** Shares of places that come without other tokens. */
  readonly bare?: number;
}

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
  readonly seed?: number;
  readonly temperature?: number;
  readonly top_k?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
}

type Weights = readonly (readonly [string, number])[];

function weightsFor(hardness: number, { slips }: Model, place: number, random: () => number): Weights {
  const slip = slips[0] + (slips[1] - slips[0]) * hardness;
  // Near misses differ from place to place.
  const here = slip * (0.2 + 1.6 * random());
  const end = place < 6 ? 0.01 : 0.1;
  const words = WORDS.map((_, i) => 0.6 ** i);
  const whole = words.reduce((sum, weight) => sum + weight, 0);
  const left = 1 - here - end;
  return [
    ...WORDS.map((word, i) => [word, (left * (words[i] ?? 0)) / whole] as const),
    ...INTRUDERS.map((word, i) => [word, here * (i === 0 ? 0.7 : 0.3)] as const),
    [END, end],
  ];
}

function drawnBy(weights: Weights, temperature: number, topK: number): Weights {
  const sorted = [...weights].sort((a, b) => b[1] - a[1]).slice(0, topK || weights.length);
  const heated = sorted.map(([name, weight]) => [name, weight ** (1 / temperature)] as const);
  const whole = heated.reduce((sum, [, weight]) => sum + weight, 0);
  return heated.map(([name, weight]) => [name, weight / whole]);
}

function pick(weights: Weights, at: number): string {
  let left = at;
  for (const [name, weight] of weights) {
    left -= weight;
    if (left < 0) return name;
  }
  return weights[0]?.[0] ?? '';
}

const logprobOf = (weights: Weights, name: string): number =>
  Math.log(weights.find(([one]) => one === name)?.[1] ?? 0);

const entryOf = (name: string, logprob: number) => ({ token: name, logprob, bytes: [...Buffer.from(name)] });

function answered(asked: Asked, model: Model): object {
  const text = asked.messages.at(-1)?.content ?? '';
  const number = Number(/\d+/.exec(text)?.[0] ?? 0);
  const hardness = ((number * 7919) % 101) / 100;
  const random = uniform((asked.seed ?? 1) + number * 1000 + asked.model.length);
  const { temperature = 1, top_k: topK = 0, top_logprobs: top = 0 } = asked;
  const content: string[] = [];
  const logprobs: object[] = [];
  for (let place = 0; place < PLACES; place++) {
    const weights = weightsFor(hardness, model, place, random);
    const drawn =
      temperature === 0 ? drawnBy(weights, 1, 1) : drawnBy(weights, temperature, topK || (model.topK ?? 0));
    const given = model.givesDrawn === true ? drawn : [...weights].sort((a, b) => b[1] - a[1]);
    const name = pick(drawn, random());
    logprobs.push({
      ...entryOf(name, logprobOf(given, name)),
      top_logprobs:
        random() < (model.bare ?? 0)
          ? []
          : given.slice(0, top).map(([one, weight]) => entryOf(one, Math.log(weight))),
    });
    if (name === END) break;
    content.push(name);
  }
  return {
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: content.join('') },
        finish_reason: 'stop',
        logprobs: asked.logprobs ? { content: logprobs } : null,
      },
    ],
    model: asked.model,
    usage: { prompt_tokens: 8, completion_tokens: logprobs.length },
  };
}

export interface DrawingServer {
  /** What a suite calls `base_url`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves these models until it is closed. */
export async function startDrawing(models: Readonly<Record<string, Model>>): Promise<DrawingServer> {
  const server: Server = createServer(async (request, response) => {
    const asked = (await json(request)) as Asked;
    const model = models[asked.model];
    response.setHeader('content-type', 'application/json');
    if (model === undefined) response.statusCode = 404;
    response.end(
      JSON.stringify(model === undefined ? { error: { message: 'no such model' } } : answered(asked, model)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
