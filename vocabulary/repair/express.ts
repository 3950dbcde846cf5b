/** Finds for each token a text that has it: its own between two line feeds, or with something else around it. */

import type { PartEncoder } from '../counting/index.js';
import { isSteering, type TokenId, type Vocabulary } from '../tokenizer/index.js';
import { Pieces } from './pieces.js';
import type { NeverReason } from './types.js';

export const neverReasons = ['special', 'unused', 'added', 'partial', 'unreachable'] as const;

/** What may stand around a token that is another one on a line of its own: letters, digits and signs, with a space and without. */
const BEFORE = ['', 'a', '0', '.', ' ', '(', '文', 'A', ' a', '«'] as const;
const AFTER = ['', 'a', ' a', '0', '.', '文', 'A', ' ', 're', 's', 'll', '(', '"', '\na'] as const;

/** Texts by which tokens become targets, and why others cannot. */
export interface Expressions {
  readonly texts: ReadonlyMap<TokenId, string>;
  /** Of these, the tokens whose text is their own. */
  readonly plain: ReadonlySet<TokenId>;
  readonly never: ReadonlyMap<TokenId, NeverReason>;
}

function reasonOf(vocabulary: Vocabulary, id: TokenId): NeverReason | undefined {
  const kind = vocabulary.kindOf(id);
  if (kind === 'special' || kind === 'unused') return kind;
  return isSteering(vocabulary, id) ? 'added' : undefined;
}

/** The first of these texts that has the token on a line of its own. */
function firstWith(id: TokenId, texts: Iterable<string>, encoder: PartEncoder): string | undefined {
  for (const text of texts) if (encoder.encode(`a\n${text}\na`).includes(id)) return text;
  return undefined;
}

function* around(text: string): Generator<string> {
  yield text;
  for (const before of BEFORE)
    for (const after of AFTER) if (before !== '' || after !== '') yield before + text + after;
}

/** Finds texts for these tokens. Ids without a token are left out. */
export function express(vocabulary: Vocabulary, encoder: PartEncoder, ids: Iterable<TokenId>): Expressions {
  const pieces = new Pieces(vocabulary, (text) => encoder.encode(text));
  const texts = new Map<TokenId, string>();
  const plain = new Set<TokenId>();
  const never = new Map<TokenId, NeverReason>();
  for (const id of ids) {
    const kind = vocabulary.kindOf(id);
    if (kind === 'padding') continue;
    const reason = reasonOf(vocabulary, id);
    if (reason !== undefined) {
      never.set(id, reason);
      continue;
    }
    const own = vocabulary.textOf(id);
    const text = firstWith(id, own === null ? pieces.textsWith(id) : around(own), encoder);
    if (text === undefined) never.set(id, kind === 'partial' ? 'partial' : 'unreachable');
    else texts.set(id, text);
    if (text !== undefined && text === own) plain.add(id);
  }
  return { texts, plain, never };
}
