/** Looks through a vocabulary: classes, pieces of characters, tokens whose text is encoded otherwise, tokens that were learnt last. */

import { classOf, isOtherClass, OTHER_CLASSES, type TokenClass } from '../classes/index.js';
import type { TokenId, TokenKind, Vocabulary } from '../tokenizer/index.js';
import { Reach } from './reach.js';
import type { ClassScan, Scan } from './types.js';

/** Of what a tokenizer learnt, the share that counts as rare. */
const RARE = 0.1;

/** Kinds that a text could be encoded to: special tokens and those that are not in use no text is meant for. */
const REACHABLE: ReadonlySet<TokenKind> = new Set(['text', 'byte']);

/** The order from which on a token is rare, and how many have one. */
function rareFrom(vocabulary: Vocabulary): { readonly from: number; readonly learnt: number } {
  const orders: number[] = [];
  for (let id = 0; id < vocabulary.size; id++) {
    const order = vocabulary.orderOf(id);
    if (order !== null && vocabulary.kindOf(id) === 'text') orders.push(order);
  }
  orders.sort((a, b) => a - b);
  const from = orders[orders.length - Math.floor(orders.length * RARE)] ?? Number.POSITIVE_INFINITY;
  return { from, learnt: orders.length };
}

interface Members {
  tokens: number;
  readonly unreachable: TokenId[];
  readonly rare: TokenId[];
}

const others = Object.keys(OTHER_CLASSES);

/** Scripts by size, then what is none in the order of its list. */
function inOrder(a: ClassScan, b: ClassScan): number {
  const place = (name: TokenClass): number => (isOtherClass(name) ? others.indexOf(name) : -1);
  return place(a.class) - place(b.class) || b.tokens - a.tokens || (a.class < b.class ? -1 : 1);
}

/** Looks through a vocabulary. Rejects with UserError where its own terms cannot be used. */
export async function scanVocabulary(vocabulary: Vocabulary): Promise<Scan> {
  const encoding = await vocabulary.encoding();
  const reach = encoding.kind === 'known' ? new Reach(encoding) : undefined;
  const { from, learnt } = rareFrom(vocabulary);
  const classes = new Map<TokenClass, Members>();
  const kinds = new Map<TokenKind, number>();
  let unreachable = 0;
  for (let id = 0; id < vocabulary.size; id++) {
    const kind = vocabulary.kindOf(id);
    const name = classOf(vocabulary, id);
    const members = classes.get(name) ?? { tokens: 0, unreachable: [], rare: [] };
    classes.set(name, members);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    members.tokens++;
    if (kind === 'text' && (vocabulary.orderOf(id) ?? -1) >= from) members.rare.push(id);
    if (reach === undefined || !REACHABLE.has(kind)) continue;
    if (reach.reaches(id, vocabulary.textOf(id) ?? '')) continue;
    members.unreachable.push(id);
    unreachable++;
  }
  const last = (a: TokenId, b: TokenId): number =>
    (vocabulary.orderOf(b) ?? 0) - (vocabulary.orderOf(a) ?? 0);
  const scanned = Array.from(classes, ([name, { tokens, ...members }]) => ({
    class: name,
    tokens,
    unreachable: reach === undefined ? null : members.unreachable,
    rare: members.rare.sort(last),
  }));
  return {
    vocabulary,
    unreachable: reach === undefined ? null : unreachable,
    unknown: encoding.kind === 'known' ? null : { why: encoding.why, todo: encoding.todo },
    partial: kinds.get('partial') ?? 0,
    special: kinds.get('special') ?? 0,
    unused: kinds.get('unused') ?? 0,
    holes: kinds.get('padding') ?? 0,
    rare: scanned.reduce((sum, { rare }) => sum + rare.length, 0),
    learnt,
    classes: scanned.sort(inOrder),
  };
}
