/** `offscript status`: how far runs are, and who works on what. */

import { type Command, Option } from 'commander';
import { UserError } from '../../../files/index.js';
import { borderlessTable, count, escapeHidden, plural } from '../../../reports/display/index.js';
import {
  addressOf,
  databasePlace,
  isDatabase,
  postgresRuns,
  type RunStore,
  type Worker,
} from '../../../store/index.js';
import { withStores } from '../stores/index.js';
import { painter, print, printData } from '../terminal/index.js';

interface Options {
  readonly store?: string;
  readonly json?: boolean;
}

/** Counts of a target's questions. */
interface Asked {
  readonly target: string;
  readonly planned: number;
  readonly answered: number;
  /** Without an answer, and asked for one in vain. */
  readonly failed: number;
}

interface Status {
  readonly run: string;
  readonly suite: string;
  readonly created_at: string;
  readonly targets: readonly Asked[];
  readonly workers: readonly Worker[];
}

async function statusOf(store: RunStore): Promise<Status> {
  const manifest = await store.manifest();
  const planned = manifest.questions ?? manifest.prompts * manifest.repeats;
  const counts = await store.counts();
  return {
    run: store.name,
    suite: manifest.suite.name,
    created_at: manifest.created_at,
    targets: manifest.targets.map(({ id }) => ({
      target: id,
      planned,
      ...(counts.get(id) ?? { answered: 0, failed: 0 }),
    })),
    workers: await store.workers(),
  };
}

const hasText = ({ has = {} }: Worker): string => {
  const targets = Object.entries(has).map(([target, n]) => `${count(n)} of ${escapeHidden(target)}`);
  return targets.length === 0 ? '' : `, has ${targets.join(', ')}`;
};

function show({ run, suite, created_at, targets, workers }: Status): void {
  const rows = targets.map(({ target, planned, answered, failed }) => [
    escapeHidden(target),
    count(planned),
    count(answered),
    count(failed),
    count(Math.max(0, planned - answered)),
  ]);
  const table = borderlessTable(
    ['target', 'questions', 'answered', 'failed', 'left'],
    ['left', 'right', 'right', 'right', 'right'],
    rows,
    painter(),
  );
  const own = workers.map(
    (worker) =>
      `  ${escapeHidden(worker.name)}${worker.since === undefined ? '' : `, since ${worker.since}`}${hasText(worker)}\n`,
  );
  print(`${escapeHidden(run)}: ${escapeHidden(suite)}, ${created_at}\n${table.join('\n')}\n`);
  print(
    workers.length === 0
      ? 'Nobody works on it.\n\n'
      : `${plural(workers.length, 'worker')}:\n${own.join('')}\n`,
  );
}

/** The places of all runs in a database. */
async function placesIn(url: string): Promise<readonly string[]> {
  const runs = postgresRuns(url);
  try {
    return (await runs.names()).map((name) => databasePlace(url, name));
  } finally {
    await runs.close();
  }
}

async function status(given: readonly string[], { store, json }: Options): Promise<void> {
  const named = store === undefined ? given : [...given, store];
  if (named.length === 0)
    throw new UserError(
      'there is nothing to look at',
      'status',
      'name a run, or a database with --store URL',
    );
  const places: string[] = [];
  for (const place of named) {
    const { url, run } = isDatabase(place) ? addressOf(place) : { url: place, run: place };
    places.push(...(run === undefined ? await placesIn(url) : [place]));
  }
  const all = await withStores(places, (stores) => Promise.all(stores.map(statusOf)));
  if (json) for (const one of all) printData(`${JSON.stringify(one)}\n`);
  else if (all.length === 0) print('There are no runs.\n');
  else for (const one of all) show(one);
}

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('say how far runs are, and who works on what')
    .argument('[runs...]', 'run folders, or postgresql://HOST/DATABASE#RUN')
    .addOption(new Option('--store <url>', 'a run of a database, or without #RUN all of them'))
    .option('--json', 'as JSON, a line a run')
    .action(status);
}
