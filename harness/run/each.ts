/** Works through a sequence that may be longer than memory, as many items at once as a limit allows. */

import type { LimitFunction } from 'p-limit';

/**
 * Runs `work`, which must not reject, over `items` until there are no more or `goesOn` says no; resolves when all that runs has
 * ended. Items are taken as they are needed: no more wait than may run.
 */
export async function forEachLimited<T>(
  items: Iterable<T>,
  limit: LimitFunction,
  goesOn: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let open = 0;
  let wake = (): void => {};
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  for (const item of items) {
    while (open >= 2 * limit.concurrency) await ended();
    if (!goesOn()) break;
    open++;
    void limit(work, item).finally(() => {
      open--;
      wake();
    });
  }
  while (open > 0) await ended();
}
