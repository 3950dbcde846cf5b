/** `offscript demo`: the main job on embedded endpoints. No key, no network. */

import { join } from 'node:path';
import type { Command } from 'commander';
import { readPack } from '../../../prompts/bare/index.js';
import { runSuite } from '../../run/index.js';
import { afterModel, beforeModel, startSimulator } from '../../simulator/index.js';
import type { Suite, SuiteTarget } from '../../suite/index.js';
import { countRun, type Shown, showProgress, showRun, writePage } from '../running/index.js';
import { withStore } from '../stores/index.js';
import { tell } from '../terminal/index.js';

const LANGUAGES = ['ar', 'de', 'en', 'hi', 'ja', 'ko', 'ru', 'zh-Hans'];

/** 20 prompts a language, five times each: n = 100 a cell. */
const PROMPTS = 20;
const REPEATS = 5;
const SEED = 7;

const INTRODUCTION = `Two simulated endpoints on 127.0.0.1, "before" and "after", answer the same prompts; "before" slips.
Their numbers say nothing about any model. What runs is the path that every endpoint takes.
`;

async function demo({ output }: { readonly output?: string }): Promise<void> {
  tell(`${INTRODUCTION}\n`);
  const simulators = await Promise.all(
    [beforeModel, afterModel].map((model) => startSimulator({ models: [model], seed: SEED })),
  );
  const targets = [beforeModel, afterModel].map(
    (model, i): SuiteTarget => ({
      id: ['before', 'after'][i] ?? model.id,
      base_url: simulators[i]?.url ?? '',
      model: model.id,
    }),
  );
  const packs = await Promise.all(LANGUAGES.map((language) => readPack(language)));
  const suite: Suite = {
    name: 'demo',
    seed: SEED,
    repeats: REPEATS,
    baseline: 'before',
    targets,
    prompts: packs.flatMap((prompts) => prompts.slice(0, PROMPTS)),
  };
  const folder = output ?? join('runs', `demo-${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}`);
  const progress = await showProgress(await countRun(suite));
  let shown: Shown | undefined;
  try {
    await withStore(folder, (store) => runSuite(suite, store, progress));
    shown = await writePage(folder);
  } finally {
    progress.end(shown?.report);
    await Promise.all(simulators.map((simulator) => simulator.close()));
  }
  showRun(folder, shown);
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('the main job on embedded, simulated endpoints: no key, no network')
    .option('-o, --output <folder>', 'run folder (default: runs/demo-TIME)')
    .action(demo);
}
