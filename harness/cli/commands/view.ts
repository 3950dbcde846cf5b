/** `offscript view`: all samples of runs in a browser, on this machine alone. */

import type { Command } from 'commander';
import { UserError } from '../../../files/index.js';
import { wholeNumber } from '../options/index.js';
import { withStores } from '../stores/index.js';
import { onInterrupt, print, tell } from '../terminal/index.js';
import { view } from '../viewing/index.js';

interface Options {
  readonly port: number;
  readonly jobs: number;
  readonly baseline?: string;
}

/** Seconds that what is in flight has when it is stopped. */
const GRACE = 2;

async function show(folders: readonly string[], { port, ...options }: Options): Promise<void> {
  const { stop, release } = onInterrupt(GRACE, () => {});
  try {
    await withStores(folders, (stores) =>
      view(stores, {
        ...options,
        port,
        stop,
        say: (line) => tell(`offscript: ${line}\n`),
        onReady: (url) => print(`Viewing at ${url}\nCtrl-C ends it.\n`),
      }),
    );
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen') throw error;
    throw new UserError(`cannot listen (${code})`, `port ${port}`, 'name another with --port');
  } finally {
    release();
  }
}

export function addView(program: Command): void {
  program
    .command('view')
    .description(
      'show all samples of runs in a browser: choose, search, compare, label; on this machine alone, also while a run is going on',
    )
    .argument('<runs...>', 'run folders')
    .option('--port <n>', 'port on 127.0.0.1, 0 for a free one', wholeNumber('--port', 0, 65_535), 8401)
    .option('--baseline <target>', 'the target beside which prompts became mixed or clean')
    .option('--jobs <n>', 'threads that judge, beside the one that indexes', wholeNumber('--jobs', 1), 1)
    .action(show);
}
