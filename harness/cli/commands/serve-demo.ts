/** `offscript serve-demo`: leaves the simulated endpoint running, for people who try things with curl. */

import type { Command } from 'commander';
import { UserError } from '../../../files/index.js';
import { afterModel, beforeModel, startSimulator } from '../../simulator/index.js';
import { wholeNumber } from '../options/index.js';
import { print } from '../terminal/index.js';

async function serve({ port }: { readonly port: number }): Promise<void> {
  const models = [beforeModel, afterModel];
  const simulator = await startSimulator({ models, port }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot listen (${error.code})`, `port ${port}`, 'name another with --port');
  });
  // Before it says so: who reads that may stop it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
  print(`Simulated endpoint on ${simulator.url} with the models ${models.map(({ id }) => id).join(' and ')}. Try:

  curl ${simulator.url}/chat/completions -H 'content-type: application/json' \\
    -d '{"model": "${beforeModel.id}", "messages": [{"role": "user", "content": "お年玉について教えてください。"}]}'

Ctrl-C ends it.
`);
}

export function addServeDemo(program: Command): void {
  program
    .command('serve-demo')
    .description('leave the simulated endpoint of the demo running')
    .option('--port <n>', 'port on 127.0.0.1, 0 for a free one', wholeNumber('--port', 0, 65_535), 8399)
    .action(serve);
}
