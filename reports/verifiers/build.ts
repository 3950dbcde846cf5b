/** The metrics of verifiers: samples with checks in, rows with intervals and verdicts out. */

import { groupedBy } from '../arrange.js';
import { ALPHA, cellOf, moreToTell, testedTogether, testOf } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import {
  type Adjusted,
  type Cluster,
  type ClusterPair,
  differenceOf,
  type Evidence,
  independentEvidence,
  similarityOf,
  type Units,
} from '../statistics/index.js';
import type { Rate } from '../types.js';
import { type Inference, pooledFor, unitsOf } from '../units.js';
import type { CheckedSample, Checks } from './collect.js';
import { type Finishes, METRICS, type Metric, type MetricRow, type VerifierReport } from './types.js';

type ShareMetric = Exclude<Metric, 'toolcalls_trigger_similarity'>;

const SIMILARITY = 'toolcalls_trigger_similarity';

/** Whether a sample counts for a metric, and how; undefined where it is no part of it. */
const counts: Readonly<Record<ShareMetric, (sample: CheckedSample) => boolean | undefined>> = {
  query_success_rate: ({ finish }) => finish !== 'failed',
  finish_tool_calls_rate: ({ finish }) => finish === 'tool_calls',
  tool_calls_match_rate: ({ finish, checks: { expected_tool_call: expected } }) =>
    expected === undefined ? undefined : finish === (expected ? 'tool_calls' : 'stop'),
  schema_accuracy: ({ finish, checks }) => (finish === 'tool_calls' ? checks.tool_calls_valid : undefined),
  response_success_rate_not_only_reasoning: ({ onlyReasoning }) => !onlyReasoning,
  language_following_success_rate: ({ checks }) => checks.language_following,
  scenario_check_pass_rate: ({ checks }) => checks.scenario_check,
  error_repeating_success_rate: ({ checks }) => checks.error_repeating,
};

type ByPrompt = ReadonlyMap<number, readonly CheckedSample[]>;

function byPrompt(samples: readonly CheckedSample[]): ByPrompt {
  const found = groupedBy(samples, ({ prompt }) => prompt);
  for (const own of found.values()) own.sort((a, b) => a.repeat - b.repeat);
  return found;
}

function clustersOf(prompts: ByPrompt, metric: ShareMetric): Cluster[] {
  return Array.from(prompts.values(), (samples) => {
    const counted = samples.flatMap((sample) => counts[metric](sample) ?? []);
    return { trials: counted.length, events: counted.filter(Boolean).length };
  }).filter(({ trials }) => trials > 0);
}

/** The samples of both to the same request, run by run. */
function shared(ours: ByPrompt, theirs: ByPrompt): (readonly (readonly [CheckedSample, CheckedSample])[])[] {
  return [...ours].flatMap(([prompt, samples]) => {
    const byRepeat = new Map(theirs.get(prompt)?.map((sample) => [sample.repeat, sample]));
    const pairs = samples.flatMap((sample) => {
      const other = byRepeat.get(sample.repeat);
      return other === undefined ? [] : [[sample, other] as const];
    });
    return pairs.length === 0 ? [] : [pairs];
  });
}

