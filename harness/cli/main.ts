#!/usr/bin/env node
/** The command line: commands are registered here, errors become one line and an exit code. */

import { Command, CommanderError } from 'commander';
import { UserError } from '../../prompts/index.js';
import { escapeHidden } from '../../reports/index.js';
import { OFFSCRIPT_VERSION } from '../version.js';
import { addDemo } from './demo.js';
import { addDetect } from './detect.js';
import { exitCodes } from './exit.js';
import { addPrompts } from './prompts.js';
import { addReport } from './report.js';
import { addRun } from './run.js';
import { addScore } from './score.js';
import { addServeDemo } from './serve-demo.js';

const program = new Command('offscript')
  .description('Measures how often a language model leaves the language it was asked for.')
  .version(OFFSCRIPT_VERSION)
  .option('--debug', 'print the stack of an error')
  .showHelpAfterError('(offscript --help, or offscript COMMAND --help)')
  .addHelpText(
    'after',
    `
Exit codes: 0 fine; 1 detect found something; 2 wrong usage or configuration; 3 a run ended incomplete.`,
  )
  .exitOverride();

for (const add of [addDemo, addRun, addScore, addDetect, addReport, addPrompts, addServeDemo]) add(program);

/** A reader that closed the pipe (`| head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  } else {
    const known = error instanceof UserError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`offscript: ${known ? '' : 'internal error: '}${escapeHidden(message)}\n`);
    if (program.opts<{ debug?: boolean }>().debug) process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = exitCodes.usage;
  }
}
