/** `offscript serve`: detection over HTTP on this machine, for other programs. */

import { type Command, Option } from 'commander';
import { IDENTIFIERS, type IdentifierName, languages, policiesOf } from '../../../detectors/core/index.js';
import { UserError } from '../../../files/index.js';
import { detectorBy, loadIdentifier } from '../../identifier/index.js';
import { startServing } from '../../serve/index.js';
import { policyOption, settingsFrom, wholeNumber } from '../options/index.js';
import { onInterrupt, print, tell } from '../terminal/index.js';

interface Options {
  readonly port: number;
  readonly policy?: string;
  readonly lid?: IdentifierName;
}

/** Seconds that what is in flight has when the server is stopped. */
const GRACE = 5;

async function serve({ port, policy, lid }: Options): Promise<void> {
  const settings = await settingsFrom(policy);
  const known = policiesOf(settings);
  const identifier = await loadIdentifier(lid ?? settings.lid ?? 'fasttext', languages);
  const serving = await startServing({
    port,
    detect: detectorBy(async () => identifier),
    policyOf: (written, where) => policyOption(written, where, known),
    onFault: (line) => tell(`offscript: ${line}\n`),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot listen (${error.code})`, `port ${port}`, 'name another with --port');
  });
  // Before it says so: who reads that may stop it at once.
  const { stop, abort, release } = onInterrupt(GRACE, (line) => tell(`${line}\n`));
  stop.addEventListener('abort', () => void serving.close().then(release));
  abort.addEventListener('abort', () => void serving.close('now'));
  print(`Detecting at ${serving.url}
`);
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('detect for other programs, over HTTP on this machine alone: one text, many, or a stream')
    .option('--port <n>', 'port on 127.0.0.1, 0 for a free one', wholeNumber('--port', 0, 65_535), 8400)
    .option('--policy <file>', 'policies of your own, YAML or JSON: docs/policies.md')
    .addOption(new Option('--lid <name>', 'what tells the language of lines').choices([...IDENTIFIERS]))
    .action(serve);
}
