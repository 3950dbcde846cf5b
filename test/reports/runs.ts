/** Runs for tests, made of samples that are given in short. */

import { buildReport, type Report, type RunInput } from '../../reports/index.js';
import type {
  Channels,
  PromptRecord,
  RunManifest,
  Sample,
  SampleBase,
  SampleKey,
} from '../../store/index.js';

export const CLEAN = '今日はとても良い天気です。';
export const CYRILLIC = '今日はとても хорошо 良い天気です。';
export const ENGLISH = 'The weather is nice today and we are going to the park.';

export interface Given {
  readonly target: string;
  readonly prompt: string;
  readonly repeat?: number;
  readonly language?: string;
  readonly answer?: string | null;
  readonly more?: Partial<SampleBase & Channels> & Partial<Pick<Sample, 'refusal' | 'error'>>;
}

let serial = 0;

/** Numbers samples from `first` on: their keys decide which are shown. */
export function keysFrom(first: number): void {
  serial = first;
}

function toSample({ target, prompt, repeat = 0, language = 'ja', answer = CLEAN, more = {} }: Given): Sample {
  const { error, refusal, ...rest } = more;
  const base = { key: `${serial++}` as SampleKey, target, prompt, language, repeat, attempts: 1, ...rest };
  if (error !== undefined) return { ...base, answer: null, error };
  return refusal === undefined ? { ...base, answer } : { ...base, answer, refusal };
}

export function run(
  path: string,
  given: readonly Given[],
  more: Partial<RunManifest> = {},
  prompts: readonly PromptRecord[] = [],
): RunInput {
  const ids = [...new Set(given.map(({ target }) => target))];
  return {
    path,
    manifest: {
      schema: 1,
      made_by: 'run',
      suite: { name: 's', hash: 'h' },
      created_at: '2026-01-01T00:00:00.000Z',
      versions: { offscript: '0', node: '0', unicode: '0' },
      targets: ids.map((id) => ({ id, model: id })),
      repeats: 1,
      prompts: prompts.length,
      ...more,
    },
    prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
    async *samples() {
      yield* given.map(toSample);
    },
  };
}

/** `n` prompts, the first `mixed` of them answered with Cyrillic. */
export function answers(target: string, n: number, mixed: number): Given[] {
  return Array.from({ length: n }, (_, i) => ({
    target,
    prompt: `p${i}`,
    answer: i < mixed ? CYRILLIC : CLEAN,
  }));
}

export const only = async (...runs: RunInput[]): Promise<Report> => (await buildReport(runs)).report;
