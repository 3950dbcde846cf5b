/** An endpoint of chat completions whose models slip in the same answers whenever they are asked, take their time, fail, or stop answering. */

import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const CLEAN = '今日は晴れです。散歩に行きましょう。';
const MIXED = '今日は晴れです。散歩に хорошо 行きましょう。';

/** 0..1, the same for the same text. */
const chance = (name: string): number => Number.parseInt(hash('sha256', name).slice(0, 8), 16) / 2 ** 32;

export interface Model {
  /** Share of prompts that are answered with a slip: the same ones whenever it is asked. */
  readonly slips: number;
  /** Milliseconds that an answer takes at most; which takes how long is chance. */
  readonly slowest?: number;
  /** Whether a question is answered at all, by how often it was asked. */
  readonly fails?: (prompt: string, times: number) => boolean;
  /** So many questions are answered, and no other ever. */
  readonly holds?: number;
  /** What it says then. */
  readonly status?: number;
}

export interface Endpoint {
  readonly url: string;
  /** Prompts by model, in the order in which they were asked. */
  readonly asked: ReadonlyMap<string, string[]>;
  readonly close: () => void;
}

/** Starts it on 127.0.0.1. A model that is not named is clean. */
export async function startSlipping(models: Readonly<Record<string, Model>>): Promise<Endpoint> {
  const asked = new Map<string, string[]>();
  const times = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { model = '', messages = [] } = JSON.parse(await text(request)) as {
      model?: string;
      messages?: { content: string }[];
    };
    const prompt = messages[0]?.content ?? '';
    asked.set(model, [...(asked.get(model) ?? []), prompt]);
    const { slips, slowest = 0, fails, status = 400, holds } = models[model] ?? { slips: 0 };
    const own = `${model} ${prompt}`;
    times.set(own, (times.get(own) ?? 0) + 1);
    if (holds !== undefined && (asked.get(model)?.length ?? 0) > holds) return;
    if (slowest > 0) await sleep(Math.random() * slowest);
    const isFailing = fails?.(prompt, times.get(own) ?? 0) ?? false;
    const content = chance(own) < slips ? MIXED : CLEAN;
    const usage = { prompt_tokens: 1000, completion_tokens: 1000, total_tokens: 2000 };
    const body = isFailing
      ? { error: { message: 'not this one' } }
      : { model, choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }], usage };
    response
      .writeHead(isFailing ? status : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
