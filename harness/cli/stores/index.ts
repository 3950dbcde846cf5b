/** Where a command's runs are kept: all of them come to their stores here, and let go of them. */

import {
  folderPlace,
  folderRuns,
  folderStore,
  type RunCollection,
  type RunStore,
} from '../../../store/index.js';

/** Gives the runs of these names to `use`, and closes them when it is done, or fails. */
export async function withStores<T>(
  names: readonly string[],
  use: (stores: readonly RunStore[]) => Promise<T>,
): Promise<T> {
  const stores = names.map(folderStore);
  try {
    return await use(stores);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** The same with one run. */
export function withStore<T>(name: string, use: (store: RunStore) => Promise<T>): Promise<T> {
  return withStores([name], (stores) => use(stores[0] as RunStore));
}

/** Where a run is to be made as a whole. */
export const placeOf = folderPlace;

/** Where runs come that the user gave no name. */
export const unnamedRuns = (): RunCollection => folderRuns('runs');
