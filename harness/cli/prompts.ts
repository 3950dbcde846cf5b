/** `offscript prompts`: what the packs hold. */

import type { Command } from 'commander';
import { packLanguages, readPack } from '../../prompts/index.js';

function list(): void {
  for (const language of packLanguages()) process.stdout.write(`${language}\t${readPack(language).length}\n`);
}

export function addPrompts(program: Command): void {
  const prompts = program.command('prompts').description('the prompt packs that come with Offscript');
  prompts
    .command('list', { isDefault: true })
    .description('languages and how many prompts each has')
    .action(list);
}
