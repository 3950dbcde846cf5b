/** Puts tokens into lines in a random order, beside each other where they stay themselves, and on a line of their own where they do not. */

import type { Int } from '../../reports/statistics/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Edges } from './edges.js';

/** UTF-16 code units from which on a line ends with the next token. */
const LONG = 160;

/** Tokens that are to be put into lines, by how they begin. */
class Buckets {
  readonly #ids: TokenId[][];
  readonly #weights: Float64Array;
  readonly #edges: Edges;
  count = 0;

  constructor(ids: Iterable<TokenId>, edges: Edges) {
    this.#edges = edges;
    this.#ids = Array.from({ length: edges.beginnings }, () => []);
    this.#weights = new Float64Array(edges.beginnings);
    for (const id of ids) {
      const [beginning] = edges.kindsOf(id);
      this.#ids[beginning]?.push(id);
      this.#weights[beginning] = (this.#weights[beginning] ?? 0) + edges.worthOf(beginning);
      this.count++;
    }
  }

  /** Takes one at random out of those that may stand behind this end, dear ones before others; undefined where there is none. */
  take(end: number | undefined, int: Int): TokenId | undefined {
    const weights = this.#weights;
    const after = this.#edges.after(end);
    let all = 0;
    for (let i = 0; i < after.length; i++) all += weights[after[i] as number] as number;
    if (all <= 0) return undefined;
    let left = (int(2 ** 30 - 1) / 2 ** 30) * all;
    let chosen = -1;
    for (let i = 0; i < after.length && left >= 0; i++) {
      const weight = weights[after[i] as number] as number;
      if (weight === 0) continue;
      chosen = after[i] as number;
      left -= weight;
    }
    const bucket = this.#ids[chosen];
    const id = bucket?.pop();
    if (bucket === undefined || id === undefined) return undefined;
    // By what is left, so that nothing adds up to less than it is.
    weights[chosen] = bucket.length * this.#edges.worthOf(chosen);
    this.count--;
    return id;
  }
}

/** A line, and how many tokens were put into it. */
export interface Line {
  readonly text: string;
  readonly tokens: number;
}

/** Lines of these tokens, shuffled before; `isSafe` says whether a line may stand as it is. */
export function* linesOf(
  ids: Iterable<TokenId>,
  textOf: (id: TokenId) => string,
  edges: Edges,
  isSafe: (line: string) => boolean,
  int: Int,
): Generator<Line> {
  const buckets = new Buckets(ids, edges);
  let texts: string[] = [];
  let length = 0;
  let end: number | undefined;
  function* line(): Generator<Line> {
    const text = texts.join('');
    if (isSafe(text)) yield { text, tokens: texts.length };
    else for (const one of texts) yield { text: one, tokens: 1 };
    texts = [];
    length = 0;
    end = undefined;
  }
  while (buckets.count > 0) {
    const id = length < LONG ? buckets.take(end, int) : undefined;
    if (id === undefined) {
      // The first of a line is any: without it there is nothing left.
      if (texts.length === 0) return;
      yield* line();
      continue;
    }
    const text = textOf(id);
    texts.push(text);
    length += text.length;
    [, end] = edges.kindsOf(id);
  }
  if (texts.length > 0) yield* line();
}
