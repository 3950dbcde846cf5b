/** A model in files, and what commands found of it, for tests of what puts them together. */

import type { ProbeFile } from '../../../vocabulary/index.js';
import { safetensors, type Written } from '../../support/checkpoint.js';

/** What a token may hold: markup that would end a page's own, a control, a formula. */
export const HOSTILE = '</td><script>alert(1)</script>\u001b[31m';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz<>/="\'+;()1Ġä¸Ń'.split('');
const WORDS = ['no', 'ab', 'ä¸', 'ä¸Ń'];

/** A tokenizer.json; `more` changes its hash and nothing else. */
export const tokenizer = (more: object = {}): string =>
  JSON.stringify({
    added_tokens: [{ id: ALPHABET.length + WORDS.length, content: HOSTILE, special: true }],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
    post_processor: null,
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: Object.fromEntries([...ALPHABET, ...WORDS].map((token, id) => [token, id])),
      merges: ['a b', 'ä ¸', 'ä¸ Ń'],
    },
    ...more,
  });

/** Ids of tokens: `ab`, a piece of a character, and 中. */
export const idOf = (token: string): number => [...ALPHABET, ...WORDS].indexOf(token);
export const IDS = { a: idOf('a'), ab: idOf('ab'), piece: idOf('ä¸'), whole: idOf('ä¸Ń') } as const;
export const SIZE = ALPHABET.length + WORDS.length + 1;

export const COLUMNS = 64;

/** Rows of 1 and -1, of which so many of the first are turned: the cosine with those that are not is 1 - 2 turned / columns. */
export function model(turned: (id: number) => number): Buffer {
  const rows = Array.from({ length: SIZE }, (_, id) =>
    Array.from(
      { length: COLUMNS },
      (_, i) => ((id * 5 + i * i) % 3 === 0 ? 1 : -1) * (i < turned(id) ? -1 : 1),
    ),
  );
  const bytes = Buffer.from(Float32Array.from(rows.flat()).buffer);
  const head: Written = { dtype: 'F32', shape: [SIZE, COLUMNS], bytes };
  return safetensors({ 'lm_head.weight': head });
}
export const cosine = (turned: number): number => 1 - (2 * turned) / COLUMNS;

/** A probe of one target, in which some tokens are forgotten, of those that were asked for. */
export function probe(
  sha256: string,
  forgotten: readonly { readonly id: number; readonly text: string }[],
  written: readonly number[],
  target = 'm',
): ProbeFile {
  const probed = forgotten.length + written.length;
  const rate = probed === 0 ? 0 : forgotten.length / probed;
  const share = { rate, low: rate / 2, high: Math.min(1, rate + 0.1) };
  return {
    schema: 1,
    tokenizer: { path: 't.json', format: 'tokenizer.json', model: 'bpe', sha256 },
    askable: SIZE,
    unaskable: 0,
    targets: [
      {
        id: target,
        model: 'gemma',
        way: 'sampling',
        why: 'the server gives no probabilities',
        done: true,
        probed,
        written: written.length,
        forgotten: forgotten.length,
        undecided: 0,
        vocabulary: share,
        requests: { screen: 3, single: 1, failed: 0 },
        classes: [
          {
            class: 'Latn',
            name: 'Latin',
            tokens: SIZE,
            probed,
            forgotten: forgotten.length,
            undecided: 0,
            ...share,
          },
        ],
        forgotten_tokens: forgotten.map((one) => ({
          ...one,
          class: 'Latn',
          by: 'single',
          written: 0,
          of: 5,
        })),
        undecided_tokens: [],
        written_ids: [...written],
      },
    ],
  };
}
