/** Reads the tokenizer in a GGUF file: byte-level BPE, SentencePiece's BPE, Unigram. */

import {
  byteSpelling,
  encodingOf,
  learnMerges,
  learnScores,
  pieceSpelling,
  type Spelling,
} from '../json/index.js';
import { NOT_READ, TokenTable, type ToldKind, vocabularyOf } from '../table.js';
import type { Encoding, OpenOptions, Vocabulary } from '../types.js';
import { isUnusedName } from '../unused.js';
import { documentOf } from './document.js';
import { BYTE, CONTROL, type GgufTokenizer, readGgufTokenizer, UNUSED, USER_DEFINED } from './metadata.js';

const SPACE = '▁';

function toldBy(type: number, name: string): ToldKind | undefined {
  if (type === UNUSED || isUnusedName(name)) return 'unused';
  if (CONTROL.has(type)) return 'special';
  return type === BYTE ? 'byte' : undefined;
}

/** Puts the tokens into the table. */
function addTokens(table: TokenTable, { model, tokens, types }: GgufTokenizer): void {
  const spelling: Spelling = model === 'gpt2' ? byteSpelling : pieceSpelling(SPACE, true);
  for (let id = 0; id < tokens.length; id++) {
    const written = tokens.bytesAt(id);
    const name = Buffer.from(written).toString('utf8');
    const type = types?.[id] ?? 1;
    const isPlain = model === 'gpt2' && (CONTROL.has(type) || type === USER_DEFINED || type === UNUSED);
    const { bytes, told } = isPlain ? { bytes: written } : spelling(name);
    // What is no text is no spelling either: it stands there as it is.
    const own = name.includes('\ufffd') && !Buffer.from(name, 'utf8').equals(written) ? written : bytes;
    table.add(id, own, toldBy(type, name) ?? told, `tokenizer.ggml.tokens.${id}`);
  }
}

/** The encoding, or why there is none. */
async function encode(read: GgufTokenizer, path: string, options: OpenOptions): Promise<Encoding> {
  const document = documentOf(read, options);
  if (document !== undefined) return encodingOf(document, path);
  if (read.merges === undefined)
    return {
      kind: 'unknown',
      why: 'this GGUF file has no merges',
      todo: 'name the tokenizer.json of the same model',
    };
  return {
    kind: 'unknown',
    why: `how texts are split is not known for ${read.pre === undefined ? 'this GGUF file' : `"${read.pre.slice(0, 40)}"`}`,
    todo: 'name the tokenizer.json of the same model, or its pattern with --pattern',
  };
}

function learn(table: TokenTable, { scores, model, merges, tokens }: GgufTokenizer): void {
  if (model !== 'gpt2') {
    learnScores(table, scores === undefined ? [] : Array.from(scores, (score, id) => [id, score] as const));
    return;
  }
  const ids = new Map<string, number>();
  for (let id = 0; id < tokens.length; id++) ids.set(Buffer.from(tokens.bytesAt(id)).toString('utf8'), id);
  const texts = Array.from({ length: merges?.length ?? 0 }, (_, i) =>
    Buffer.from(merges?.bytesAt(i) ?? []).toString('utf8'),
  );
  learnMerges(table, texts, (token) => ids.get(token));
}

/** What a GGUF file says of its tokenizer. Throws UserError: no GGUF file, damaged, no tokenizer in it or one that is not read. */
export async function readGguf(path: string, options: OpenOptions): Promise<Vocabulary> {
  const read = await readGgufTokenizer(path);
  const table = new TokenTable(path, read.tokens.length);
  addTokens(table, read);
  const { model, sha256 } = read;
  const told = {
    source: { path, format: 'gguf', model: model === 't5' ? 'unigram' : 'bpe', sha256 },
    entries: read.tokens.length,
    added: 0,
  } as const;
  if (options.tokensOnly === true) return vocabularyOf(table, { ...told, encoding: async () => NOT_READ });
  learn(table, read);
  return vocabularyOf(table, { ...told, encoding: () => encode(read, path, options) });
}
