/** Runs that contracts of stores are held with: where they are, what was asked, and a sample of every form. */

import { expect } from 'chai';
import { UserError } from '../../files/index.js';
import type {
  PromptRecord,
  RunCollection,
  RunManifest,
  RunPlan,
  RunStore,
  Sample,
  SampleKey,
} from '../../store/index.js';

/** A place of runs, and what may happen to it. */
export interface Place {
  readonly collection: RunCollection;
  /** Removes the place. */
  readonly remove: () => Promise<void>;
  /** From now on those who have sessions on the run of this name look as if they had given no sign of life for long. */
  readonly silence: (name: string) => Promise<void>;
  /** Removes the run of this name under those who write to it. */
  readonly erase: (name: string) => Promise<void>;
}

export const keyOf = (i: number): SampleKey => i.toString(16).padStart(24, '0') as SampleKey;

/** Questions `from` to `to` - 1. */
export const questions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ key: keyOf(from + i), place: from + i }));

export const base = (i: number) =>
  ({ key: keyOf(i), target: 'a', prompt: `p${i}`, language: 'ja', repeat: 0, attempts: 1 }) as const;
export const answered = (i: number, answer = `${i}番目の答え`): Sample => ({ ...base(i), answer });
export const failed = (i: number, retried: readonly string[] = []): Sample => ({
  ...base(i),
  attempts: retried.length + 1,
  ...(retried.length > 0 && { retried }),
  answer: null,
  error: { kind: 'http', status: 500, message: 'broken' },
});

export const prompts: readonly PromptRecord[] = [
  {
    id: 'p1',
    language: 'ja',
    messages: [{ role: 'user', content: '天気は？' }],
    tags: ['plain'],
    allow: ['NHK'],
  },
  {
    id: 'p0',
    language: 'ko',
    messages: [
      { role: 'system', content: 'a' },
      { role: 'user', content: '\ud800\u2028' },
    ],
  },
];

export function planOf(more: Partial<RunManifest> = {}): RunPlan {
  const manifest: RunManifest = {
    schema: 1,
    made_by: 'run',
    suite: { name: 's', hash: 'h' },
    created_at: '2026-01-01T00:00:00.000Z',
    versions: { offscript: '0.1.0', node: '20.19.0', unicode: '17.0.0' },
    targets: [{ id: 'a', model: 'm', sampling: { temperature: 0.5 }, extra_body: { deep: [[{ x: null }]] } }],
    repeats: 2,
    prompts: prompts.length,
    ...more,
  };
  return { manifest, prompts };
}

/** One of every form that a sample may have. */
export const forms: readonly Sample[] = [
  answered(0),
  { ...base(1), answer: null },
  {
    ...base(2),
    answer: '\u0000"\\\ud800\u2028 𠮷\r\n',
    reasoning: 'thinking',
    tool_calls: [{ name: 'f', arguments: '{"a": 1}' }],
    finish_reason: 'tool_calls',
    model: 'm-1',
    system_fingerprint: 'fp',
    usage: { prompt_tokens: 1, completion_tokens: 2, reasoning_tokens: 1 },
    logprobs: [
      ['値', -0.25],
      [[0xe5, 0x80], null, [['x', -1.5]]],
    ],
    started_at: '2026-01-01T00:00:00.000Z',
    latency_ms: 12.5,
    first_token_ms: 3,
  },
  { ...base(3), answer: null, refusal: 'I cannot' },
  { ...base(4), answer: 'partly', refusal: 'content_filter', repeat: 999_999 },
  failed(5, ['429', 'timeout', 'connection', 'body']),
  { ...base(6), answer: null, error: { kind: 'timeout', message: '' } },
];

export const lines = (samples: readonly Sample[]): string[] =>
  samples.map((sample) => JSON.stringify(sample));

/** Appends the samples in a session of their own. */
export async function storeIn(run: RunStore, ...samples: readonly Sample[]): Promise<void> {
  const session = await run.open(planOf());
  for (const sample of samples) await session.append(sample);
  await session.close();
}

/** What a promise that must reject rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it was taken'),
    (error: unknown) => error,
  );

export async function expectUserError(promise: Promise<unknown>): Promise<void> {
  expect(await rejection(promise)).to.be.instanceOf(UserError);
}
