/** `offscript check`: asks each target of a suite a small question and says what works. */

import type { Command } from 'commander';
import { borderlessTable, escapeHidden } from '../../../reports/display/index.js';
import { type Probe, probe } from '../../endpoint/index.js';
import { loadSuite } from '../../suite/index.js';
import { exitCodes, painter, print, printData, warnOfHints } from '../terminal/index.js';

const yes = (works: boolean): string => (works ? 'yes' : 'no');
/** What a target that does not answer can do, nobody knows. */
const known = ({ error }: Probe, works: boolean): string => (error === null || works ? yes(works) : '–');
const milliseconds = (value: number | null): string => (value === null ? '' : `${value} ms`);
/** A streamed answer may be empty: then there was no first token. */
const streamed = ({ first_token_ms: first }: Probe): string =>
  first === null ? 'yes' : `yes, first token ${milliseconds(first)}`;
const money = (value: number | null): string => (value === null ? '' : value.toPrecision(2));

function show(probes: readonly Probe[]): void {
  const rows = probes.map((one) => [
    escapeHidden(one.target),
    one.listed === null ? 'no list' : yes(one.listed),
    one.error === null ? milliseconds(one.latency_ms) : 'failed',
    one.streaming ? streamed(one) : known(one, false),
    known(one, one.logprobs),
    known(one, one.reasoning),
    money(one.cost),
    money(one.cost_per_second),
  ]);
  const table = borderlessTable(
    ['target', 'model listed', 'answer', 'streaming', 'logprobs', 'reasoning', 'cost', 'cost a second'],
    ['left', 'left', 'right', 'left', 'left', 'left', 'right', 'right'],
    rows,
    painter(),
  );
  print(`${table.join('\n')}\n`);
  for (const { target, error } of probes)
    if (error !== null) print(`${escapeHidden(target)}: ${escapeHidden(error)}\n`);
}

async function check(path: string, { json = false }: { readonly json?: boolean }): Promise<void> {
  const { targets, seed, hints } = await loadSuite(path);
  warnOfHints(hints);
  const probes = await Promise.all(targets.map((target) => probe(target, seed)));
  if (json) printData(`${JSON.stringify(probes)}\n`);
  else show(probes);
  if (probes.some(({ error }) => error !== null)) process.exitCode = exitCodes.incomplete;
}

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('ask each target of a suite a small question, and say what works')
    .argument('<suite>', 'the suite, YAML')
    .option('--json', 'as data')
    .action(check);
}
