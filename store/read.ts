/** Reading what was asked: the manifest and the prompts of a run folder. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../files/index.js';
import { detectionSchema } from './detection.js';
import { readRecords } from './records.js';
import type { PromptRecord, RunManifest } from './types.js';

export const MANIFEST = 'run.json';
export const PROMPTS = 'prompts.jsonl';

const manifest = v.object({
  schema: v.literal(1),
  made_by: v.picklist(['run', 'score']),
  suite: v.object({ name: v.string(), hash: v.string() }),
  created_at: v.string(),
  targets: v.array(v.object({ id: v.string(), model: v.string() })),
  repeats: v.number(),
  prompts: v.number(),
  detection: v.exactOptional(detectionSchema),
});

/** The manifest of a run folder. Throws UserError where there is none or it is of another schema. */
export function readManifest(folder: string): RunManifest {
  const path = join(folder, MANIFEST);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UserError('not JSON', path, 'restore it from the run that wrote it');
    throw new UserError(
      'no run folder',
      folder,
      'name a folder that `offscript run` or `offscript score` wrote',
    );
  }
  const parsed = v.safeParse(manifest, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new UserError(
      `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`,
      path,
      'was it written by another version?',
    );
  }
  return value as RunManifest;
}

const isPrompt = (value: unknown): boolean =>
  v.is(v.object({ id: v.string(), language: v.string(), messages: v.array(v.unknown()) }), value);

/** The prompts of a run by id; empty where the run has none. Throws UserError at a line that is no prompt. */
export async function readPrompts(folder: string): Promise<Map<string, PromptRecord>> {
  const prompts = new Map<string, PromptRecord>();
  try {
    for await (const prompt of readRecords<PromptRecord>(join(folder, PROMPTS), isPrompt, () => {}))
      prompts.set(prompt.id, prompt);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return prompts;
}
