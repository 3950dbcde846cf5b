/** What servers told of their tokens, kept in the user's cache: a vocabulary takes seconds to minutes to ask for. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../files/index.js';
import type { TokenTexts } from './types.js';

export interface CacheKey {
  readonly url: string;
  readonly model: string;
}

/** By the XDG Base Directory Specification, on Windows where its applications keep such files. */
function folder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = env;
  const base = XDG_CACHE_HOME || (process.platform === 'win32' && LOCALAPPDATA) || join(homedir(), '.cache');
  return join(base, 'offscript');
}

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
export async function writeCached(key: CacheKey, texts: TokenTexts): Promise<void> {
  const path = pathOf(key);
  const fresh = `${path}.${process.pid}.new`;
  try {
    await mkdir(folder(), { recursive: true });
    await writeFile(fresh, JSON.stringify(texts));
    await rename(fresh, path);
  } catch {
    // A cache is a convenience.
  }
}
