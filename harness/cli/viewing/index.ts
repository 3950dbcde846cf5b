/** Runs in a browser: an index of each, and a server on this machine. */

import type { RunStore } from '../../../store/index.js';
import { openFullJudge } from '../judging/index.js';
import { Catalog } from './catalog/index.js';
import { Keeper } from './keeper.js';
import { Labelling } from './labels.js';
import { Finder, Library } from './search/index.js';
import { startViewServer } from './server.js';
import { Reader } from './shown.js';
import { viewToken } from './token.js';

export interface ViewOptions {
  readonly port: number;
  /** Threads that judge what is not indexed yet. */
  readonly jobs: number;
  /** The target that others are compared with; as the runs say where missing. */
  readonly baseline?: string | undefined;
  /** Aborted when it is to end. */
  readonly stop: AbortSignal;
  /** Told the address, once. */
  readonly onReady: (url: string) => void;
  /** Told of what is to be known, in a line. */
  readonly say: (line: string) => void;
}

function baselineOf(library: Library, asked: string | undefined): string {
  if (asked !== undefined) return asked;
  for (const [run, { head, known }] of library.catalogs.entries()) {
    const { baseline } = head.manifest;
    const number = baseline === undefined ? -1 : known.targets.all.indexOf(baseline);
    if (number >= 0) return library.targetName(run, number);
  }
  return library.targetName(0, 0);
}

/** Shows runs until it is stopped. Throws UserError where there is no run; rejects with the system's error where the port is taken. */
export async function view(stores: readonly RunStore[], options: ViewOptions): Promise<void> {
  const { port, jobs, stop, say } = options;
  const judge = openFullJudge({ jobs: 1 });
  const catalogs: Catalog[] = [];
  try {
    for (const store of stores) catalogs.push(await Catalog.open(store, judge));
    const library = new Library(catalogs);
    const labelling = new Labelling(library);
    const finder = new Finder(library, baselineOf(library, options.baseline), (rate) => labelling.rows(rate));
    const keeper = new Keeper(catalogs, stop);
    const reader = new Reader(library, judge);
    const server = await startViewServer(
      { library, finder, reader, labelling, keeper },
      { port, token: viewToken(), onFault: say },
    );
    try {
      for (const catalog of catalogs)
        if (!catalog.stays)
          say(
            `${catalog.store.name}: the index goes with this process: another one shows the run, or the user's folder for caches cannot be written`,
          );
      options.onReady(server.url);
      await keeper.run(openFullJudge({ jobs, lean: true }), judge);
    } finally {
      await server.close();
    }
  } finally {
    for (const catalog of catalogs) await catalog.close();
    await judge.close();
  }
}
