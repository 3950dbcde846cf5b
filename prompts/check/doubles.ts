/** Near-doubles: prompts whose texts have most of their character n-grams in common. */

import { normalForm } from '../../detectors/bare/index.js';

/** Letters of a gram, and the share of grams in common (Jaccard) from which two prompts are near-doubles. */
const LETTERS = 4;
const SIMILAR = 0.5;

/** The grams of a text: runs of letters and digits, whatever their case, width and punctuation. */
export function gramsOf(text: string): Set<string> {
  const letters = normalForm(text, 'NFKC')
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

/** How many numbers two sorted lists share from the places `i` and `j` on; -1 as soon as fewer than `least` are sure. */
function sharedFrom(a: Uint32Array, i: number, b: Uint32Array, j: number, least: number): number {
  let both = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) {
      both++;
      i++;
      j++;
    } else if (left < right) {
      if (both + a.length - ++i < least) return -1;
    } else if (both + b.length - ++j < least) return -1;
  }
  return both < least ? -1 : both;
}

/** Texts that have a gram, the earliest first, and where in their sorted grams it stands. */
interface Met {
  readonly texts: number[];
  readonly places: number[];
}

/**
 * For each text an earlier one that it is like, {@link SIMILAR} or more, where there is one. Exact, and without comparing all pairs: of two
 * similar sets, the rarest grams of one meet those of the other (prefix filtering: Chaudhuri et al., ICDE 2006; Bayardo et al., WWW 2007),
 * and what is left of both behind that place is enough (positional filtering: Xiao et al., WWW 2008). The first that is found is enough:
 * of a thousand texts of one template, each is compared with few.
 */
export function nearDoubles(texts: readonly string[], threshold = SIMILAR): Double[] {
  const { ranks, single } = ranked(texts.map(gramsOf));
  const share = threshold / (1 + threshold);
  const leastOf = (sum: number): number => Math.ceil(share * sum - 1e-9);
  /** Places up to which a set may meet one of its own size. Of two sets that meet behind it in both, too little is left in the smaller. */
  const frontOf = (set: Uint32Array): number => set.length - leastOf(2 * set.length);
  const fronts = new Map<number, Met>();
  const backs = new Map<number, Met>();
  const tried = new Int32Array(texts.length).fill(-1);
  const none: Met = { texts: [], places: [] };

  function like(set: Uint32Array, prefix: Uint32Array, at: number): Double | undefined {
    const front = frontOf(set);
    for (const [i, gram] of prefix.entries()) {
      // Only this text has it.
      if (gram < single) continue;
      const inFront = fronts.get(gram) ?? none;
      const behind = i <= front ? (backs.get(gram) ?? none) : none;
      let f = inFront.texts.length - 1;
      let b = behind.texts.length - 1;
      // The latest first: what is alike stands together in most files.
      while (f >= 0 || b >= 0) {
        const isFront = (inFront.texts[f] ?? -1) > (behind.texts[b] ?? -1);
        const text = (isFront ? inFront.texts[f] : behind.texts[b]) as number;
        const place = (isFront ? inFront.places[f--] : behind.places[b--]) as number;
        if (tried[text] === at) continue;
        tried[text] = at;
        const other = ranks[text] as Uint32Array;
        const sum = set.length + other.length;
        const least = leastOf(sum);
        if (Math.min(set.length - i, other.length - place) < least) continue;
        const both = sharedFrom(set, i, other, place, least);
        if (both > 0 && both / (sum - both) >= threshold)
          return { at, like: text, similarity: both / (sum - both) };
      }
    }
    return undefined;
  }

  return ranks.flatMap((set, at) => {
    const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length) + 1);
    const found = like(set, prefix, at);
    const front = frontOf(set);
    for (const [place, gram] of prefix.entries()) {
      if (gram < single) continue;
      const index = place <= front ? fronts : backs;
      const met = index.get(gram);
      if (met === undefined) index.set(gram, { texts: [at], places: [place] });
      else {
        met.texts.push(at);
        met.places.push(place);
      }
    }
    return found === undefined ? [] : [found];
  });
}
