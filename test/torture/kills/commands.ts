/** Kills of the commands that make something of files: what they leave is whole or nothing, and the same command makes it. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, run, start } from '../programs.js';
import { faultsOfEnd } from '../runs.js';
import type { Place, Seen, Torment, Trial } from '../torment.js';
import { anySignal, momentOf } from './when.js';

/** A log of `count` responses, of which none is another's. */
export function logOf(count: number, from = 0): string {
  const row = (_: unknown, i: number): string =>
    `${JSON.stringify({ id: `p${from + i}`, model: 'a', language: 'ja', prompt: `${from + i}番目は？`, text: `${from + i}番目の答えは посмотреть です。` })}\n`;
  return Array.from({ length: count }, row).join('');
}

const STOPPED: ReadonlySet<number | null> = new Set([0, 3, 129, 130, 143]);

interface Killed {
  readonly name: string;
  readonly words: readonly string[];
  /** What has to be there before it. */
  readonly prepare: (place: Place) => Promise<number>;
  /** What the command makes, and what is wrong with it after it came to its end. */
  readonly makes: string;
  readonly check: (folder: string, count: number) => Seen[];
}

const hasHidden = (folder: string): Seen[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('.') || name.endsWith('.new') || name.endsWith('.tmp'))
    .map((name) => ({ fault: 'unhandled' as const, what: `${name} is left behind` }));

/** Only what is whole may be there, also after a kill. */
const isWholePage = (path: string): boolean =>
  !existsSync(path) || readFileSync(path, 'utf8').trimEnd().endsWith('</html>');

function killed({ name, words, prepare, makes, check }: Killed): Torment {
  async function trial(place: Place): Promise<Trial> {
    const { random, folder } = place;
    const count = await prepare(place);
    const kills = random.int(2, 5);
    const seen: Seen[] = [];
    for (let i = 0; i < kills; i++) {
      const started = start(folder, words);
      await momentOf(started, random, [join(folder, makes)], 900);
      started.child.kill(anySignal(random));
      const ended = await started.ended;
      if (ended.signal === null && !(ended.code === 2 && existsSync(join(folder, makes))))
        seen.push(...faultsOf(ended, STOPPED));
      if (makes.endsWith('.html') && !isWholePage(join(folder, makes)))
        seen.push({ fault: 'torn', what: `${makes} after a kill` });
    }
    const last = await run(folder, words);
    // What an earlier one finished before its kill is there already, and stays.
    if (last.code !== 2 || !existsSync(join(folder, makes))) seen.push(...faultsOf(last, new Set([0])));
    seen.push(...check(folder, count), ...hasHidden(folder));
    return { tried: kills, seen };
  }
  return { name, unit: 'kills', count: 40, trial };
}

async function writeRun(folder: string, name: string, text: string): Promise<void> {
  writeFileSync(join(folder, `${name}.jsonl`), text);
  const { code, stderr } = await run(folder, ['score', `${name}.jsonl`, '-o', name]);
  if (code !== 0) throw new Error(`score: ${stderr}`);
}

export const killedScores = killed({
  name: 'kill score',
  words: ['score', 'log.jsonl', '-o', 'out'],
  async prepare({ random, folder }) {
    const count = random.int(100, 20_000);
    writeFileSync(join(folder, 'log.jsonl'), logOf(count));
    return count;
  },
  makes: 'out',
  check: (folder, count) => faultsOfEnd(join(folder, 'out'), count),
});

export const killedMerges = killed({
  name: 'kill merge',
  words: ['merge', 'one', 'one', '-o', 'out'],
  async prepare({ random, folder }) {
    const count = random.int(100, 20_000);
    await writeRun(folder, 'one', logOf(count));
    return count;
  },
  makes: 'out',
  check: (folder, count) => faultsOfEnd(join(folder, 'out'), count),
});

export const killedReports = killed({
  name: 'kill report',
  words: ['report', 'one'],
  async prepare({ random, folder }) {
    const count = random.int(100, 5000);
    await writeRun(folder, 'one', logOf(count));
    return count;
  },
  makes: 'one/report.html',
  check: (folder, count) => faultsOfEnd(join(folder, 'one'), count),
});
