/** Opens a run folder for a report. */

import { readManifest, readPrompts, readSamples } from '../store/index.js';
import type { RunInput } from './runs.js';

/** The run in `folder`; its samples are read when the report asks for them. Throws UserError where it is no run. */
export async function openRun(folder: string): Promise<RunInput> {
  return {
    path: folder,
    manifest: readManifest(folder),
    prompts: await readPrompts(folder),
    samples: (onTorn) => readSamples(folder, onTorn),
  };
}
