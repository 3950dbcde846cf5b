/**
 * Samples of one prompt are alike: repeats tell less than as many different prompts would. A cluster is a prompt with what
 * happened in its repeats.
 */

/** 0.975 quantile of the standard normal distribution. */
export const Z = 1.959963984540054;

export interface Cluster {
  /** Samples with the event, at most `trials`. */
  readonly events: number;
  /** Scored samples. */
  readonly trials: number;
  /** How many of them tell something of their own, where that is known: 1 where all are the same text given back. As many as `trials` where missing. */
  readonly observations?: number;
}

export interface Pooled {
  readonly events: number;
  readonly trials: number;
  /** `trials` divided by the design effect: as many independent samples would tell as much. */
  readonly effective: number;
}

/** Correlation of samples of one prompt that is assumed where the data cannot show any (Kish, Survey Sampling, 1965, 5.4). */
const ASSUMED_CORRELATION = 0.3;

/** 0.975 quantile of Student's t (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.5), good to 1% from 3 degrees of freedom on. */
export function studentQuantile(freedom: number): number {
  const z = Z;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

/**
 * Adds clusters up. The design effect is the variance of the rate among clusters (ratio estimator, Cochran, Sampling Techniques,
 * 1977, 2.11 and 11.7) over that of independent samples, at least 1; a variance from few clusters is itself uncertain, so the
 * effective number is reduced further by (z/t)^2 with one degree of freedom less than clusters (Korn and Graubard, Survey
 * Methodology 24, 1998, 193-201). With one sample a cluster there is nothing to correct. With one cluster, no event or nothing but
 * events the variance cannot be seen, and {@link ASSUMED_CORRELATION} stands in. Never more than the observations that there are.
 */
export function pool(clusters: readonly Cluster[]): Pooled {
  let events = 0;
  let trials = 0;
  let filled = 0;
  let observations = 0;
  for (const cluster of clusters) {
    events += cluster.events;
    trials += cluster.trials;
    if (cluster.trials > 0) filled++;
    observations += Math.min(cluster.trials, cluster.observations ?? cluster.trials);
  }
  if (filled === trials) return { events, trials, effective: trials };
  if (filled < 2 || events === 0 || events === trials) {
    const assumed = trials / (1 + (trials / filled - 1) * ASSUMED_CORRELATION);
    return { events, trials, effective: Math.min(assumed, observations) };
  }
  const rate = events / trials;
  let squares = 0;
  for (const cluster of clusters) squares += (cluster.events - rate * cluster.trials) ** 2;
  const variance = (filled / (filled - 1)) * (squares / trials ** 2);
  const effect = Math.max(1, variance / ((rate * (1 - rate)) / trials));
  const effective = Math.min(trials / effect, observations) * (Z / studentQuantile(filled - 1)) ** 2;
  return { events, trials, effective };
}

/**
 * Pearson's correlation of two samples' residuals over the same clusters, -1..1; 0 where either does not vary. A positive one is
 * taken one standard error (1 over the root of the number of clusters) nearer to 0: few clusters show a correlation by chance, and
 * a positive one makes intervals of differences narrower.
 */
export function correlation(left: readonly Cluster[], right: readonly Cluster[]): number {
  const residuals = (clusters: readonly Cluster[]): number[] => {
    const { events, trials } = pool(clusters);
    return clusters.map((cluster) => cluster.events - (events / trials) * cluster.trials);
  };
  const a = residuals(left);
  const b = residuals(right);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0;
    ab += value * other;
    aa += value * value;
    bb += other * other;
  }
  const found = aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  return found > 0 ? Math.max(0, found - 1 / Math.sqrt(left.length)) : found;
}
