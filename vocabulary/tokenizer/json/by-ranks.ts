/**
 * Byte-level BPE of a tokenizer.json as BPE by ranks, where the two are the same: that takes a fraction of the time. By merges only named pairs
 * are joined, by ranks all pairs whose bytes are a token. Before any pair is joined that spells a token, what happened inside its bytes is what
 * happens when the token's bytes are encoded alone; so where these come to the token itself, by its merges, no other pair that spells it is ever there.
 */

import { GPT_2 } from '../patterns.js';
import { PieceEncoder, type Ranked, type Rules, rulesOf } from '../pieces/index.js';
import type { TokenId } from '../types.js';
import { halves } from './order.js';
import { type Step, stepsOf, type TokenizerDocument } from './shape.js';
import { byteSpelling } from './spelling.js';

/** The pattern of a step that makes each match a piece; undefined for any other step. */
export function patternOf({ type, pattern, behavior, invert }: Step): string | undefined {
  const regex = (pattern as { Regex?: unknown } | null | undefined)?.Regex;
  const isEach = invert === true ? behavior === 'Removed' : behavior === 'Isolated';
  return type === 'Split' && isEach && typeof regex === 'string' ? regex : undefined;
}

/** The rules by which a document splits texts, where they are known ones and nothing else. */
function splittingOf({ pre_tokenizer }: TokenizerDocument): Rules | undefined {
  const steps = stepsOf(pre_tokenizer);
  const last = steps.at(-1);
  if (last?.type !== 'ByteLevel' || last.add_prefix_space !== false) return undefined;
  if (last.use_regex !== false) return steps.length === 1 ? rulesOf(GPT_2) : undefined;
  const [first] = steps;
  return steps.length === 2 && first !== undefined ? rulesOf(patternOf(first) ?? '') : undefined;
}

/** Settings of a model by which pieces are encoded otherwise. */
const OTHERWISE = ['dropout', 'continuing_subword_prefix', 'end_of_word_suffix', 'byte_fallback'] as const;

/** Pairs of ids are one number of a double. */
const IDS = 2 ** 24;

/** What the merges make of pairs, where each makes a later token than the one before it; undefined where they do not. */
function madeBy(
  vocab: Readonly<Record<string, unknown>>,
  merges: readonly unknown[],
): ReadonlyMap<number, TokenId> | undefined {
  const idOf = (token: string): number => {
    const id = Object.hasOwn(vocab, token) ? vocab[token] : undefined;
    return typeof id === 'number' && id < IDS ? id : -1;
  };
  const made = new Map<number, TokenId>();
  let last = -1;
  for (const merge of merges) {
    const [left = '', right = ''] = halves(merge) ?? [];
    const [one, other, id] = [idOf(left), idOf(right), idOf(left + right)];
    if (one < 0 || other < 0 || id < last || made.has(one * IDS + other)) return undefined;
    made.set(one * IDS + other, id);
    last = id;
  }
  return made;
}

/** Whether these bytes come to this token by the merges. */
function comesTo(id: TokenId, parts: TokenId[], made: ReadonlyMap<number, TokenId>): boolean {
  while (parts.length > 1) {
    let lowest = Number.POSITIVE_INFINITY;
    let place = -1;
    for (let at = 0; at + 1 < parts.length; at++) {
      const one = made.get((parts[at] as number) * IDS + (parts[at + 1] as number));
      if (one === undefined || one >= lowest) continue;
      lowest = one;
      place = at;
    }
    if (place < 0) return false;
    parts.splice(place, 2, lowest);
  }
  return parts[0] === id;
}

const NONE = new Uint8Array(0);

/** The tokens that merges make, and the single bytes; undefined where encoding by ranks would not be the same. */
function rankedOf({ model, added_tokens }: TokenizerDocument): Ranked | undefined {
  const { vocab, merges } = model;
  if (Array.isArray(vocab) || merges == null) return undefined;
  if (
    OTHERWISE.some(
      (name) => model[name] != null && model[name] !== '' && model[name] !== false && model[name] !== 0,
    )
  )
    return undefined;
  const ids = vocab as Readonly<Record<string, unknown>>;
  const made = madeBy(ids, merges);
  if (made === undefined) return undefined;
  const added = new Set((added_tokens ?? []).map(({ content }) => content));
  const spelt = new Set(made.values());
  const single = new Int32Array(256).fill(-1);
  const tokens: Uint8Array[] = [];
  for (const [token, id] of Object.entries(ids)) {
    if (typeof id !== 'number') return undefined;
    const { bytes } = byteSpelling(token);
    if (bytes.length === 1) single[bytes[0] as number] = id;
    else if (!spelt.has(id)) {
      // What no merge makes is a token by ranks all the same; but those that are cut out of a text before.
      if (!added.has(token)) return undefined;
      continue;
    }
    tokens[id] = bytes;
  }
  if (single.includes(-1)) return undefined;
  for (const id of spelt) {
    const parts = Array.from(tokens[id] ?? NONE, (byte) => single[byte] as number);
    if (!comesTo(id, parts, made)) return undefined;
  }
  return { size: tokens.length, bytesOf: (id) => tokens[id] ?? NONE };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What encodes a text; undefined for a text that has an added token in it, which the library cuts out. */
export type ByRanks = (text: string) => readonly TokenId[] | undefined;

/** The encoding of a document by ranks; undefined where it would not be the same. */
export function byRanks(document: TokenizerDocument): ByRanks | undefined {
  const rules = splittingOf(document);
  const normalizers = stepsOf(document.normalizer);
  if (rules === undefined || normalizers.some(({ type }) => type !== 'NFC')) return undefined;
  const ranked = rankedOf(document);
  if (ranked === undefined) return undefined;
  const encoder = new PieceEncoder(ranked, rules);
  const names = (document.added_tokens ?? [])
    .map(({ content }) => escaped(content))
    .filter((one) => one !== '');
  const added = names.length > 0 ? new RegExp(names.join('|')) : undefined;
  const isNormal = normalizers.length === 0;
  return (text) => {
    if (added?.test(text) === true) return undefined;
    const normal = isNormal ? text : text.normalize('NFC');
    if (normal !== text && added?.test(normal) === true) return undefined;
    return encoder.encode(normal);
  };
}
