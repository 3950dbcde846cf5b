/** What a report is to compare: as whoever asks for it says, else as its runs do. */

import { UserError } from '../files/index.js';
import type { SeriesStep, TargetOrder } from '../store/index.js';
import { type Comparing, HEADLINE } from './comparing/index.js';
import { type GateRules, rulesOf } from './gate/index.js';
import { type RunHead, targetNames } from './runs.js';
import { stepsOf } from './series/index.js';
import type { Inference } from './units.js';

/** What of it may be asked for. */
export interface ReportRequest {
  /** Id of the target that others are compared with; without it the baseline of the first run that names one. */
  readonly baseline?: string | undefined;
  /** What the report speaks of; where missing, what its runs say. */
  readonly inference?: Inference | undefined;
  /** Targets that are checkpoints, the lowest step first; `true` for the order of the first run that has one, or else of all targets as they come. Where missing, of a run that has one. */
  readonly series?: TargetOrder | true | undefined;
  /** The day (ISO 8601, UTC) by which waivers may have ended; where missing, all stand. */
  readonly day?: string | undefined;
}

/** How targets are compared. */
export function comparingOf(runs: readonly RunHead[], asked?: Inference): Required<Comparing> {
  const said = runs.map(({ manifest }) => manifest);
  return {
    inference: asked ?? said.find(({ inference }) => inference !== undefined)?.inference ?? 'prompts',
    named: said.find(({ gate }) => gate?.on !== undefined)?.gate?.on ?? HEADLINE,
  };
}

/** Waivers that have ended decided nothing less: a report is no gate. */
const NO_DAY = '';

/** What the gate of a run holds a candidate to, or that of nobody. */
export const gateOf = (run: RunHead | undefined): GateRules =>
  rulesOf(run?.manifest.gate ?? {}, NO_DAY, run?.path ?? '');

/** The target that others are compared with; null where nobody names one. Throws UserError: there is none of that name. */
export function baselineOf(
  runs: readonly RunHead[],
  targets: readonly string[],
  asked: string | undefined,
): string | null {
  const first = runs.find(({ manifest }) => manifest.baseline !== undefined);
  const own = first?.manifest.baseline;
  const wanted =
    asked ?? (first === undefined || own === undefined ? undefined : targetNames(runs)(first, own));
  if (wanted === undefined) return null;
  if (targets.includes(wanted)) return wanted;
  throw new UserError(`there is no target "${wanted}"`, '', `the targets are ${targets.join(', ')}`);
}

/** The steps of a series; undefined where none was asked for. */
export function orderOf(
  runs: readonly RunHead[],
  targets: readonly string[],
  asked: ReportRequest['series'],
): SeriesStep[] | undefined {
  if (asked !== undefined && asked !== true) return stepsOf(asked, targets);
  const first = runs.find(({ manifest }) => manifest.order !== undefined);
  const nameOf = targetNames(runs);
  const own = first?.manifest.order?.map((entry) =>
    typeof entry === 'string'
      ? { target: nameOf(first, entry) }
      : { ...entry, target: nameOf(first, entry.target) },
  );
  if (own !== undefined) return stepsOf(own, targets, first?.path);
  return asked === undefined ? undefined : stepsOf(targets, targets);
}
