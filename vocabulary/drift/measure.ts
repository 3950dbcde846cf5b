/** How far the rows of a vocabulary moved from one state of a model to another. */

import { UserError } from '../../files/index.js';
import type { Checkpoint, Matrix } from '../checkpoint/index.js';
import { classOf } from '../classes/index.js';
import type { TokenId, TokenizerId, Vocabulary } from '../tokenizer/index.js';
import type { Matrices } from './blocks.js';
import { byClass } from './classes.js';
import { type Compared, checkColumns, compareRows } from './compare.js';
import { type Kernel, type KernelKind, MOST_QUERIES, openKernel } from './kernel/index.js';
import { type Neighbour, neighboursOf } from './neighbours.js';
import { type Pairs, pairRows } from './pairs.js';
import type { Seen } from './seen.js';
import { histogramOf, sortedOf, summarize } from './summary.js';
import type { Changed, Drift, MatrixOf, Neighbourhood, TokenRow, Unmatched } from './types.js';
import { unusedMeans } from './unused.js';

/** Neighbours that are told of a token. */
const CLOSEST = 5;

/** Tokens that neighbours can be looked for at once. */
export const MOST_NEIGHBOURHOODS = MOST_QUERIES;

export interface DriftOptions {
  readonly baseVocabulary?: Vocabulary | undefined;
  readonly postVocabulary?: Vocabulary | undefined;
  /** The shared shift is over tokens that were never seen alone. */
  readonly seen?: Pick<Seen, 'tokens' | 'was'> | undefined;
  /** Most changed tokens that are listed. */
  readonly changed?: number;
  /** Most changed tokens whose neighbours are looked for, {@link MOST_NEIGHBOURHOODS} at most. */
  readonly neighbours?: number;
  /** Tokens whose neighbours are looked for instead, changed or not, {@link MOST_NEIGHBOURHOODS} at most; those without a cosine have none. */
  readonly neighboursOf?: readonly TokenId[] | undefined;
  /** Whether the input embeddings are compared too. */
  readonly input?: boolean;
  readonly kernel?: KernelKind;
  /** Is told what goes on: how much of what. */
  readonly told?: (what: 'bytes' | 'rows', done: number, of: number) => void;
}

/** What was found, and tokens in all their figures. */
export interface Measured {
  readonly drift: Drift;
  /** The vocabulary after, which tells what tokens are; undefined without one. */
  readonly vocabulary: Vocabulary | undefined;
  /** Those of `drift.changed`, in its order. */
  readonly changed: readonly TokenRow[];
  /** All, by id. */
  rows(): Generator<TokenRow>;
}

/** Numbers of the pairs with the lowest cosines, the lowest first, of rows that are not as they were. */
function mostChanged({ cosine, l2 }: Compared, sorted: Float64Array, most: number): number[] {
  // To sort numbers alone takes a tenth of the time that it takes to sort pairs by them.
  const bound = sorted[most - 1] ?? Number.POSITIVE_INFINITY;
  const numbers: number[] = [];
  if (most > 0) for (const [pair, value] of cosine.entries()) if (value <= bound) numbers.push(pair);
  const lowest = numbers.sort((a, b) => (cosine[a] ?? 0) - (cosine[b] ?? 0) || a - b).slice(0, most);
  return lowest.filter((pair) => (l2[pair] ?? 0) > 0);
}

