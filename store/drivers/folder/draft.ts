/** A run that is written beside where it is to lie, and appears there when it is complete. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../files/index.js';
import type { RunDraft } from '../../run-store.js';
import { FILES } from './read.js';
import { LineFile, writeManifest } from './whole.js';

/** Begins a run among those in the folder `parent`, which is made where it is not there. */
export function openDraft(parent: string): RunDraft {
  mkdirSync(parent, { recursive: true });
  const part = mkdtempSync(join(parent, '.draft-'));
  const files = {
    prompts: new LineFile(join(part, FILES.prompts)),
    samples: new LineFile(join(part, FILES.samples)),
  };
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    try {
      files.prompts.close();
    } finally {
      files.samples.close();
    }
  }

  return {
    async addPrompt(prompt) {
      files.prompts.add(prompt);
    },
    async addSample(sample) {
      files.samples.add(sample);
    },
    async publish(name, manifest) {
      close();
      writeManifest(part, manifest);
      const folder = join(parent, name);
      if (existsSync(folder)) {
        if (readdirSync(folder).length > 0) throw new UserError('the folder is not empty', folder);
        // Not every system renames over a folder, even an empty one.
        rmdirSync(folder);
      }
      renameSync(part, folder);
    },
    async publishPrompts(name, manifest) {
      close();
      const folder = join(parent, name);
      renameSync(join(part, FILES.prompts), join(folder, FILES.prompts));
      writeManifest(folder, manifest);
    },
    async discard() {
      try {
        close();
      } finally {
        rmSync(part, { recursive: true, force: true });
      }
    },
  };
}
