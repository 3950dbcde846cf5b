#!/usr/bin/env node
/** The command line: commands are registered here, errors become one line and an exit code. */

import { Command, CommanderError } from 'commander';
import { UserError } from '../../files/index.js';
import { escapeHidden } from '../../reports/display/index.js';
import { OFFSCRIPT_VERSION } from '../version.js';
import { commands } from './commands/index.js';
import { exitCodes, print, tell, watchOutput } from './terminal/index.js';

const program = new Command('offscript')
  .description('Measures how often a language model leaves the language it was asked for.')
  .version(OFFSCRIPT_VERSION)
  .option('--debug', 'print the stack of an error')
  .showHelpAfterError('(offscript --help, or offscript COMMAND --help)')
  .addHelpText(
    'after',
    `
Exit codes: 0 fine; 1 detect or prompts check found something, or a gate failed; 2 wrong usage or configuration; 3 a run ended incomplete, score left out rows, score or merge was stopped, check found a target that does not answer, or a gate is undecided.`,
  )
  .configureOutput({ writeOut: print, writeErr: tell })
  .exitOverride();

const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
const load = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined;
for (const one of load === undefined ? Object.values(commands) : [load]) (await one())(program);

watchOutput(asked === 'run' || asked === 'demo');

/** What the system refuses (a full disk, a folder without permission) is the user's to mend; undefined for anything else. */
function refusedBySystem(error: unknown): string | undefined {
  const { code, syscall, path = 'the run folder' } = error as NodeJS.ErrnoException;
  return syscall === undefined
    ? undefined
    : `${path}: cannot ${syscall} (${code}); check space and permissions`;
}

/** Says in a line what ended the command, with `--debug` where; a stack holds the message again. */
function fail(error: unknown): never {
  const refused = refusedBySystem(error);
  const isKnown = error instanceof UserError || refused !== undefined;
  const message = refused ?? (error instanceof Error ? error.message : String(error));
  tell(`offscript: ${isKnown ? '' : 'internal error: '}${escapeHidden(message)}\n`);
  if (program.opts<{ debug?: boolean }>().debug && error instanceof Error)
    tell(`${(error.stack ?? '').split('\n').map(escapeHidden).join('\n')}\n`);
  // A thread that dies while others are being ended can be replaced by one that nobody ends.
  process.exit(exitCodes.usage);
}
process.on('uncaughtException', fail);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) fail(error);
  process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
}
