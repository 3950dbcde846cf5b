/** What a run that is there, or its tally, says of a rate: how high it is, and how much repeats of one prompt resemble each other. */

import { type Cluster, pool } from '../../../reports/statistics/index.js';
import type { Gated } from '../../../store/index.js';
import { type Judging, openOne, type Spec, targetOf } from '../gating/index.js';

export interface Known {
  /** 0..1. */
  readonly rate: number;
  /** Samples that it is known from. */
  readonly of: number;
  /** Correlation of repeats; undefined where prompts were asked once, or too little happened to show it. */
  readonly correlation: number | undefined;
}

/** Events from which on a correlation shows. */
const SHOWN_FROM = 5;

/** Throws UserError: what is no run and no tally, a target that is not there, one without scored answers. */
export async function knownOf(spec: Spec, measure: Gated, judging: Judging): Promise<Known | undefined> {
  const opened = await openOne(spec.path, judging);
  const target = opened.tally.target(targetOf(opened, spec.target, '--baseline'));
  const event = measure === 'mixing' ? ({ measure, script: '*' } as const) : { measure };
  const clusters = [...target.languages.values()].flatMap((outcomes): Cluster[] =>
    outcomes.clusters(event).filter(({ trials }) => trials > 0),
  );
  if (clusters.length === 0) return undefined;
  const { events, trials, effective } = pool(clusters);
  const repeats = trials / clusters.length;
  const isShown = repeats > 1 && Math.min(events, trials - events) >= SHOWN_FROM;
  const alike = (trials / effective - 1) / (repeats - 1);
  return {
    rate: events / trials,
    of: trials,
    correlation: isShown ? Math.min(1, Math.max(0, alike)) : undefined,
  };
}
