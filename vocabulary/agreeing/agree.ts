/** Whether files are of one tokenizer. */

import { UserError } from '../../files/index.js';
import type { TokenId, TokenizerId, Vocabulary } from '../tokenizer/index.js';
import type { Claim } from './claim.js';

/** Whether two are others as far as hashes tell; undefined where they do not: a tokenizer has another hash in each format of files. */
function areOthers(a: TokenizerId | null, b: TokenizerId): boolean | undefined {
  if (a?.sha256 === b.sha256) return false;
  return a?.format === b.format ? true : undefined;
}

/**
 * Throws UserError where a file is of another tokenizer than a vocabulary. That is told by the hash; where a file has none, or has that of another
 * format, by how many ids there are, and by texts.
 */
export function checkAgainst(
  { source, entries, textOf }: Pick<Vocabulary, 'source' | 'entries' | 'textOf'>,
  { what, path, tokenizer, ids, texts }: Claim,
): void {
  const isOther =
    areOthers(tokenizer, source) ??
    ((ids !== null && ids < entries) || texts.some(({ id, text }) => text !== null && textOf(id) !== text));
  if (isOther)
    throw new UserError(`${what} of another tokenizer than ${source.path}`, path, 'name files of one model');
}

/** Throws UserError where files are of different tokenizers, as far as they tell: by hashes, and by the texts of tokens that several of them name. */
export function checkEachOther(claims: readonly Claim[]): void {
  const known: { readonly claim: Claim; readonly tokenizer: TokenizerId }[] = [];
  const texts = new Map<TokenId, { readonly text: string; readonly path: string }>();
  const refuse = ({ what, path }: Claim, other: string): never => {
    throw new UserError(`${what} of another tokenizer than ${other}`, path, 'name files of one model');
  };
  for (const claim of claims) {
    const { tokenizer } = claim;
    if (tokenizer !== null) {
      const other = known.find((one) => areOthers(tokenizer, one.tokenizer) === true);
      if (other !== undefined) refuse(claim, other.claim.path);
      known.push({ claim, tokenizer });
    }
    for (const { id, text } of claim.texts) {
      if (text === null) continue;
      const before = texts.get(id);
      if (before === undefined) texts.set(id, { text, path: claim.path });
      else if (before.text !== text) refuse(claim, before.path);
    }
  }
}
