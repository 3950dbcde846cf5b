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
import { CLEAN, CYRILLIC, type Given, run } from '../runs.js';

export type Answer = Omit<Given, 'target'>;

/** `n` prompts, of which those from the `from`th on, `mixed` of them, have Cyrillic in their answers. */
export const asked = (n: number, mixed: number, { from = 0, language = 'ja' } = {}): Answer[] =>
  Array.from({ length: n }, (_, i) => ({
    prompt: `${language}${i}`,
    language,
    answer: i >= from && i < from + mixed ? CYRILLIC : CLEAN,
  }));

/** The target of a run of these answers. */
export async function sideOf(
  name: string,
  given: readonly Answer[],
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