async function hold(matrices: readonly Matrix[], told: DriftOptions['told']): Promise<void> {
  const all = matrices.reduce((sum, { rows, rowBytes }) => sum + rows * rowBytes, 0);
  let came = 0;
  const tell = (bytes: number): void => {
    came += bytes;
    told?.('bytes', came, all);
  };
  // One that fails lets the others go on to where they can be resumed from, and is told when they have.
  const ended = await Promise.allSettled(matrices.map((matrix) => matrix.hold(tell)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

const describe = ({ address, isTied }: Checkpoint, { name, layout, rows, columns }: Matrix): MatrixOf => ({
  address,
  tensor: name,
  dtype: layout,
  rows,
  columns,
  tied: isTied,
});

/** What its tokenizer is known by, wherever the file is. */
const idOf = ({ source: { format, model, sha256 } }: Vocabulary): TokenizerId => ({ format, model, sha256 });

/** Compares the input embeddings of two models as their output matrices were. */
async function compareInput(
  base: Checkpoint,
  post: Checkpoint,
  { baseVocabulary, postVocabulary, kernel: kind, told }: DriftOptions,
): Promise<NonNullable<Drift['input']>> {
  const matrices = { base: await base.input(), post: await post.input() };
  checkColumns(matrices);
  await hold([matrices.base, matrices.post], told);
  const pairs = pairRows(matrices.base.rows, matrices.post.rows, baseVocabulary, postVocabulary);
  const kernel = openKernel(matrices.base, matrices.post, kind);
  const { cosine } = await compareRows(matrices, pairs, kernel, { shifts: () => false });
  return {
    ...summarize(sortedOf(cosine), cosine.length),
    base: describe(base, matrices.base),
    post: describe(post, matrices.post),
  };
}

/** Numbers of the pairs of these ids after, of those that have a cosine. */
function pairsOfIds(pairs: Pairs, { cosine }: Compared, named: readonly TokenId[]): number[] {
  const ids = pairs.post(0, pairs.count);
  return named.flatMap((id) => {
    const pair = ids.indexOf(id);
    return pair >= 0 && Number.isFinite(cosine[pair]) ? [pair] : [];
  });
}

async function neighbourhoods(
  matrices: Matrices,
  pairs: Pairs,
  kernel: Kernel,
  compared: Compared,
  sorted: Float64Array,
  toChanged: (neighbour: Neighbour) => Changed,
  { neighbours = 0, neighboursOf: named }: DriftOptions,
): Promise<readonly Neighbourhood[]> {
  const asked =
    named === undefined
      ? mostChanged(compared, sorted, Math.min(neighbours, MOST_NEIGHBOURHOODS))
      : pairsOfIds(pairs, compared, named).slice(0, MOST_NEIGHBOURHOODS);
  const found = await neighboursOf(matrices, pairs, kernel, asked, compared, CLOSEST);
  return found.map(({ pair, base, post }) => {
    const after = new Set(post.map((one) => one.pair));
    const { id, text } = toChanged({ pair, cosine: 1 });
    return {
      id,
      text,
      base: base.map(toChanged),
      post: post.map(toChanged),
      kept: base.filter((one) => after.has(one.pair)).length,
    };
  });
}

/**
 * Measures how far the rows of the output matrix, or of embeddings that are tied to it, moved from `base` to `post`. Rejects with
 * UserError: rows of another length, a file that ends early or changed.
 */
export async function measureDrift(
  base: Checkpoint,
  post: Checkpoint,
  options: DriftOptions = {},
): Promise<Measured> {
  const { baseVocabulary, postVocabulary, seen, changed = 0, told } = options;
  const matrices = { base: base.head, post: post.head };
  checkColumns(matrices);
  if (seen !== undefined && seen.tokens > post.head.rows)
    throw new UserError(
      `${seen.tokens} tokens were counted, and there are ${post.head.rows} rows`,
      post.head.where,
      'count with the tokenizer of this model',
    );
  await hold([base.head, post.head], told);
  const pairs = pairRows(base.head.rows, post.head.rows, baseVocabulary, postVocabulary);
  const ids = pairs.post(0, pairs.count);
  const unused = postVocabulary && (await unusedMeans(matrices, pairs, postVocabulary));
  // Its memory is the most that this takes: all that is done with these matrices is done in it.
  const kernel = openKernel(base.head, post.head, options.kernel);
  const compared = await compareRows(matrices, pairs, kernel, {
    unused,
    ...(seen && { shifts: (pair) => !seen.was(ids[pair] ?? 0) }),
    told: (done) => told?.('rows', done, pairs.count),
  });
  const { cosine } = compared;
  const textOf = (id: TokenId, vocabulary = postVocabulary): string | null => vocabulary?.textOf(id) ?? null;
  const toChanged = ({ pair, cosine: value }: Neighbour): Changed => {
    const id = ids[pair] ?? 0;
    return { id, text: textOf(id), cosine: value };
  };
  const toUnmatched = (id: TokenId, vocabulary: Vocabulary | undefined): Unmatched => ({
    id,
    text: textOf(id, vocabulary),
  });
  const sorted = sortedOf(cosine);
  const lowest = mostChanged(compared, sorted, changed);
  const drift: Drift = {
    schema: 1,
    ...summarize(sorted, pairs.count),
    shared_shift: compared.shift,
    classes: postVocabulary === undefined ? [] : byClass(ids, cosine, postVocabulary),
    changed: lowest.map((pair) => toChanged({ pair, cosine: cosine[pair] ?? Number.NaN })),
    base: describe(base, base.head),
    post: describe(post, post.head),
    tokenizer: postVocabulary === undefined ? null : idOf(postVocabulary),
    matched_by: pairs.by,
    only: {
      base: pairs.onlyBase.map((id) => toUnmatched(id, baseVocabulary)),
      post: pairs.onlyPost.map((id) => toUnmatched(id, postVocabulary)),
    },
    without_cosine: { zero: compared.zero, not_finite: compared.notFinite },
    histogram: histogramOf(sorted),
    neighbours: await neighbourhoods(matrices, pairs, kernel, compared, sorted, toChanged, options),
    input: options.input === true ? await compareInput(base, post, options) : null,
    unused: unused === undefined ? null : { rows: unused.rows },
  };
  const rowOf = rowOfPair(ids, compared, postVocabulary);
  return {
    drift,
    vocabulary: postVocabulary,
    changed: lowest.map(rowOf),
    *rows() {
      for (let pair = 0; pair < pairs.count; pair++) yield rowOf(pair);
    },
  };
}

function rowOfPair(
  ids: Uint32Array,
  { cosine, l2, normBase, normPost, unusedBase, unusedPost }: Compared,
  vocabulary: Vocabulary | undefined,
): (pair: number) => TokenRow {
  const at = (values: Float64Array | undefined, pair: number): number | null => {
    const value = values?.[pair] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  };
  return (pair) => {
    const id = ids[pair] ?? 0;
    return {
      id,
      text: vocabulary?.textOf(id) ?? null,
      class: vocabulary === undefined ? null : classOf(vocabulary, id),
      cosine: at(cosine, pair),
      l2: at(l2, pair),
      normBase: at(normBase, pair),
      normPost: at(normPost, pair),
      unusedBase: at(unusedBase, pair),
      unusedPost: at(unusedPost, pair),
    };
  };
}
