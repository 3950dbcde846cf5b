/** A small byte-level tokenizer with enough words to probe, and endpoints whose model forgot some of them. */

import { join } from 'node:path';
import { type SimulatorOptions, startSimulator } from '../../../harness/simulator/index.js';
import { openVocabulary, type Vocabulary } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';

/** Bytes as byte-level BPE writes them: what can be seen as it is, all else from U+0100 on. */
const LETTERS = (() => {
  const seen = [...range(0x21, 0x7f), ...range(0xa1, 0xad), ...range(0xae, 0x100)];
  let other = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(seen.includes(byte) ? byte : other++));
})();

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const SPACE = LETTERS[0x20] ?? '';

/** Pairs of letters, the same behind a space, and three Cyrillic letters. */
const CONSONANTS = 'bcdfghklmnprstvz';
const VOWELS = 'aeiou';
const pairs = [...CONSONANTS].flatMap((c) => [...VOWELS].map((v) => [c, v] as const));
const CYRILLIC: readonly (readonly [string, string])[] = ['Ð¶', 'Ð´', 'Ð³'].map((text) => [
  text[0] ?? '',
  text[1] ?? '',
]);
const merges: readonly (readonly [string, string])[] = [
  ...pairs,
  ...pairs.map(([c, v]) => [SPACE, `${c}${v}`] as const),
  ...CYRILLIC,
];

/** A tokenizer.json of 256 bytes, 80 words, 80 with a space before them, and 3 Cyrillic letters. */
export const TOKENIZER = JSON.stringify({
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...LETTERS, ...merges.map(([a, b]) => a + b)].map((token, id) => [token, id])),
    merges: merges.map(([a, b]) => `${a} ${b}`),
  },
});

/** Ids of its first word and of the first one with a space before it. */
export const FIRST = 256;
export const SPACED = FIRST + pairs.length;

export const PLANTED: readonly number[] = [
  FIRST,
  FIRST + 7,
  SPACED + 3,
  SPACED + 2 * pairs.length - pairs.length,
];

export async function toyVocabulary(): Promise<Vocabulary> {
  const folder = folderWith({ 'tokenizer.json': TOKENIZER });
  try {
    const vocabulary = await openVocabulary(join(folder.path, 'tokenizer.json'));
    await vocabulary.encoding();
    return vocabulary;
  } finally {
    folder.remove();
  }
}

/** An endpoint whose model `m` cannot write the planted tokens. */
export async function startForgetful(
  vocabulary: Vocabulary,
  {
    forgotten = PLANTED,
    ...options
  }: Partial<SimulatorOptions> & { readonly forgotten?: readonly number[] } = {},
) {
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new Error(encoding.why);
  const own = { vocabulary, encode: encoding.encode, forgotten: new Set(forgotten), writes: 0 };
  return startSimulator({ models: [{ id: 'm', slips: {}, vocabulary: own }], ...options });
}

/** A suite that asks `m` at this address. */
export const suiteAt = (url: string, more: object = {}): string =>
  JSON.stringify({
    name: 's',
    seed: 3,
    targets: [{ id: 'm', model: 'm', base_url: url, ...more }],
    prompts: [{ language: 'en' }],
  });
