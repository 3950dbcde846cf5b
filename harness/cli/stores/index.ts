/** Where a command's runs are kept: all of them come to their stores here, and let go of them. */

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  folderRuns,
  openStore,
  type PostgresOptions,
  pageOf,
  type RunCollection,
  type RunStore,
} from '../../../store/index.js';

/** Gives the runs at these places to `use`, and closes them when it is done, or fails. */
export async function withStores<T>(
  places: readonly string[],
  use: (stores: readonly RunStore[]) => Promise<T>,
  options: PostgresOptions = {},
): Promise<T> {
  const stores: RunStore[] = [];
  try {
    for (const place of places) stores.push(await openStore(place, options));
    return await use(stores);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** The same with one run. */
export function withStore<T>(
  place: string,
  use: (store: RunStore) => Promise<T>,
  options: PostgresOptions = {},
): Promise<T> {
  return withStores([place], (stores) => use(stores[0] as RunStore), options);
}

/** The page of a run at a place, in a folder that is there. */
export function pagePlace(place: string): string {
  const page = pageOf(place);
  mkdirSync(dirname(page), { recursive: true });
  return page;
}

/** Where runs come that the user gave no name. */
export const unnamedRuns = (): RunCollection => folderRuns('runs');
