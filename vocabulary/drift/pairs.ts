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

/** What a token is known by: its bytes, and that it is special, a byte of byte fallback or none of these. */
function keyOf(vocabulary: Vocabulary, id: TokenId): string | undefined {
  const kind = vocabulary.kindOf(id);
  if (kind === 'padding') return undefined;
  const bytes = Buffer.from(vocabulary.bytesOf(id)).toString('latin1');
  return kind === 'text' || kind === 'partial' ? bytes : `${kind} ${bytes}`;
}

function haveSameTokens(base: Vocabulary, post: Vocabulary): boolean {
  if (base.source.sha256 === post.source.sha256) return true;
  if (base.size !== post.size) return false;
  for (let id = 0; id < base.size; id++) if (keyOf(base, id) !== keyOf(post, id)) return false;
  return true;
}

function byToken(base: Vocabulary, post: Vocabulary, baseRows: number, postRows: number): Pairs {
  const ids = new Map<string, TokenId>();
  const onlyBase = new Set<TokenId>();
  for (let id = 0; id < Math.min(base.size, baseRows); id++) {
    const key = keyOf(base, id);
    if (key === undefined) continue;
    onlyBase.add(id);
    if (!ids.has(key)) ids.set(key, id);
  }
  const [before, after, onlyPost]: [TokenId[], TokenId[], TokenId[]] = [[], [], []];
  for (let id = 0; id < Math.min(post.size, postRows); id++) {
    const key = keyOf(post, id);
    if (key === undefined) continue;
    const other = ids.get(key);
    if (other === undefined) {
      onlyPost.push(id);
      continue;
    }
    // A key that stands twice after has one row before.
    ids.delete(key);
    onlyBase.delete(other);
    before.push(other);
    after.push(id);
  }
  const [all, these] = [Uint32Array.from(before), Uint32Array.from(after)];
  return {
    count: all.length,
    by: 'token',
    base: (from, to) => all.subarray(from, to),
    post: (from, to) => these.subarray(from, to),
    onlyBase: [...onlyBase],
    onlyPost,
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
    : byToken(base, post, baseRows, postRows);
}