function pairsOf(ours: ByPrompt, theirs: ByPrompt, metric: ShareMetric): ClusterPair[] {
  return shared(ours, theirs).flatMap((both) => {
    const counted = both.flatMap(([mine, other]) => {
      const [a, b] = [counts[metric](mine), counts[metric](other)];
      return a === undefined || b === undefined ? [] : [[Number(a), Number(b)] as const];
    });
    if (counted.length === 0) return [];
    const [candidate, baseline] = counted.reduce(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
    return [{ trials: counted.length, candidate, baseline }];
  });
}

/** Where either called tools, and where both did. */
const similar = (pairs: readonly (readonly [CheckedSample, CheckedSample])[]): Cluster => {
  const called = pairs.map((pair) => pair.filter(({ finish }) => finish === 'tool_calls').length);
  return {
    trials: called.filter((n) => n > 0).length,
    events: called.filter((n) => n === 2).length,
  };
};

/** The runs of one target among themselves: each with the next one. */
const withNext = (prompts: ByPrompt): Cluster[] =>
  Array.from(prompts.values(), (samples) =>
    similar(
      samples.slice(1).flatMap((next, i) => {
        const before = samples[i];
        return before === undefined ? [] : [[before, next] as const];
      }),
    ),
  );

const filled = (clusters: readonly Cluster[]): Cluster[] => clusters.filter(({ trials }) => trials > 0);

function similarityRate(clusters: readonly Cluster[], units: Units): Rate {
  const { f1, low, high, pooled } = similarityOf(clusters, units);
  return { mixed: pooled.events, of: pooled.trials, rate: f1, low, high };
}

/** A row before it is tested with the others of its metric. */
interface Untested {
  readonly row: Omit<MetricRow, 'p_adjusted' | 'verdict' | 'more'>;
  readonly evidence: Evidence | null;
}

function similarityRow(target: string, ours: ByPrompt, reference: ByPrompt, inference: Inference): Untested {
  const [mine, own] = [filled(shared(ours, reference).map(similar)), filled(withNext(reference))];
  const units = unitsOf(inference, mine);
  return {
    row: {
      target,
      metric: SIMILARITY,
      rate: similarityRate(mine, units),
      reference_rate: own.length === 0 ? null : similarityRate(own, unitsOf(inference, own)),
      units,
    },
    // The same requests on both sides: taken for others, which is on the safe side.
    evidence: own.length === 0 ? null : independentEvidence(mine, own, unitsOf(inference, mine, own)),
  };
}

/** The reference's own similarity, of its runs among themselves. */
function amongItself(target: string, prompts: ByPrompt, inference: Inference): Untested {
  const own = filled(withNext(prompts));
  const units = unitsOf(inference, own);
  const row = {
    target,
    metric: SIMILARITY,
    rate: similarityRate(own, units),
    reference_rate: null,
    units,
  } as const;
  return { row, evidence: null };
}

function shareRow(
  target: string,
  metric: ShareMetric,
  ours: ByPrompt,
  reference: ByPrompt | undefined,
  inference: Inference,
): Untested {
  const own = clustersOf(ours, metric);
  const theirs = reference && clustersOf(reference, metric);
  return {
    row: {
      target,
      metric,
      rate: rateOf(pooledFor(inference, own)),
      reference_rate: theirs === undefined ? null : rateOf(pooledFor(inference, theirs)),
      units: unitsOf(inference, own),
    },
    evidence:
      reference === undefined || theirs === undefined
        ? null
        : cellOf({ candidate: own, baseline: theirs }, pairsOf(ours, reference, metric), inference).evidence,
  };
}

function judged({ row, evidence }: Untested, adjusted: Adjusted | undefined): MetricRow {
  if (evidence === null || adjusted === undefined)
    return { ...row, p_adjusted: null, verdict: null, more: null };
  const { delta } = differenceOf(evidence);
  const isTold = adjusted.p < ALPHA && delta !== 0;
  return {
    ...row,
    p_adjusted: adjusted.p,
    verdict: isTold ? (delta > 0 ? 'higher' : 'lower') : 'undecided',
    more: isTold ? null : moreToTell(evidence, adjusted.alpha),
  };
}

/** The rows of a metric, tested together. */
function tested(rows: readonly Untested[]): MetricRow[] {
  const found = testedTogether(rows.map(({ evidence }) => evidence && testOf(evidence)));
  return rows.map((row, i) => judged(row, found[i]));
}

function finishesOf(target: string, samples: readonly CheckedSample[]): Finishes {
  const count = (finish: CheckedSample['finish']): number =>
    samples.filter((sample) => sample.finish === finish).length;
  return {
    target,
    tool_calls: count('tool_calls'),
    stop: count('stop'),
    others: count('others'),
    failed: count('failed'),
  };
}

/** The metrics of all targets that have checks, beside the reference where that has some; undefined where nothing was checked. */
export function verifierReport(
  checks: Checks,
  reference: string | null,
  inference: Inference,
): VerifierReport | undefined {
  if (checks.targets.size === 0) return undefined;
  const targets = Array.from(checks.targets, ([id, samples]) => ({
    id,
    samples,
    prompts: byPrompt(samples),
  }));
  const own = targets.find(({ id }) => id === reference);
  const ordered = own === undefined ? targets : [own, ...targets.filter((one) => one !== own)];
  const metrics = METRICS.flatMap((metric) =>
    tested(
      ordered.flatMap(({ id, prompts }): Untested[] => {
        const beside = id === own?.id ? undefined : own?.prompts;
        if (metric !== SIMILARITY) return [shareRow(id, metric, prompts, beside, inference)];
        if (beside !== undefined) return [similarityRow(id, prompts, beside, inference)];
        return id === own?.id ? [amongItself(id, prompts, inference)] : [];
      }),
    ).filter(({ rate }) => rate.of > 0),
  );
  return {
    reference: own?.id ?? null,
    finishes: ordered.map(({ id, samples }) => finishesOf(id, samples)),
    metrics,
  };
}
