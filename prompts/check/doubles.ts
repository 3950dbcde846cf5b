/** Near-doubles: prompts whose texts have most of their character n-grams in common. */

/** Letters of a gram, and the share of grams in common (Jaccard) from which two prompts are near-doubles. */
const LETTERS = 4;
export const SIMILAR = 0.5;

/** The grams of a text: runs of letters and digits, whatever their case, width and punctuation. */
export function gramsOf(text: string): Set<string> {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
  const grams = new Set<string>();
  for (let i = 0; i + LETTERS <= letters.length; i++) grams.add(letters.slice(i, i + LETTERS));
  if (grams.size === 0 && letters !== '') grams.add(letters);
  return grams;
}

/** Jaccard index of two sets, 0..1. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both++;
  return a.size + b.size === 0 ? 0 : both / (a.size + b.size - both);
}

export interface Double {
  /** Index of the text, and of the earlier one that it is most like. */
  readonly at: number;
  readonly like: number;
  readonly similarity: number;
}

/** The grams of each text as numbers, the rarest first and so sorted: two sets are compared without looking anything up. */
function ranked(sets: readonly ReadonlySet<string>[]): { ranks: Uint32Array[]; single: number } {
  const frequency = new Map<string, number>();
  for (const set of sets) for (const gram of set) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const sorted = [...frequency].sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
  const rank = new Map(sorted.map(([gram], i) => [gram, i]));
  return {
    ranks: sets.map((set) => Uint32Array.from(set, (gram) => rank.get(gram) ?? 0).sort()),
    single: sorted.filter(([, n]) => n === 1).length,
  };
}

/** How many numbers two sorted lists share; -1 as soon as fewer than `least` are sure. */
function sharedBy(a: Uint32Array, b: Uint32Array, least: number): number {
  let both = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (both + Math.min(a.length - i, b.length - j) < least) return -1;
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) both++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return both < least ? -1 : both;
}

/**
 * For each text the earlier one most like it, where they are {@link SIMILAR} or more. Exact, and without comparing all pairs: of two
 * similar sets, the rarest grams of one meet those of the other (prefix filtering: Chaudhuri et al., ICDE 2006; Bayardo et al., WWW 2007).
 */
export function nearDoubles(texts: readonly string[], threshold = SIMILAR): Double[] {
  const { ranks, single } = ranked(texts.map(gramsOf));
  const byPrefix = new Map<number, number[]>();
  return ranks.flatMap((set, at) => {
    const candidates = new Set<number>();
    for (const gram of set.subarray(0, set.length - Math.ceil(threshold * set.length) + 1)) {
      // Only this text has it.
      if (gram < single) continue;
      const others = byPrefix.get(gram) ?? [];
      for (const other of others) candidates.add(other);
      others.push(at);
      byPrefix.set(gram, others);
    }
    let best: Double | undefined;
    for (const like of candidates) {
      const other = ranks[like] as Uint32Array;
      const sum = set.length + other.length;
      const needed = best?.similarity ?? threshold;
      const both = sharedBy(set, other, Math.ceil((needed / (1 + needed)) * sum - 1e-9));
      const found = both / (sum - both);
      if (both > 0 && found >= threshold && found > (best?.similarity ?? 0))
        best = { at, like, similarity: found };
    }
    return best === undefined ? [] : [best];
  });
}
