/** Gates on runs: who is compared, by which rules, and what the process ends with. */

import { appendFileSync } from 'node:fs';
import { UserError } from '../../../files/index.js';
import {
  type GateFormatName,
  type GateResult,
  type GateRules,
  type GateSide,
  gate,
  gateFormats,
  type Inference,
  inertOnGithub,
  rulesOf,
} from '../../../reports/index.js';
import type { GateSettings } from '../../../store/index.js';
import { exitCodes, print, printData, tell, wantsColor } from '../terminal/index.js';
import { type Judging, type Opened, openAll, type Spec, sideOf, targetOf } from './sides.js';

/** What is said of a gate beside its sides. */
export interface Said {
  /** In the place of what runs say. */
  readonly settings?: GateSettings | undefined;
  readonly inference?: Inference | undefined;
  /** Names the settings in messages. */
  readonly where?: string | undefined;
  /** Points, in the place of the settings' own. */
  readonly margin?: number | undefined;
}

/** A gate with the rules that it went by. */
export interface Gated {
  readonly result: GateResult;
  readonly rules: GateRules;
}

function decided(
  baseline: GateSide,
  candidates: readonly GateSide[],
  opened: readonly Opened[],
  { settings, inference, where, margin }: Said,
): Gated {
  const going = opened.find(({ writer }) => writer !== undefined);
  if (going !== undefined)
    throw new UserError(
      `${going.writer} is still asking it: a look at a part of a run of fixed size is no test of it`,
      going.path,
      'wait until it has ended, or ask with run --until-decided, whose gate may be looked at any time',
    );
  const saying = opened.find(({ said }) => said?.gate !== undefined);
  const own = settings ?? saying?.said?.gate ?? {};
  const rules = rulesOf(
    { ...own, ...(margin !== undefined && { margin }) },
    new Date().toISOString(),
    where ?? saying?.path ?? '',
  );
  const speaking = inference ?? opened.flatMap(({ said }) => said?.inference ?? []).at(0);
  return { result: gate(baseline, candidates, rules, speaking), rules };
}

/** The baseline that a run names, against all its other targets. Throws UserError where it names none, or has no other target. */
export function gateWithin(opened: Opened, said: Said): Gated {
  const { path, tally } = opened;
  const baseline = opened.said?.baseline;
  if (baseline === undefined || !tally.ids.includes(baseline))
    throw new UserError(
      'it names no baseline',
      path,
      'name one in its suite, or both sides: gate --baseline RUN#TARGET --candidate RUN#TARGET',
    );
  const others = tally.ids.filter((id) => id !== baseline);
  if (others.length === 0)
    throw new UserError(
      `it has no target beside the baseline "${baseline}"`,
      path,
      'name the other side: gate --baseline RUN --candidate RUN',
    );
  const side = (id: string): GateSide => sideOf(opened, id, false);
  return decided(side(baseline), others.map(side), [opened], said);
}

/** One target against another. Throws UserError: what is no run and no tally, a target that is not there, sides that were judged otherwise. */
export async function gateBetween(
  baseline: Spec,
  candidate: Spec,
  judging: Judging,
  said: Said,
): Promise<Gated> {
  const opened = await openAll([baseline.path, candidate.path], judging);
  const [before, after] = [opened.get(baseline.path), opened.get(candidate.path)];
  if (before === undefined || after === undefined) throw new Error('a side was not opened');
  const ids = [
    targetOf(before, baseline.target, '--baseline'),
    targetOf(after, candidate.target, '--candidate'),
  ] as const;
  if (before === after && ids[0] === ids[1])
    throw new UserError(`both sides are the target "${ids[0]}"`, before.path, 'name two different ones');
  const isAmbiguous = ids[0] === ids[1];
  return decided(
    sideOf(before, ids[0], isAmbiguous),
    [sideOf(after, ids[1], isAmbiguous)],
    [after, before],
    said,
  );
}

/** 0 for a pass, 1 for a fail, 3 for what is undecided or incomplete; of what is merely undecided, what the rules take it for. */
export function exitCodeOf({ result, rules }: Gated): number {
  const { verdict, incomplete } = result;
  if (verdict === 'fail') return exitCodes.found;
  if (verdict === 'pass') return 0;
  if (incomplete || rules.undecided === 'undecided') return exitCodes.incomplete;
  return rules.undecided === 'fail' ? exitCodes.found : 0;
}

/** The whole text of a gate in a format. */
export const writtenGate = ({ result, rules }: Gated, format: GateFormatName, color = false): string =>
  gateFormats[format](result, { undecided: rules.undecided, color });

const isOnGithub = (): boolean => process.env.GITHUB_ACTIONS === 'true';

/**
 * What GitHub Actions shows beside a log: annotations, on standard error, where they are no part of what is written, and a summary of the
 * job. Throws UserError where the summary cannot be written.
 */
export function showOnGithub(gated: Gated): void {
  if (!isOnGithub()) return;
  tell(writtenGate(gated, 'github'));
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (!summary) return;
  try {
    appendFileSync(summary, writtenGate(gated, 'md'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `cannot write the summary of the job (${code})`,
      summary,
      'unset GITHUB_STEP_SUMMARY',
    );
  }
}

/** Prints a gate. */
export function showGate(gated: Gated, format: GateFormatName): void {
  if (format === 'text') {
    const text = writtenGate(gated, format, wantsColor());
    print(isOnGithub() ? inertOnGithub(text) : text);
  } else printData(writtenGate(gated, format));
}
