/** The tokenizers that lie beside checkpoints. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Checkpoint } from '../checkpoint/index.js';
import { findTokenizer, openVocabulary, type Vocabulary } from '../tokenizer/index.js';

/** Names that tokenizers have on a server, which does not list its folders. */
const NAMES = ['tokenizer.json', 'tiktoken.model', 'tokenizer.model'];

/** Bytes that one may have. */
const LARGEST = 128 << 20;

async function pathOf({ path, metadata, beside }: Checkpoint): Promise<string | undefined> {
  if (metadata !== undefined) return metadata();
  if (path !== undefined) {
    const found = findTokenizer(dirname(path));
    // A GGUF file there is a checkpoint of its own, maybe of another model.
    return found?.endsWith('.gguf') ? undefined : found;
  }
  for (const name of NAMES) {
    const local = await beside(name, LARGEST);
    if (local !== undefined) return local;
  }
  return undefined;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Whether two files of tokenizers are the same. Of a checkpoint in GGUF the tokenizer is the least part, which has a hash of its own. */
async function areSame(one: string, other: string, isGguf: boolean): Promise<boolean> {
  return one === other || (!isGguf && (await hashOf(one)) === (await hashOf(other)));
}

/** What lies beside two states of a model. */
export interface Beside {
  readonly base: Vocabulary | undefined;
  readonly post: Vocabulary | undefined;
}

/**
 * The tokenizers beside two checkpoints, or in them; undefined where there is none, or `open` gives none, which is told whether a path is the
 * checkpoint itself. Two that are the same are opened and held once. Rejects as `open` does.
 */
export async function vocabulariesBeside(
  base: Checkpoint,
  post: Checkpoint,
  open: (path: string, isOwn: boolean) => Promise<Vocabulary | undefined> = (path) =>
    openVocabulary(path, { tokensOnly: true }),
): Promise<Beside> {
  const [before, after] = [await pathOf(base), await pathOf(post)];
  const isGguf = base.metadata !== undefined || post.metadata !== undefined;
  const postVocabulary = after === undefined ? undefined : await open(after, post.metadata !== undefined);
  if (before === undefined) return { base: undefined, post: postVocabulary };
  if (after !== undefined && (await areSame(before, after, isGguf)))
    return { base: postVocabulary, post: postVocabulary };
  const own = await open(before, base.metadata !== undefined);
  const isSame = own !== undefined && own.source.sha256 === postVocabulary?.source.sha256;
  return { base: isSame ? postVocabulary : own, post: postVocabulary };
}
