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

/**
 * For each text the earlier one most like it, where they are {@link SIMILAR} or more. Exact, and without comparing all pairs: of two
 * similar sets, the rarest grams of one meet those of the other (prefix filtering: Chaudhuri et al., ICDE 2006; Bayardo et al., WWW 2007).
 */
export function nearDoubles(texts: readonly string[], threshold = SIMILAR): Double[] {
  const sets = texts.map(gramsOf);
  const frequency = new Map<string, number>();
  for (const set of sets) for (const gram of set) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const byPrefix = new Map<string, number[]>();
  return sets.flatMap((set, at) => {
    // A gram that no other text has cannot meet one; it still counts for the length of the prefix.
    const sorted = [...set].sort(
      (a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    const prefix = sorted.slice(0, set.size - Math.ceil(threshold * set.size) + 1);
    const candidates = new Set<number>();
    for (const gram of prefix) {
      if (frequency.get(gram) === 1) continue;
      const others = byPrefix.get(gram) ?? [];
      for (const other of others) candidates.add(other);
      others.push(at);
      byPrefix.set(gram, others);
    }
    let best: Double | undefined;
    for (const like of candidates) {
      const other = sets[like];
      if (other === undefined || Math.min(set.size, other.size) < threshold * Math.max(set.size, other.size))
        continue;
      const found = similarity(set, other);
      if (found >= threshold && found > (best?.similarity ?? 0)) best = { at, like, similarity: found };
    }
    return best === undefined ? [] : [best];
  });
}
