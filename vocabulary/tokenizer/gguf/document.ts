/** The tokenizer of a GGUF file as a tokenizer.json, so that the same library cuts texts by it. */

import type { TokenizerDocument } from '../json/index.js';
import type { OpenOptions } from '../types.js';
import { CONTROL, type GgufTokenizer, USER_DEFINED } from './metadata.js';
import { ignoresMerges, stepsBy, stepsNamed } from './splitting.js';

const SPACE = '▁';

function textsOf({ tokens }: GgufTokenizer): string[] {
  return Array.from({ length: tokens.length }, (_, id) => Buffer.from(tokens.bytesAt(id)).toString('utf8'));
}

function addedTokens({ types }: GgufTokenizer, texts: readonly string[]): TokenizerDocument['added_tokens'] {
  if (types === undefined) return [];
  return texts.flatMap((content, id) => {
    const type = types[id] ?? 0;
    const special = CONTROL.has(type);
    return special || (type === USER_DEFINED && content !== '')
      ? [{ id, content: special ? content : content.replaceAll(SPACE, ' '), special, normalized: false }]
      : [];
  });
}

/**
 * Merges of SentencePiece's BPE: it joins the pair first that makes the piece of the highest score, so each way of making a piece is a
 * merge, in the order of the pieces' scores.
 */
function mergesByScore({ scores, types }: GgufTokenizer, texts: readonly string[]): [string, string][] {
  const ids = new Map(texts.map((text, id) => [text, id]));
  // What no token is as long as is not looked up: of tokens that are made to be long that would be the square of it.
  const lengths = new Set(texts.map((text) => text.length));
  const scored = texts
    .map((_, id) => id)
    .filter((id) => (types?.[id] ?? 1) === 1 && ids.get(texts[id] ?? '') === id);
  scored.sort((a, b) => (scores?.[b] ?? 0) - (scores?.[a] ?? 0) || a - b);
  const merges: [string, string][] = [];
  for (const id of scored) {
    const text = texts[id] ?? '';
    const ways: [number, number, string, string][] = [];
    for (let at = 1; at < text.length; at++) {
      if (!lengths.has(at) || !lengths.has(text.length - at)) continue;
      const [left, right] = [text.slice(0, at), text.slice(at)];
      const [first, second] = [ids.get(left), ids.get(right)];
      if (first !== undefined && second !== undefined) ways.push([first, second, left, right]);
    }
    ways.sort(([a, b], [c, d]) => a - c || b - d);
    for (const [, , left, right] of ways) merges.push([left, right]);
  }
  return merges;
}

const spaced = (prefixed: boolean) => ({
  type: 'Sequence',
  normalizers: [
    ...(prefixed ? [{ type: 'Prepend', prepend: SPACE }] : []),
    { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
  ],
});

const pieces = {
  type: 'Sequence',
  decoders: [
    { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
    { type: 'ByteFallback' },
    { type: 'Fuse' },
  ],
};

/** The document; undefined where it is not known how texts are split. */
export function documentOf(read: GgufTokenizer, { pattern }: OpenOptions): TokenizerDocument | undefined {
  const texts = textsOf(read);
  const added_tokens = addedTokens(read, texts);
  const common = { added_tokens, post_processor: null };
  if (read.model === 't5') {
    const vocab = texts.map((text, id) => [text, read.scores?.[id] ?? 0]);
    return {
      ...common,
      normalizer: spaced(read.prefixed),
      pre_tokenizer: null,
      decoder: pieces,
      model: { type: 'Unigram', vocab, unk_id: read.unknownId ?? 0 },
    };
  }
  const vocab = Object.fromEntries(texts.map((text, id) => [text, id]));
  if (read.model === 'llama') {
    const unk_token = read.unknownId === undefined ? null : (texts[read.unknownId] ?? null);
    return {
      ...common,
      normalizer: spaced(read.prefixed),
      pre_tokenizer: null,
      decoder: pieces,
      model: {
        type: 'BPE',
        vocab,
        merges: mergesByScore(read, texts),
        byte_fallback: true,
        fuse_unk: true,
        unk_token,
      },
    };
  }
  const steps = pattern === undefined ? stepsNamed(read.pre) : stepsBy(pattern);
  const { merges } = read;
  if (steps === undefined || merges === undefined) return undefined;
  return {
    ...common,
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: steps },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab,
      merges: Array.from({ length: merges.length }, (_, i) =>
        Buffer.from(merges.bytesAt(i)).toString('utf8'),
      ),
      ignore_merges: ignoresMerges(read.pre),
    },
  };
}
