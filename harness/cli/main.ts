#!/usr/bin/env node
/** The command line: commands are registered here, errors become one line and an exit code. */

import { Command, CommanderError } from 'commander';
import { UserError } from '../../files/index.js';
import { OFFSCRIPT_VERSION } from '../version.js';
import { commands } from './commands/index.js';
import { exitCodes } from './terminal/index.js';

const program = new Command('offscript')
  .description('Measures how often a language model leaves the language it was asked for.')
  .version(OFFSCRIPT_VERSION)
  .option('--debug', 'print the stack of an error')
  .showHelpAfterError('(offscript --help, or offscript COMMAND --help)')
  .addHelpText(
    'after',
    `
Exit codes: 0 fine; 1 detect or prompts check found something; 2 wrong usage or configuration; 3 a run ended incomplete, score left out rows, score or merge was stopped, or check found a target that does not answer.`,
  )
  .exitOverride();

const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
const load = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined;
for (const one of load === undefined ? Object.values(commands) : [load]) (await one())(program);

/** A reader that closed the pipe (`| head`) is no error, nor is a terminal that was closed. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  // A run goes on without a reader: what it asks for costs money, and is stored.
  if (asked !== 'run') process.exit(process.exitCode ?? 0);
});
process.stderr.on('error', () => {});

/** What the system refuses (a full disk, a folder without permission) is the user's to mend; undefined for anything else. */
function refusedBySystem(error: unknown): string | undefined {
  const { code, syscall, path = 'the run folder' } = error as NodeJS.ErrnoException;
  return syscall === undefined
    ? undefined
    : `${path}: cannot ${syscall} (${code}); check space and permissions`;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  } else {
    const known = error instanceof UserError;
    const refused = refusedBySystem(error);
    const message = refused ?? (error instanceof Error ? error.message : String(error));
    const { escapeHidden } = await import('../../reports/display/index.js');
    process.stderr.write(
      `offscript: ${known || refused !== undefined ? '' : 'internal error: '}${escapeHidden(message)}\n`,
    );
    if (program.opts<{ debug?: boolean }>().debug) process.stderr.write(`${(error as Error).stack}\n`);
    // A thread that dies while others are being ended can be replaced by one that nobody ends.
    process.exit(exitCodes.usage);
  }
}
