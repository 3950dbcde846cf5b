/** What a run that is there, or its tally, says of a rate: how high it is, and how much repeats of one prompt resemble each other. */

import { clustersIn } from '../../../reports/gate/index.js';
import { correlationWithin } from '../../../reports/statistics/index.js';
import type { Gated } from '../../../store/index.js';
import { type Judging, openOne, type Spec, targetOf } from '../gating/index.js';

export interface Known {
  /** 0..1. */
  readonly rate: number;
  /** Correlation of repeats; undefined where prompts were asked once, or too little happened to show it. */
  readonly correlation: number | undefined;
}

/** Events from which on a correlation shows. */
const SHOWN_FROM = 5;

/** Throws UserError: what is no run and no tally, a target that is not there, one without scored answers. */
export async function knownOf(spec: Spec, measure: Gated, judging: Judging): Promise<Known | undefined> {
  const opened = await openOne(spec.path, judging);
  const target = opened.tally.target(targetOf(opened, spec.target, '--baseline'));
  const clusters = clustersIn(target, measure, '*');
  if (clusters.length === 0) return undefined;
  const events = clusters.reduce((sum, one) => sum + one.events, 0);
  const trials = clusters.reduce((sum, one) => sum + one.trials, 0);
  const isShown = Math.min(events, trials - events) >= SHOWN_FROM;
  return {
    rate: events / trials,
    correlation: (isShown ? correlationWithin(clusters) : null) ?? undefined,
  };
}
