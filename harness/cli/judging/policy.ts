/** Policies of a file in the place of those of runs. */

import type { RunHead } from '../../../reports/index.js';
import { mergeDetection } from '../../../store/index.js';

/** The runs, to be judged by the settings of a policy file where it has some, else by their own. */
export async function underPolicy<Run extends RunHead>(
  runs: readonly Run[],
  file: string | undefined,
): Promise<readonly Run[]> {
  if (file === undefined) return runs;
  const { loadPolicyFile } = await import('../../suite/index.js');
  const over = await loadPolicyFile(file);
  return runs.map((run) => {
    const detection = mergeDetection(run.manifest.detection, over);
    return { ...run, manifest: { ...run.manifest, ...(detection && { detection }) } };
  });
}
