/** Near-doubles: prompts whose texts have most of their character n-grams in common. */

/** Letters of a gram, and the share of grams in common (Jaccard) from which two prompts are near-doubles. */
const LETTERS = 4;
const SIMILAR = 0.5;

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
  /** Index of the text, and of an earlier one that it is like. */
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
 * For each text an earlier one that it is like, {@link SIMILAR} or more, where there is one. Exact, and without comparing all pairs: of two
 * similar sets, the rarest grams of one meet those of the other (prefix filtering: Chaudhuri et al., ICDE 2006; Bayardo et al., WWW 2007).
 * The first that is found is enough: of a thousand texts of one template, each is compared with few.
 */
export function nearDoubles(texts: readonly string[], threshold = SIMILAR): Double[] {
  const { ranks, single } = ranked(texts.map(gramsOf));
  const byPrefix = new Map<number, { readonly text: number; readonly place: number }[]>();

  function like(set: Uint32Array, prefix: Uint32Array, at: number): Double | undefined {
    const tried = new Set<number>();
    for (const [i, gram] of prefix.entries()) {
      // Only this text has it.
      if (gram < single) continue;
      const met = byPrefix.get(gram) ?? [];
      // The latest first: what is alike stands together in most files.
      for (let k = met.length - 1; k >= 0; k--) {
        const { text, place } = met[k] as { text: number; place: number };
        if (tried.has(text)) continue;
        tried.add(text);
        const other = ranks[text] as Uint32Array;
        const sum = set.length + other.length;
        const least = Math.ceil((threshold / (1 + threshold)) * sum - 1e-9);
        // They first meet here: what is left of both must be enough (positional filtering: Xiao et al., WWW 2008).
        if (Math.min(set.length - i, other.length - place) < least) continue;
        const both = sharedBy(set, other, least);
        if (both > 0 && both / (sum - both) >= threshold)
          return { at, like: text, similarity: both / (sum - both) };
      }
    }
    return undefined;
  }

  return ranks.flatMap((set, at) => {
    const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length) + 1);
    const found = like(set, prefix, at);
    for (const [place, gram] of prefix.entries()) {
      if (gram < single) continue;
      const met = byPrefix.get(gram);
      if (met === undefined) byPrefix.set(gram, [{ text: at, place }]);
      else met.push({ text: at, place });
    }
    return found === undefined ? [] : [found];
  });
}
