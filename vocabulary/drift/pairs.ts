/** Which row before belongs to which row after: by id, or by token where the vocabularies differ. */

import type { TokenId, Vocabulary } from '../tokenizer/index.js';

/** Rows that belong together, in the order of the ids after. */
export interface Pairs {
  readonly count: number;
  readonly by: 'id' | 'token';
  /** Ids of pairs `from` to `to`. */
  base(from: number, to: number): Uint32Array;
  post(from: number, to: number): Uint32Array;
  /** Ids that only one side has. */
  readonly onlyBase: readonly TokenId[];
  readonly onlyPost: readonly TokenId[];
}

function range(from: number, to: number): Uint32Array {
  const ids = new Uint32Array(Math.max(0, to - from));
  for (let i = 0; i < ids.length; i++) ids[i] = from + i;
  return ids;
}

/** Pairs by id, as many as both have. */
function byId(baseRows: number, postRows: number): Pairs {
  const count = Math.min(baseRows, postRows);
  return {
    count,
    by: 'id',
    base: range,
    post: range,
    onlyBase: [...range(count, baseRows)],
    onlyPost: [...range(count, postRows)],
  };
}

type Key = (vocabulary: Vocabulary, id: TokenId) => string | undefined;

/** What a token is known by: its bytes, and that it is one of byte fallback, beside which text has a token of its own. Undefined for padding. */
const keyOf: Key = (vocabulary, id) => {
  const kind = vocabulary.kindOf(id);
  if (kind === 'padding') return undefined;
  return `${kind === 'byte' ? kind : ''} ${Buffer.from(vocabulary.bytesOf(id)).toString('latin1')}`;
};

/** The same with its kind: a text may be spelt as a special token is. */
const keyWithKindOf: Key = (vocabulary, id) => {
  const key = keyOf(vocabulary, id);
  return key === undefined ? undefined : `${vocabulary.kindOf(id)} ${key}`;
};

function haveSameTokens(base: Vocabulary, post: Vocabulary): boolean {
  if (base.source.sha256 === post.source.sha256) return true;
  if (base.size !== post.size) return false;
  for (let id = 0; id < base.size; id++) if (keyOf(base, id) !== keyOf(post, id)) return false;
  return true;
}

/** A vocabulary, and its ids that have no pair yet. */
interface Open {
  readonly vocabulary: Vocabulary;
  readonly ids: Set<TokenId>;
}

function openOf(vocabulary: Vocabulary, rows: number, isPaired: (id: TokenId) => boolean): Open {
  const ids = new Set<TokenId>();
  for (let id = 0; id < Math.min(vocabulary.size, rows); id++)
    if (vocabulary.kindOf(id) !== 'padding' && !isPaired(id)) ids.add(id);
  return { vocabulary, ids };
}

/** Takes those that a key brings together out of both, each once: the id after, and that before. */
function* matched(base: Open, post: Open, keyFor: Key): Generator<readonly [TokenId, TokenId]> {
  const before = new Map<string | undefined, TokenId>();
  for (const id of base.ids) {
    const key = keyFor(base.vocabulary, id);
    if (!before.has(key)) before.set(key, id);
  }
  for (const id of post.ids) {
    const key = keyFor(post.vocabulary, id);
    const other = before.get(key);
    if (other === undefined) continue;
    before.delete(key);
    base.ids.delete(other);
    post.ids.delete(id);
    yield [id, other];
  }
}

function byToken(baseRows: number, postRows: number, base: Vocabulary, post: Vocabulary): Pairs {
  // Nearly all have the id that they had: of those no table is made, which would be the most memory of all.
  const most = Math.min(base.size, post.size, baseRows, postRows);
  const isSame = (id: TokenId): boolean => {
    const key = id < most ? keyWithKindOf(base, id) : undefined;
    return key !== undefined && key === keyWithKindOf(post, id);
  };
  const before = openOf(base, baseRows, isSame);
  const after = openOf(post, postRows, isSame);
  // What became special in training is the same token still, where no other one is.
  const moved = new Map([...matched(before, after, keyWithKindOf), ...matched(before, after, keyOf)]);
  const all: number[] = [];
  const these: number[] = [];
  for (let id = 0; id < Math.min(post.size, postRows); id++) {
    const other = moved.get(id) ?? (isSame(id) ? id : undefined);
    if (other === undefined) continue;
    all.push(other);
    these.push(id);
  }
  const [bases, posts] = [Uint32Array.from(all), Uint32Array.from(these)];
  return {
    count: bases.length,
    by: 'token',
    base: (from, to) => bases.subarray(from, to),
    post: (from, to) => posts.subarray(from, to),
    onlyBase: [...before.ids],
    onlyPost: [...after.ids],
  };
}

/** Pairs of two matrices. Without both vocabularies, and where they are the same, an id is the same token before and after. */
export function pairRows(
  baseRows: number,
  postRows: number,
  base: Vocabulary | undefined,
  post: Vocabulary | undefined,
): Pairs {
  return base === undefined || post === undefined || haveSameTokens(base, post)
    ? byId(baseRows, postRows)
    : byToken(baseRows, postRows, base, post);
}
