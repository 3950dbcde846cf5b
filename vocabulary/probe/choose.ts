/** Chooses the tokens that are asked: those that are named, and a sample of all others, class by class. */

import { hash } from 'node:crypto';
import { UserError } from '../../files/index.js';
import { uniform } from '../../reports/statistics/index.js';
import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import { encodingWithin, type TokenId, type Vocabulary } from '../tokenizer/index.js';
import { Framer } from './frames.js';
import type { Choice, Framed, Stratum } from './types.js';

/** What to choose. */
export interface Choosing {
  /** Tokens to ask in any case. */
  readonly named?: readonly TokenId[] | undefined;
  /** How many to draw of all others; `all` for every one. */
  readonly sample: number | 'all';
  readonly seed: number;
}

/** Tokens of each class that are drawn at least, where it has as many: for fewer there is no rate of its own. */
const LEAST_OF_A_CLASS = 4;

/** The items in an order that only the seed decides. */
function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = uniform(Number.parseInt(hash('sha256', seed).slice(0, 8), 16));
  const rest = [...items];
  for (let i = rest.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [rest[i], rest[other]] = [rest[other] as T, rest[i] as T];
  }
  return rest;
}

/** How many of each class are drawn: so many of each, and the rest by their sizes. */
function allocated(sizes: readonly number[], sample: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (sample >= total) return [...sizes];
  const floors = sizes.map((size) => Math.min(size, LEAST_OF_A_CLASS));
  const rest = Math.max(0, sample - floors.reduce((sum, floor) => sum + floor, 0));
  const left = sizes.reduce((sum, size, i) => sum + size - (floors[i] ?? 0), 0);
  return sizes.map((size, i) => {
    const floor = floors[i] ?? 0;
    return Math.min(size, floor + (left === 0 ? 0 : Math.round((rest * (size - floor)) / left)));
  });
}

/** Tokens by class, of these ids. */
function byClass(vocabulary: Vocabulary, ids: Iterable<TokenId>): Map<TokenClass, TokenId[]> {
  const classes = new Map<TokenClass, TokenId[]>();
  for (const id of ids) {
    const name = classOf(vocabulary, id);
    const members = classes.get(name);
    if (members === undefined) classes.set(name, [id]);
    else members.push(id);
  }
  return classes;
}

function* allIds(vocabulary: Vocabulary): Generator<TokenId> {
  for (let id = 0; id < vocabulary.size; id++) if (vocabulary.kindOf(id) === 'text') yield id;
}

/**
 * The tokens to ask. Rejects with UserError: a named id that no token has, a vocabulary of which it is not known how texts are split, nothing
 * to ask.
 */
export async function chooseTokens(
  vocabulary: Vocabulary,
  { named = [], sample, seed }: Choosing,
): Promise<Choice> {
  const beyond = named.find((id) => vocabulary.kindOf(id) === 'padding');
  if (beyond !== undefined)
    throw new UserError(
      `no token has the id ${beyond}`,
      vocabulary.source.path,
      'it may be of another model',
    );
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, vocabulary.source.path, encoding.todo);
  const isWhole = sample === 'all' || sample > 0;
  const framer = new Framer(vocabulary, encoding);
  const frames = new Map<TokenId, Framed>();
  const unaskable: TokenId[] = [];
  encodingWithin(vocabulary, () => {
    for (const id of isWhole ? new Set([...named, ...allIds(vocabulary)]) : named) {
      const found = framer.frame(id);
      if (found === undefined) unaskable.push(id);
      else frames.set(id, found);
    }
  });
  const wanted = new Set(named.filter((id) => frames.has(id)));
  const classes = [...byClass(vocabulary, frames.keys())]
    .map(([name, ids]) => ({ class: name, ids, tokens: ids.length }))
    .sort(inClassOrder);
  const others = classes.map(({ ids }) => ids.filter((id) => !wanted.has(id)));
  const sizes = allocated(
    others.map(({ length }) => length),
    sample === 'all' ? Number.POSITIVE_INFINITY : sample,
  );
  const strata = classes.map(
    ({ class: name, ids, tokens }, i): Stratum => ({
      class: name,
      population: tokens,
      named: new Set(ids.filter((id) => wanted.has(id))),
      drawn: new Set(shuffled(others[i] ?? [], `${seed}\n${name}`).slice(0, sizes[i])),
    }),
  );
  const ids = strata.flatMap(({ named: own, drawn }) => [...own, ...drawn]);
  if (ids.length === 0)
    throw new UserError(
      'there is no token to ask for',
      vocabulary.source.path,
      named.length > 0 ? 'none of those named can stand in a prompt' : '',
    );
  const tokens = shuffled(
    ids.sort((a, b) => a - b),
    `${seed}\norder`,
  ).flatMap((id) => frames.get(id) ?? []);
  return { tokens, strata, isWhole, unaskable };
}
