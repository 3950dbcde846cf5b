/** `offscript prompts`: the packs, and checking prompts. */

import type { Command } from 'commander';
import { addCheckPrompts } from './prompts-check.js';
import { addListPrompts } from './prompts-list.js';
import { addShowPrompts } from './prompts-show.js';

export function addPrompts(program: Command): void {
  const prompts = program
    .command('prompts')
    .description('the prompt packs that come with Offscript; checking your own prompts');
  addListPrompts(prompts);
  addShowPrompts(prompts);
  addCheckPrompts(prompts);
}
