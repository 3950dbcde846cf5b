/** Sides of a gate for tests, and what a gate says of them. */

import {
  type GateResult,
  type GateRow,
  type GateSide,
  gate,
  type Inference,
  rulesOf,
  tallyRun,
} from '../../../reports/index.js';
import type { GateSettings, RunManifest } from '../../../store/index.js';
import { type Given, run } from '../runs.js';

/** The target of a run of these answers. */
export async function sideOf(
  name: string,
  given: readonly Omit<Given, 'target'>[],
  more: Partial<RunManifest> = {},
): Promise<GateSide> {
  const input = run(
    name,
    given.map((one) => ({ ...one, target: name })),
    { made_by: 'score', ...more },
  );
  const { tally } = await tallyRun(input);
  return { name, tally, target: name };
}

const TODAY = '2026-11-30T12:00:00.000Z';

export const gateOn = (
  baseline: GateSide,
  candidate: GateSide,
  settings: GateSettings = {},
  inference?: Inference,
): GateResult => gate(baseline, [candidate], rulesOf(settings, TODAY, 'suite.yaml'), inference);

/** The row that is held to the margin. */
export function headline({ rows }: GateResult): GateRow {
  const [first] = rows;
  if (first?.rule !== 'margin') throw new Error('the first row is held to the margin');
  return first;
}
