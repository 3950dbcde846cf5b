/** Asks a simulator over HTTP, as any client would. */

import { setTimeout as sleep } from 'node:timers/promises';
import {
  type SimulatedModel,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../harness/simulator/index.js';

export interface LogprobEntry {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs: readonly Omit<LogprobEntry, 'top_logprobs'>[];
}

interface Text {
  readonly role?: string;
  readonly content?: string;
  readonly reasoning_content?: string;
}

/** A response, or a chunk of one. */
export interface CompletionObject {
  readonly id: string;
  readonly object: string;
  readonly model: string;
  readonly system_fingerprint: string;
  readonly choices: readonly {
    readonly message?: Text;
    readonly delta?: Text;
    readonly finish_reason: string | null;
    readonly logprobs: { readonly content: readonly LogprobEntry[] } | null;
  }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  } | null;
}

export interface ErrorObject {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** A model that never slips. */
export const clean: SimulatedModel = { id: 'clean', slips: {} };

export const japanese = '今日の昼ごはんについて教えてください。';

/** A function that starts simulators, which are closed after each test. */
export function simulators(): (options?: Partial<SimulatorOptions>) => Promise<Simulator> {
  const open: Simulator[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  return async (options = {}) => {
    const simulator = await startSimulator({ models: [clean], ...options });
    open.push(simulator);
    return simulator;
  };
}

/** Resolves when `condition` holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

/** The body of a request. */
export function bodyOf(text: string, more: object = {}): string {
  return JSON.stringify({ model: clean.id, messages: [{ role: 'user', content: text }], ...more });
}

export function post({ url }: Simulator, body: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/chat/completions`, { method: 'POST', body, ...init });
}

export async function ask(simulator: Simulator, text: string, more: object = {}): Promise<CompletionObject> {
  const response = await post(simulator, bodyOf(text, more));
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as CompletionObject;
}

export function contentOf(completion: CompletionObject): string {
  return completion.choices[0]?.message?.content ?? '';
}

/** The chunks of a streamed response; throws where one is malformed. */
export async function stream(
  simulator: Simulator,
  text: string,
  more: object = {},
): Promise<CompletionObject[]> {
  const response = await post(simulator, bodyOf(text, { stream: true, ...more }));
  const events = (await response.text()).split('\n\n');
  if (events.pop() !== '' || events.pop() !== 'data: [DONE]') throw new Error('the stream has no end');
  return events.map((event) => JSON.parse(event.replace(/^data: /, '')) as CompletionObject);
}
