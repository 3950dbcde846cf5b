/** Chooses the tokens that are asked: those that are named, and a sample of all others, class by class. */

import { hash } from 'node:crypto';
import { UserError } from '../../files/index.js';
import { shuffled, uniform } from '../../reports/statistics/index.js';
import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import { encodingWithin, type TokenId, type Vocabulary } from '../tokenizer/index.js';
import { allocated } from './allocate.js';
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

/** The items in an order that only the seed decides. */
function inOrderOf<Value extends {}>(seed: string, items: readonly Value[]): Value[] {
  const random = uniform(Number.parseInt(hash('sha256', seed).slice(0, 8), 16));
  return shuffled(items, (most) => Math.floor(random() * (most + 1)));
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
      drawn: new Set(inOrderOf(`${seed}\n${name}`, others[i] ?? []).slice(0, sizes[i])),
    }),
  );
  const ids = strata.flatMap(({ named: own, drawn }) => [...own, ...drawn]);
  if (ids.length === 0)
    throw new UserError(
      'there is no token to ask for',
      vocabulary.source.path,
      named.length > 0 ? 'none of those named can stand in a prompt' : '',
    );
  ids.sort((a, b) => a - b);
  const tokens = inOrderOf(`${seed}\norder`, ids).flatMap((id) => frames.get(id) ?? []);
  return { tokens, strata, isWhole, unaskable };
}
