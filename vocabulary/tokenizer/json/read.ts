/** Reads tokenizer.json, the format of the Hugging Face library: byte-level BPE, SentencePiece's BPE with byte fallback, Unigram. */

import { UserError } from '../../../files/index.js';
import { NOT_READ, TokenTable, vocabularyOf } from '../table.js';
import type { Vocabulary, VocabularySource } from '../types.js';
import { isUnusedName } from '../unused.js';
import type { VocabularyApart } from './apart.js';
import { encodingOf } from './encoder.js';
import { learnMerges, learnScores } from './order.js';
import { checkDocument, type TokenizerDocument } from './shape.js';
import { type Spelling, spellingOf } from './spelling.js';

/** The kinds of model whose tokens language models have. */
function modelOf({ model }: TokenizerDocument, path: string): VocabularySource['model'] {
  const { type, vocab, merges } = model;
  const told =
    type ?? (Array.isArray(vocab) ? 'Unigram' : Array.isArray(merges) ? 'BPE' : 'of no known type');
  if (told === 'BPE' && !Array.isArray(vocab)) return 'bpe';
  if (told === 'Unigram' && Array.isArray(vocab)) return 'unigram';
  const what = told === 'BPE' || told === 'Unigram' ? `${told} with a vocabulary of another form` : told;
  throw new UserError(`the model of this tokenizer is ${what}`, path, 'BPE and Unigram are read');
}

/** A token of the vocabulary as the file has it. */
interface Written {
  readonly token: string;
  readonly id: unknown;
  readonly score?: number;
}

function* written(
  { model }: TokenizerDocument,
  path: string,
  apart: VocabularyApart | undefined,
): Generator<Written> {
  const { vocab } = model;
  for (const [key, entry] of apart?.entries() ?? eachOf(vocab)) {
    if (!Array.isArray(vocab)) {
      yield { token: key, id: entry };
      continue;
    }
    const [token, score] = Array.isArray(entry) ? entry : [];
    if (typeof token !== 'string' || typeof score !== 'number')
      throw new UserError('no pair of a token and its score', `${path}:model.vocab.${key}`);
    yield { token, id: Number(key), score };
  }
}

/** The entries one by one: all of them at once would take as much as the vocabulary. */
function* eachOf(vocab: TokenizerDocument['model']['vocab']): Generator<readonly [string, unknown]> {
  const values = vocab as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(vocab)) yield [key, values[key]];
}

/** Puts the tokens of the vocabulary into the table; returns how many there are. */
function addEntries(
  table: TokenTable,
  document: TokenizerDocument,
  path: string,
  spelling: Spelling,
  apart: VocabularyApart | undefined,
): number {
  const scores: [number, number][] = [];
  let entries = 0;
  for (const { token, id, score } of written(document, path, apart)) {
    const { bytes, told } = spelling(token);
    table.add(id, bytes, told ?? (isUnusedName(token) ? 'unused' : undefined), 'model.vocab');
    if (score !== undefined) scores.push([Number(id), score]);
    entries++;
  }
  learnScores(table, scores);
  return entries;
}

/** Puts added tokens in: those of the vocabulary are told what they are, the others come behind it. Returns how many came. */
function addAdded(
  table: TokenTable,
  { added_tokens }: TokenizerDocument,
  path: string,
  spelling: Spelling,
): number {
  let added = 0;
  for (const { id, content, special } of added_tokens ?? []) {
    const told = isUnusedName(content) ? 'unused' : special === true ? 'special' : undefined;
    if (table.kindOf(id) === 'padding') {
      table.add(id, Buffer.from(content, 'utf8'), told, 'added_tokens');
      added++;
      continue;
    }
    const known = Buffer.from(table.bytesOf(id));
    if (!known.equals(Buffer.from(content, 'utf8')) && !known.equals(spelling(content).bytes))
      throw new UserError(`two tokens have the id ${id}`, `${path}:added_tokens`);
    if (told !== undefined) table.mark(id, told);
  }
  return added;
}

/**
 * What a tokenizer.json holds; where its vocabulary was taken `apart`, tokens alone. Throws UserError: of another form, ids twice or far beyond all
 * others.
 */
export function readTokenizerJson(
  value: unknown,
  path: string,
  sha256: string,
  apart?: VocabularyApart,
): Vocabulary {
  const document = checkDocument(value, path);
  const model = modelOf(document, path);
  const { vocab } = document.model;
  const count = apart?.count ?? (Array.isArray(vocab) ? vocab.length : Object.keys(vocab).length);
  if (count === 0) throw new UserError('the vocabulary has no tokens', path);
  const spelling = spellingOf(document);
  const table = new TokenTable(path, count + (document.added_tokens?.length ?? 0));
  const entries = addEntries(table, document, path, spelling, apart);
  const added = addAdded(table, document, path, spelling);
  const told = { source: { path, format: 'tokenizer.json', model, sha256 }, entries, added } as const;
  if (apart !== undefined) return vocabularyOf(table, { ...told, encoding: async () => NOT_READ });
  if (!Array.isArray(vocab)) {
    const ids = vocab as Readonly<Record<string, unknown>>;
    learnMerges(table, document.model.merges ?? [], (token) =>
      Object.hasOwn(ids, token) ? ids[token] : undefined,
    );
  }
  return vocabularyOf(table, { ...told, encoding: () => encodingOf(document, path) });
}
