/** Looks through a vocabulary: classes, pieces of characters, tokens whose text is encoded otherwise, tokens that were learnt last. */

import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import {
  type Encoding,
  encodingWithin,
  type TokenId,
  type TokenKind,
  type Vocabulary,
} from '../tokenizer/index.js';
import { rareFrom } from './rare.js';
import { isReachable, Reach } from './reach.js';
import type { Scan } from './types.js';

interface Members {
  tokens: number;
  readonly unreachable: TokenId[];
  readonly rare: TokenId[];
}

function scanned(vocabulary: Vocabulary, encoding: Encoding): Scan {
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
    if (reach === undefined || !isReachable(kind)) continue;
    if (reach.reaches(id, vocabulary.textOf(id) ?? '')) continue;
    members.unreachable.push(id);
    unreachable++;
  }
  const last = (a: TokenId, b: TokenId): number =>
    (vocabulary.orderOf(b) ?? 0) - (vocabulary.orderOf(a) ?? 0);
  const ofClasses = Array.from(classes, ([name, { tokens, ...members }]) => ({
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
    rare: ofClasses.reduce((sum, { rare }) => sum + rare.length, 0),
    learnt,
    classes: ofClasses.sort(inClassOrder),
  };
}

/** How to scan. */
export interface ScanOptions {
  /** Milliseconds that it may take; what any real vocabulary takes without it. */
  readonly time?: number | undefined;
}

/**
 * Looks through a vocabulary. Rejects with UserError where its own terms cannot be used, or take longer than any real ones to encode the texts of
 * its tokens.
 */
export async function scanVocabulary(vocabulary: Vocabulary, { time }: ScanOptions = {}): Promise<Scan> {
  const encoding = await vocabulary.encoding();
  return encodingWithin(vocabulary, () => scanned(vocabulary, encoding), time);
}
