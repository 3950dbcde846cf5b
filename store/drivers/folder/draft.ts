/** A run that is written beside where it is to lie, and appears there when it is complete. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../files/index.js';
import { manifestOf } from '../../manifest.js';
import type { RunDraft } from '../../run-store.js';
import { checkRunName, writtenPrompt, writtenSample } from '../../writing.js';
import { FILES, readManifest } from './read.js';
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

  function refuseClosed(): void {
    if (!open) throw new UserError('the run is published, or the draft discarded', parent);
  }

  return {
    async addPrompt(prompt) {
      refuseClosed();
      files.prompts.add(writtenPrompt(prompt, parent));
    },
    async addSample(sample) {
      refuseClosed();
      files.samples.add(writtenSample(sample, parent));
    },
    async publish(name, manifest) {
      checkRunName(name);
      manifestOf(manifest, name);
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
      checkRunName(name);
      const folder = join(parent, name);
      readManifest(folder);
      manifestOf(manifest, name);
      close();
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
