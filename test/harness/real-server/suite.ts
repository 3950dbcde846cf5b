/** Suites for runs of the command line against llama.cpp: short questions, short answers. */

import { MODEL } from '../../support/llama/index.js';

/** Tokens of the longest answer. */
export const LONGEST = 8;

/** Questions whose answers a small model writes in one-byte letters and in letters of three bytes, which it makes of several tokens. */
export const QUESTIONS = [
  { id: 'tokyo', language: 'en', text: 'Where is Tokyo?' },
  { id: 'seoul', language: 'ko', text: '서울은 어디에 있나요?' },
  { id: 'kyoto', language: 'ja', text: '京都はどこにありますか。' },
];

export type Target = Readonly<Record<string, unknown>> & { readonly id: string };

/** A suite of targets at this server, and its prompts. */
export function suiteFiles(
  url: string,
  targets: readonly Target[],
  { repeats = 1, questions = QUESTIONS }: { readonly repeats?: number; readonly questions?: object[] } = {},
): { readonly 's.yaml': string; readonly 'prompts.jsonl': string } {
  const common = { base_url: url, model: MODEL, concurrency: 2 };
  const sampling = { temperature: 1, max_tokens: LONGEST };
  const suite = {
    seed: 7,
    repeats,
    targets: targets.map((target) => ({ ...common, sampling, ...target })),
    prompts: [{ file: 'prompts.jsonl' }],
  };
  return {
    's.yaml': JSON.stringify(suite),
    'prompts.jsonl': `${questions.map((question) => JSON.stringify(question)).join('\n')}\n`,
  };
}
