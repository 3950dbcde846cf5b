/** What a file's path says of the model whose answers it holds, where its rows say nothing. */

import { basename, dirname, extname, resolve } from 'node:path';
import { unpackedName } from '../../files/index.js';

/** `gpt-4` of `model_answer/gpt-4.jsonl.gz`. */
export function fileStem(path: string): string {
  const name = unpackedName(basename(path));
  // What stands behind a dot may be a part of a version: `qwen2.5-7b`.
  const ending = extname(name);
  return /^\.(?:jsonl?|csv|tsv|parquet|txt)$/i.test(ending) ? name.slice(0, -ending.length) : name;
}

/** Folders from the nearest: `['gpt-4', 'predictions']` of `predictions/gpt-4/gsm8k.json`. */
export function foldersOf(path: string): readonly [string, string] {
  const folder = dirname(resolve(path));
  return [basename(folder), basename(dirname(folder))];
}
