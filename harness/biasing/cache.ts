/** What servers told of their tokens, kept in the user's cache: a vocabulary takes seconds to minutes to ask for. */

import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { sha256, writeWhole } from '../../files/index.js';
import type { TokenTexts } from './types.js';

export interface CacheKey {
  readonly url: string;
  readonly model: string;
}

const folder = (): string => envPaths('offscript', { suffix: '' }).cache;

const pathOf = (key: CacheKey): string => join(folder(), `tokens-${sha256(key).slice(0, 24)}.json`);

const isTexts = (value: unknown): value is TokenTexts =>
  Array.isArray(value) && value.every((one) => one === null || typeof one === 'string');

/** What is kept; undefined where there is nothing, or nothing that can be read. */
export async function readCached(key: CacheKey): Promise<TokenTexts | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(pathOf(key), 'utf8'));
    return isTexts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it; where it cannot be kept it is asked for again the next time. */
export function writeCached(key: CacheKey, texts: TokenTexts): void {
  try {
    mkdirSync(folder(), { recursive: true });
    writeWhole(pathOf(key), JSON.stringify(texts));
  } catch {
    // A cache is a convenience.
  }
}
