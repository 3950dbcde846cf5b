/** The process behind warm.ts: runs the command line as often as it is told, each time from its first line, over modules that stay loaded. */

import { pathToFileURL } from 'node:url';
import type { Ended, Task } from './warm.js';

/** Thrown where the command line ends its process. */
class Exit extends Error {}

const home = process.cwd();
const [, , main = ''] = process.argv;
let runs = 0;

/** What a command leaves with its process, and a process of its own would take along. */
const LEFT = ['uncaughtException', 'exit', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;

process.exit = (code) => {
  if (code != null) process.exitCode = code;
  throw new Exit('the process ends here');
};

function inPlaceOf(before: NodeJS.ProcessEnv, env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(before)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
}

async function run({ cwd, words, env }: Task): Promise<Ended> {
  const before = { ...process.env };
  process.chdir(cwd);
  process.argv = [process.execPath, main, ...words];
  inPlaceOf(before, env);
  try {
    await import(`${pathToFileURL(main).href}?run=${runs++}`);
  } catch (error) {
    if (!(error instanceof Exit)) return { error: String((error as Error).stack) };
  } finally {
    for (const event of LEFT) process.removeAllListeners(event);
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
    inPlaceOf(process.env, before);
    process.chdir(home);
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { code };
}

process.on('message', (task: Task) => {
  void run(task).then((ended) => process.send?.(ended));
});
process.on('disconnect', () => process.kill(process.pid));
