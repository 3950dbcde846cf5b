/** `offscript view` as a process, runs for it, and what is asked of it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { folderRuns, type PromptRecord, type Sample, type SampleKey } from '../../../../store/index.js';
import { root } from '../../../support/needs.js';

const main = join(root, 'dist/harness/cli/main.js');

export const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';
export const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
export const ENGLISH =
  'Yesterday I went to the cinema with my friends, and it was a lot of fun for all of us there.';

export const keyOf = (i: number): SampleKey => i.toString(16).padStart(24, '0') as SampleKey;

export const promptOf = (i: number): PromptRecord => ({
  id: `p${i}`,
  language: 'ja',
  messages: [{ role: 'user', content: `質問${i}：昨日は何をしましたか。${i === 3 ? 'Kirschbaum' : ''}` }],
  ...(i % 2 === 0 && { tags: ['even'] }),
});

/** The `i`th sample: of `a` where it is even, else of `b`, which answer the same prompts. */
export const sampleOf = (i: number, answer: string | null, more: object = {}): Sample =>
  ({
    key: keyOf(i),
    target: i % 2 === 0 ? 'a' : 'b',
    prompt: `p${i >> 1}`,
    language: 'ja',
    repeat: 0,
    answer,
    attempts: 1,
    ...more,
  }) as Sample;

/** Writes a run with these samples. */
export async function writeRun(folder: string, name: string, samples: readonly Sample[]): Promise<void> {
  const draft = await folderRuns(folder).draft();
  const prompts = Math.ceil(samples.length / 2) + 5;
  for (let i = 0; i < prompts; i++) await draft.addPrompt(promptOf(i));
  for (const sample of samples) await draft.addSample(sample);
  await draft.publish(name, {
    schema: 1,
    made_by: 'run',
    suite: { name: 'viewed', hash: name },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: {},
    targets: ['a', 'b'].map((id) => ({ id, model: id })),
    baseline: 'a',
    repeats: 1,
    prompts,
  });
}

export interface Batch {
  readonly samples: readonly { readonly html: string; readonly labels: Labels }[];
  readonly next: string | null;
  readonly total: number;
  readonly counted: string | null;
  readonly least: boolean;
}

export interface Labels {
  readonly run: number;
  readonly draws: readonly { readonly rate: string; readonly present?: boolean | null }[];
  readonly findings: readonly { readonly place: string; readonly right?: boolean }[];
}

export interface Viewed {
  readonly child: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  /** The status and the body of what is behind the token. */
  ask(path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** The keys of all samples of a choice, batch by batch. */
  keys(query: string): Promise<string[]>;
  /** Resolves when so many samples are known, and nothing goes on. */
  settled(samples: number): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const KEY = /data-key="([0-9a-f]+)"/;

export const keyIn = ({ html }: { readonly html: string }): string => KEY.exec(html)?.[1] ?? '';

/** Starts the command and resolves when it has named its address. */
export async function viewing(
  cwd: string,
  words: readonly string[],
  cache = join(cwd, 'cache'),
): Promise<Viewed> {
  const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
  const child = spawn(process.execPath, [main, 'view', '--port', '0', ...words], { cwd, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  let isOver = false;
  const ended = once(child, 'close').then(([code]) => {
    isOver = true;
    return code as number | null;
  });
  while (!/http:\S+\n/.test(said)) {
    if (isOver) throw new Error(said);
    await sleep(5);
  }
  const url = /http:\S+/.exec(said)?.[0] ?? '';
  const ask = async (path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const answer = await request(`${url}${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: text.startsWith('<') ? text : JSON.parse(text) };
  };
  return {
    child,
    url,
    said: () => said,
    ask,
    async keys(query) {
      const keys: string[] = [];
      for (let from: string | null = ''; from !== null; ) {
        const { body } = await ask(`samples?${query}${from === '' ? '' : `&from=${from}`}`);
        const { samples, next } = body as Batch;
        keys.push(...samples.map(keyIn));
        from = next;
      }
      return keys;
    },
    async settled(samples) {
      for (;;) {
        const { body } = await ask('state');
        const { samples: known, isBusy } = body as { samples: number; isBusy: boolean };
        if (known === samples && !isBusy) return;
        await sleep(20);
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
