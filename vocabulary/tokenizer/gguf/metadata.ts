/** What a GGUF file says of its tokenizer, checked. */

import { createHash } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import { type GgufTexts, type GgufValue, readGgufHeader, withGgufFile } from '../../gguf/index.js';

/** Kinds of tokens by llama.cpp's numbers. */
export const CONTROL: ReadonlySet<number> = new Set([2, 3]);
export const USER_DEFINED = 4;
export const UNUSED = 5;
export const BYTE = 6;

/** What is read of a tokenizer in a GGUF file. */
export interface GgufTokenizer {
  /** `gpt2` byte-level BPE, `llama` SentencePiece's BPE, `t5` Unigram. */
  readonly model: 'gpt2' | 'llama' | 't5';
  /** llama.cpp's name of how texts are split; undefined where none is given. */
  readonly pre: string | undefined;
  readonly tokens: GgufTexts;
  /** A number a token; undefined where all are ordinary ones. */
  readonly types: Float64Array | undefined;
  readonly scores: Float64Array | undefined;
  readonly merges: GgufTexts | undefined;
  readonly unknownId: number | undefined;
  /** Whether a text is encoded as if a space stood before it. */
  readonly prefixed: boolean;
  readonly sha256: string;
}

const MODELS = ['gpt2', 'llama', 't5'] as const;

const PREFIX = 'tokenizer.ggml.';

/** Those of the metadata that a tokenizer consists of. */
const KEYS = [
  'model',
  'pre',
  'tokens',
  'token_type',
  'scores',
  'merges',
  'unknown_token_id',
  'add_space_prefix',
];

function texts(value: GgufValue | undefined): GgufTexts | undefined {
  return typeof value === 'object' && value.kind === 'texts' ? value : undefined;
}

function numbers(
  value: GgufValue | undefined,
  key: string,
  length: number,
  path: string,
): Float64Array | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value.kind === 'numbers' && value.length === length) return value.values;
  throw new UserError(`${PREFIX}${key} is no list of a number a token`, path, 'it may be damaged');
}

/** The hash of what was read: other tensors, or another name of the model, are another file with the same tokenizer. */
function hashOf(metadata: ReadonlyMap<string, GgufValue>): string {
  const hash = createHash('sha256');
  for (const key of KEYS) {
    const value = metadata.get(PREFIX + key);
    hash.update(`${key}\n`);
    if (value === undefined) continue;
    if (typeof value !== 'object') hash.update(`${value}\n`);
    else if (value.kind === 'numbers') hash.update(value.values);
    else
      for (let i = 0; i < value.length; i++) {
        const bytes = value.bytesAt(i);
        hash.update(`${bytes.length} `).update(bytes);
      }
  }
  return hash.digest('hex');
}

/** The tokenizer of a GGUF file. Throws UserError: no GGUF file, damaged, no tokenizer in it or one that is not read. */
export async function readGgufTokenizer(path: string): Promise<GgufTokenizer> {
  const { metadata } = await withGgufFile(path, (source) =>
    readGgufHeader(source, (key) => key.startsWith(PREFIX) && KEYS.includes(key.slice(PREFIX.length))),
  );
  const get = (key: string): GgufValue | undefined => metadata.get(PREFIX + key);
  const named = get('model');
  const model = MODELS.find((one) => one === named);
  const tokens = texts(get('tokens'));
  if (named === undefined || tokens === undefined || tokens.length === 0)
    throw new UserError(
      'there is no tokenizer in this GGUF file',
      path,
      'of a model in several files name the first one',
    );
  if (model === undefined)
    throw new UserError(
      `the tokenizer is of the kind ${typeof named === 'string' ? named.slice(0, 40) : 'unknown'}`,
      path,
      `${MODELS.join(', ')} are read`,
    );
  const pre = get('pre');
  const unknown = get('unknown_token_id');
  return {
    model,
    pre: typeof pre === 'string' ? pre : undefined,
    tokens,
    types: numbers(get('token_type'), 'token_type', tokens.length, path),
    scores: numbers(get('scores'), 'scores', tokens.length, path),
    merges: texts(get('merges')),
    unknownId: typeof unknown === 'number' && unknown < tokens.length ? unknown : undefined,
    prefixed: get('add_space_prefix') !== false && model !== 'gpt2',
    sha256: hashOf(metadata),
  };
}
