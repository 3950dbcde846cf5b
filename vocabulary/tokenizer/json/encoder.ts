/** Cuts texts by a tokenizer.json, with the library of those who made the format. */

import { fieldAt, shortened, UserError } from '../../../files/index.js';
import { CUTTING_SIGNS, isKnown, isRefining, isSeparable } from '../patterns.js';
import type { Encoding, TokenId } from '../types.js';
import { timed } from '../within.js';
import { byRanks, patternOf } from './by-ranks.js';
import { byteFallbackOf } from './byte-fallback.js';
import { withOwnRegex } from './own-regex.js';
import { type Step, stepsOf, type TokenizerDocument } from './shape.js';

/** Steps that put a space before a text, unless they say that they do not. */
function isPrefixed({ normalizer, pre_tokenizer }: TokenizerDocument): boolean {
  if (stepsOf(normalizer).some(({ type }) => type === 'Prepend')) return true;
  return stepsOf(pre_tokenizer).some(({ type, prepend_scheme, add_prefix_space }) => {
    if (type === 'Metaspace')
      return prepend_scheme === undefined ? add_prefix_space !== false : prepend_scheme !== 'never';
    return type === 'ByteLevel' && add_prefix_space === true;
  });
}

/** Steps of a normalizer that see a letter and what can stand behind it only. */
const LOCAL: ReadonlySet<string> = new Set(['NFC', 'Sequence']);

/** A place in an added token where a text would be cut. */
const CUT = new RegExp(`\\p{L}[ ${CUTTING_SIGNS}]`, 'u');

/** Whether the steps before bytes are written in their alphabet cut a text by what is known, and its parts alike. */
function cutsAlike(steps: readonly Step[]): boolean {
  const patterns = steps.filter(({ type }) => type !== 'Digits').map((step) => patternOf(step) ?? '');
  return patterns.every((one) => isSeparable(one) || isRefining(one));
}

/** Whether texts may be encoded in parts. */
function areSeparable(document: TokenizerDocument): boolean {
  const { normalizer, pre_tokenizer, added_tokens } = document;
  const cutting = stepsOf(pre_tokenizer);
  const last = cutting.at(-1);
  const before = cutting.slice(0, -1);
  const isOwn = last?.use_regex !== false;
  return (
    stepsOf(normalizer).every(({ type }) => LOCAL.has(type)) &&
    last?.type === 'ByteLevel' &&
    cutsAlike(before) &&
    (isOwn || before.some((step) => isSeparable(patternOf(step) ?? ''))) &&
    !isPrefixed(document) &&
    !(added_tokens ?? []).some(({ content }) => CUT.test(content))
  );
}

/** Whether all regular expressions of a document are known ones, which end soon whatever the text. */
function endsSoon({ normalizer, pre_tokenizer }: TokenizerDocument): boolean {
  return [...stepsOf(normalizer), ...stepsOf(pre_tokenizer)].every((step) => {
    const regex = fieldAt(step.pattern, 'Regex');
    // A sequence is left where it was too deep to look into.
    if (step.type === 'Sequence') return false;
    return regex === undefined || (typeof regex === 'string' && isKnown(regex));
  });
}

/** What the library says of a document that it cannot use, on one line; where it only stumbles over it, what that means. */
function refusal(error: unknown, path: string): UserError {
  if (error instanceof TypeError)
    return new UserError('the tokenizer cannot be used: a part of it is of another form', path);
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  return new UserError(`the tokenizer cannot be used: ${shortened(reason, 200)}`, path);
}

/** Steps that a document may leave out, and that the library asks for. */
const NO_STEPS = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };

/** The library’s encoding of a document. Rejects with UserError where it cannot use it, which it may find out over a text only. */
async function libraryOf(document: TokenizerDocument, path: string): Promise<() => Encode> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  return () => {
    try {
      const { added_tokens, pre_tokenizer } = document;
      const steps = pre_tokenizer ? withOwnRegex(pre_tokenizer) : null;
      const tokenizer = new Tokenizer(
        { ...NO_STEPS, ...document, pre_tokenizer: steps, added_tokens: added_tokens ?? [] },
        {},
      );
      const fallback = byteFallbackOf(document);
      const encode: Encode = (text) => {
        try {
          const encoded = tokenizer.encode(text, { add_special_tokens: false });
          return fallback === undefined ? encoded.ids : fallback(encoded);
        } catch (error) {
          throw refusal(error, path);
        }
      };
      return endsSoon(document) ? encode : timed(encode, path);
    } catch (error) {
      throw refusal(error, path);
    }
  };
}

type Encode = (text: string) => readonly TokenId[];

/** The encoding of a document. Rejects with UserError where it cannot be used, which may be found out over a text only. */
export async function encodingOf(document: TokenizerDocument, path: string): Promise<Encoding> {
  const open = await libraryOf(document, path);
  const prefixed = isPrefixed(document);
  const ranked = byRanks(document);
  if (ranked === undefined)
    return { kind: 'known', prefixed, separable: areSeparable(document), encode: open() };
  // Made for the first text that it is for: it takes a second.
  let library: Encode | undefined;
  const others: Encode = (text) => {
    library ??= open();
    return library(text);
  };
  return { kind: 'known', prefixed, separable: false, encode: (text) => ranked(text) ?? others(text) };
}
