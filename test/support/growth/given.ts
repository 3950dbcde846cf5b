/** What a text is given in, whichever function takes it. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../../detectors/index.js';
import { UserError } from '../../../index.js';
import type { Prompt } from '../../../prompts/index.js';

/** What a text is given in. */
export interface Given {
  readonly text: string;
  readonly language: string;
  readonly policy: Policy;
  /** An empty folder. */
  readonly folder: string;
}

export type Feed = (given: Given) => unknown;

/** Asks for a value, and takes what a user may cause for one. */
export async function allowed(make: () => unknown): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

export async function all(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

export const asked = (content: string): Prompt => ({
  id: 'p',
  language: 'ja',
  messages: [{ role: 'user', content }],
});

export const promptOf = ({ text, language }: Given): Prompt => ({ ...asked(text), language });

export const QUESTION = '天気について教えてください。英語で答えてください。';

/** A file with this content. */
export function fileOf({ folder }: Given, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
