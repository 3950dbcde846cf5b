/** Suites for runs of the command line against a simulated endpoint. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeModel, type Simulator } from '../../../harness/simulator/index.js';
import type { Sample } from '../../../store/index.js';

/** `count` different prompts, as a file. */
export function promptLines(count: number): string {
  const line = (_: unknown, i: number): string =>
    JSON.stringify({ id: `p${i}`, language: 'ja', text: `${i}番目の昼ごはんについて教えてください。` });
  return `${Array.from({ length: count }, line).join('\n')}\n`;
}

/** A suite of one target at the simulator, with these further fields, over `prompts.jsonl`. */
export function suiteText(
  { url }: Pick<Simulator, 'url'>,
  fields: Readonly<Record<string, unknown>> = {},
  repeats = 1,
): string {
  const target = { id: 'a', base_url: url, model: beforeModel.id, ...fields };
  return JSON.stringify({ repeats, seed: 7, targets: [target], prompts: [{ file: 'prompts.jsonl' }] });
}

/** The lines of `samples.jsonl`, each of which must be whole. */
export function readStored(run: string): Sample[] {
  const text = readFileSync(join(run, 'samples.jsonl'), 'utf8');
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line is torn');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Sample);
}
