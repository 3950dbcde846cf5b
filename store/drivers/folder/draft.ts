/** A run that is written beside where it is to lie, and appears there when it is complete. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { putInPlace, syncFolder, UserError } from '../../../files/index.js';
import { manifestOf } from '../../manifest.js';
import type { RunDraft } from '../../run-store.js';
import { checkRunName, writtenPrompt, writtenSample } from '../../writing.js';
import { DRAFT, removeLeftDrafts } from './leftovers.js';
import { LineFile } from './line-file.js';
import { lockFolder } from './lock.js';
import { FILES, readManifest } from './read.js';
import { clearStart, isUnmade, writeManifest } from './start.js';

/** Makes room for a run where there is none: in an empty folder, and in one that a start which was cut short left. */
function clearPlace(folder: string): void {
  if (!existsSync(folder)) return;
  if (isUnmade(folder)) {
    const lock = lockFolder(folder);
    clearStart(folder);
    lock.release();
  }
  if (readdirSync(folder).length > 0) throw new UserError('the folder is not empty', folder);
  // Not every system renames over a folder, even an empty one.
  rmdirSync(folder);
}

/** Begins a run among those in the folder `parent`, which is made where it is not there. */
export function openDraft(parent: string): RunDraft {
  mkdirSync(parent, { recursive: true });
  removeLeftDrafts(parent);
  const part = mkdtempSync(join(parent, DRAFT));
  // So that others know whether it is left behind.
  const lock = lockFolder(part);
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

  /** Throws UserError where this process stood still for so long that the draft was cleared away as left behind. */
  function refuseLost(): void {
    if (lock.lost() !== undefined)
      throw new UserError('what was written so far has been removed by another process', parent, 'try again');
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
      refuseLost();
      writeManifest(part, manifest);
      const folder = join(parent, name);
      clearPlace(folder);
      lock.release();
      renameSync(part, folder);
      syncFolder(parent);
    },
    async publishPrompts(name, manifest) {
      checkRunName(name);
      const folder = join(parent, name);
      readManifest(folder);
      manifestOf(manifest, name);
      close();
      refuseLost();
      putInPlace(join(part, FILES.prompts), join(folder, FILES.prompts));
      writeManifest(folder, manifest);
    },
    async discard() {
      try {
        close();
      } finally {
        lock.release();
        rmSync(part, { recursive: true, force: true });
      }
    },
  };
}
