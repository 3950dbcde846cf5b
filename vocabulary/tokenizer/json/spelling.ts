/** How a tokenizer.json writes the bytes of its tokens: byte by byte in an alphabet, or as text with a sign for the space and names of single bytes. */

import { fromByteLevel } from '../byte-level.js';
import type { ToldKind } from '../table.js';
import { type Step, stepsOf, type TokenizerDocument } from './shape.js';

/** The bytes of a token as it is written, and what it is where its name says that. */
export type Spelling = (token: string) => { readonly bytes: Uint8Array; readonly told?: ToldKind };

const BYTE_NAME = /^<0x([0-9A-F]{2})>$/;

/** The sign for a space, where the steps name one. */
function spaceSign(steps: readonly Step[]): string | undefined {
  for (const { type, pattern, content, replacement } of steps) {
    if (type === 'Metaspace') return typeof replacement === 'string' ? replacement : '▁';
    const literal = (pattern as { String?: unknown } | undefined)?.String;
    if (type === 'Replace' && content === ' ' && typeof literal === 'string' && literal !== '')
      return literal;
  }
  return undefined;
}

/** Tokens as SentencePiece writes them: `sign` for a space, `<0xE4>` for a byte where bytes have names. */
export function pieceSpelling(sign: string | undefined, named: boolean): Spelling {
  return (token) => {
    const byte = named ? BYTE_NAME.exec(token)?.[1] : undefined;
    if (byte !== undefined) return { bytes: Uint8Array.of(Number.parseInt(byte, 16)), told: 'byte' };
    return { bytes: Buffer.from(sign === undefined ? token : token.replaceAll(sign, ' '), 'utf8') };
  };
}

/** Tokens as GPT-2 writes them. */
export const byteSpelling: Spelling = (token) => ({ bytes: fromByteLevel(token) });

/** How the tokens of a document are written, by the steps that make text of them. */
export function spellingOf({ decoder, pre_tokenizer, model }: TokenizerDocument): Spelling {
  const decoding = stepsOf(decoder);
  const cutting = stepsOf(pre_tokenizer);
  if ([...decoding, ...cutting].some(({ type }) => type === 'ByteLevel')) return byteSpelling;
  const named = model.byte_fallback === true || decoding.some(({ type }) => type === 'ByteFallback');
  return pieceSpelling(spaceSign(decoding) ?? spaceSign(cutting), named);
}
