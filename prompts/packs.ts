/** The packs that come with Offscript: `packs/<language>.jsonl`. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPromptFile } from './file.js';
import type { Prompt } from './types.js';
import { UserError } from './user-error.js';

const folder = fileURLToPath(new URL('./prompts/packs/', import.meta.resolve('offscript/package.json')));

/** Languages that have a pack, sorted. */
export function packLanguages(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .sort();
}

/** The prompts of a language's pack. Throws UserError, naming the place `where`, when there is none. */
export function readPack(language: string, where = ''): Prompt[] {
  const available = packLanguages();
  if (!available.includes(language)) {
    throw new UserError(
      `there is no prompt pack for "${language}"`,
      where,
      `there are packs for ${available.join(', ')}`,
    );
  }
  return readPromptFile(`${folder}${language}.jsonl`, language);
}
