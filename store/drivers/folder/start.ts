/** How a run begins in a folder: it is one from the moment that it has its manifest, and what a start that was cut short left is known. */

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { putInPlace, UserError, writeSynced, writeWhole } from '../../../files/index.js';
import { checkSuite, continuedManifest } from '../../continued.js';
import type { PromptRecord, RunManifest, RunPlan } from '../../manifest.js';
import { writtenPrompt } from '../../writing.js';
import { LineFile } from './line-file.js';
import { LOCK } from './lock.js';
import { FILES, readManifest } from './read.js';

/** Where one writer is sure to be alone, as who holds a run is. */
const partOf = (path: string): string => `${path}.new`;

const PROMPTS = partOf(FILES.prompts);
const MANIFEST = partOf(FILES.manifest);

/**
 * What a start that was killed, or found no room, left in a folder, locks aside; undefined where something else is there, or a run.
 * Prompts have their name only beside a manifest or its part: a file of prompts may be a user's own.
 */
function leftByStart(folder: string): readonly string[] | undefined {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => !name.startsWith(LOCK));
  const own = names.includes(MANIFEST) ? [PROMPTS, MANIFEST, FILES.prompts] : [PROMPTS];
  return names.every((name) => own.includes(name)) ? names : undefined;
}

/** Whether nothing is in a folder but what a start that was cut short left. */
export const isUnmade = (folder: string): boolean => leftByStart(folder) !== undefined;

/** Removes what a start that was cut short left; the part of the manifest last, since prompts are known by it. */
export function clearStart(folder: string): void {
  const left = leftByStart(folder) ?? [];
  for (const name of [FILES.prompts, PROMPTS, MANIFEST])
    if (left.includes(name)) rmSync(join(folder, name), { force: true });
}

/** The manifest of the run that is in `folder`, undefined where there is none yet. Throws UserError: another suite, something else. */
export function existingRun(folder: string, manifest: RunManifest): RunManifest | undefined {
  if (existsSync(join(folder, FILES.manifest))) {
    const existing = readManifest(folder);
    checkSuite(existing, manifest, folder, 'the folder');
    return existing;
  }
  if (!isUnmade(folder))
    throw new UserError('the folder is neither empty nor a run', folder, 'name another folder');
  return undefined;
}

function writePrompts(path: string, prompts: Iterable<PromptRecord>, folder: string): void {
  const file = new LineFile(path);
  try {
    for (const prompt of prompts) file.add(writtenPrompt(prompt, folder));
  } catch (error) {
    file.abandon();
    throw error;
  }
  file.close();
}

const manifestText = (manifest: RunManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** A folder that has a manifest is a run: it is written last. */
export function writeManifest(folder: string, manifest: RunManifest): void {
  writeWhole(join(folder, FILES.manifest), manifestText(manifest), join(folder, MANIFEST));
}

/** Writes both, safe from a loss of power, and then gives both their names, the manifest last. */
function writeBoth(folder: string, manifest: RunManifest, prompts: Iterable<PromptRecord>): void {
  writePrompts(join(folder, PROMPTS), prompts, folder);
  writeSynced(join(folder, MANIFEST), manifestText(manifest));
  putInPlace(join(folder, PROMPTS), join(folder, FILES.prompts));
  putInPlace(join(folder, MANIFEST), join(folder, FILES.manifest));
}

/** Makes the run of a plan, or goes on with the one that is there. To be called by who holds the lock. */
export function writePlan(folder: string, { manifest, prompts }: RunPlan): void {
  // Another process may have made its run here while this one waited for the lock.
  const existing = existingRun(folder, manifest);
  const next = continuedManifest(existing, manifest);
  try {
    writeBoth(folder, next, prompts);
  } catch (error) {
    if (existing === undefined) clearStart(folder);
    else for (const part of [PROMPTS, MANIFEST]) rmSync(join(folder, part), { force: true });
    throw error;
  }
}
