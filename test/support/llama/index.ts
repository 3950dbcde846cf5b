/** A real server: llama.cpp with a small model, a process of its own that ends with this one. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../needs.js';

export interface LlamaOptions {
  /** Any free one without it. */
  readonly port?: number;
  /** Answers that it makes at once. */
  readonly slots?: number;
  /** Tokens of a prompt with its answer; all of them together where slots share. */
  readonly context?: number;
  /** Whether all slots share one context, so that answers in the making may run out of it. */
  readonly shared?: boolean;
}

export interface Llama {
  readonly port: number;
  /** What a suite calls `base_url`. */
  readonly url: string;
  /** As a crash would: answers in the making are lost. */
  kill(): Promise<void>;
}

/** The one model that the server has, as it names it itself. */
export const MODEL = 'smollm2';

/** Starts the server with a Python that `needsLlama` gives. Rejects with what it said where it does not start. */
export async function startLlama(
  python: string,
  { port = 0, slots = 2, context = 512, shared = false }: LlamaOptions = {},
): Promise<Llama> {
  const script = join(root, 'examples/small-model.py');
  // One thread: several wait for each other by spinning, and beside other tests that costs more than it brings.
  const numbers = Object.entries({ port, slots, context, threads: 1 }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  const words = [script, ...numbers, ...(shared ? ['--shared'] : [])];
  const child = spawn(python, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const said = text(child.stderr);
  const address = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      if (out.includes('\n')) resolve(out.trim());
    });
    child.on('error', reject);
    ended.then(async ([code]) => reject(new Error(`llama.cpp ended with ${code}: ${await said}`)), reject);
  });
  return {
    port: Number(new URL(address).port),
    url: `${address}/v1`,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
