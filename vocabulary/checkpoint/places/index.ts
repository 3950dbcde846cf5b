/** Where checkpoints are: on a disk, or on another machine, of which parts are read by HTTP ranges. */

import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UserError } from '../../../files/index.js';
import { parseAddress, shownUrl, unescaped } from './address.js';
import { cacheFolder } from './cache.js';
import { asked, diskFolder } from './disk.js';
import type { Folder } from './place.js';

export type { Folder, Place, Told } from './place.js';

/** A folder, and the file in it that was named; undefined where the folder was. */
export interface Found {
  readonly folder: Folder;
  readonly file: string | undefined;
  /** The address as messages and reports may show it: without a query, which may hold a signature. */
  readonly shown: string;
}

/** What is a file by its name, where no disk can be asked. */
const FILE = /\.(?:safetensors|gguf|json)$/i;

/** How places on other machines are asked. */
export interface PlaceOptions {
  /** The folder that keeps what comes over the network; else the user's cache folder. */
  readonly cache?: string | undefined;
  /** Milliseconds that are waited after a server's first failure, 250 where nobody says. */
  readonly firstWait?: number | undefined;
  /** Of the environment HF_TOKEN and HF_ENDPOINT are read. */
  readonly env?: NodeJS.ProcessEnv;
}

const FIRST_WAIT = 250;

/** Where an address leads. Throws UserError: malformed, nothing there. */
export async function findPlace(
  address: string,
  { cache: named, firstWait = FIRST_WAIT, env = process.env }: PlaceOptions = {},
): Promise<Found> {
  const parsed = parseAddress(address, env);
  if (parsed.kind === 'disk') {
    const stats = asked(parsed.path, (path) => statSync(path, { throwIfNoEntry: false }));
    if (stats === undefined) throw new UserError('no such file or folder', parsed.path);
    return stats.isDirectory()
      ? { folder: diskFolder(parsed.path), file: undefined, shown: address }
      : { folder: diskFolder(dirname(parsed.path)), file: basename(parsed.path), shown: address };
  }
  const { remoteFolder } = await import('./http.js');
  const cache = named ?? (await cacheFolder());
  const { url } = parsed;
  const remote = { ...parsed, firstWait };
  const shown = parsed.isHub ? address : shownUrl(url);
  if (!FILE.test(url.pathname)) return { folder: remoteFolder(remote, cache), file: undefined, shown };
  const file = unescaped(basename(url.pathname), shownUrl(url));
  const above = new URL('.', url);
  above.search = url.search;
  return { folder: remoteFolder({ ...remote, url: above }, cache), file, shown };
}
