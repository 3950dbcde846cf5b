/** Probes of several states beside each other, and what changed between two of them. */

import { binomialCdf } from '../../reports/statistics/index.js';
import type { ProbeFile } from '../probe/index.js';
import type { OfState } from './types.js';

/** A target that was probed, by the name that its state has here. */
export type ProbedState = ProbeFile['targets'][number] & { readonly state: string };

/** The targets of probes: where a probe has several, their ids stand behind the state. */
export const probedStates = (probes: readonly OfState<ProbeFile>[]): readonly ProbedState[] =>
  probes.flatMap(({ state, of: { targets } }) =>
    targets.map((target) => ({ ...target, state: targets.length === 1 ? state : `${state} ${target.id}` })),
  );

/** What became of the tokens that were decided in both of two states. */
export interface ProbeChange {
  readonly baseline: string;
  readonly candidate: string;
  /** Tokens decided in both. */
  readonly tokens: number;
  /** Forgotten before and written after, and the other way. */
  readonly recovered: number;
  readonly lost: number;
  /**
   * Two-sided, of McNemar's exact test of these two numbers (Psychometrika 12, 1947, 153-157), where a token is what was drawn; null where
   * no token changed.
   */
  readonly p: number | null;
}

const decided = (state: ProbedState): Map<number, boolean> =>
  new Map([
    ...state.written_ids.map((id) => [id, false] as const),
    ...state.forgotten_tokens.map(({ id }) => [id, true] as const),
  ]);

/** Each state beside the first, over the tokens that were asked in both. */
export function probeChanges(states: readonly ProbedState[]): readonly ProbeChange[] {
  const [baseline, ...others] = states;
  if (baseline === undefined) return [];
  const before = decided(baseline);
  return others.map((candidate) => {
    let [tokens, recovered, lost] = [0, 0, 0];
    for (const [id, isForgotten] of decided(candidate)) {
      const was = before.get(id);
      if (was === undefined) continue;
      tokens++;
      if (was && !isForgotten) recovered++;
      if (!was && isForgotten) lost++;
    }
    const changed = recovered + lost;
    return {
      baseline: baseline.state,
      candidate: candidate.state,
      tokens,
      recovered,
      lost,
      p: changed === 0 ? null : Math.min(1, 2 * binomialCdf(Math.min(recovered, lost), changed, 0.5)),
    };
  });
}
