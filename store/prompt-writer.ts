/** Writing prompts one by one, where there are too many to hold. */

import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PROMPTS } from './read.js';
import type { PromptRecord } from './types.js';

/** Code units that are held before they are written. */
const BATCH = 1 << 18;

export interface PromptWriter {
  append(prompt: PromptRecord): void;
  /** Writes what is held, and closes. */
  close(): void;
}

/** Makes `prompts.jsonl` in `folder`. */
export function openPromptWriter(folder: string): PromptWriter {
  const file = openSync(join(folder, PROMPTS), 'w');
  let lines: string[] = [];
  let units = 0;
  function flush(): void {
    const bytes = Buffer.from(lines.join(''));
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
    lines = [];
    units = 0;
  }
  return {
    append(prompt) {
      const line = `${JSON.stringify(prompt)}\n`;
      lines.push(line);
      units += line.length;
      if (units >= BATCH) flush();
    },
    close() {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
