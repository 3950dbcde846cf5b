/**
 * The process in which texts grow: `node child.js '{"nasty": {"a", "b", "shape"}, "languages": [...], "names": [...], "longest": n}'` gives
 * each function the text at doubling lengths, in each language in turn. It prints a line of JSON when it begins with a function at a
 * length and when it has ended with it.
 */

import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feed } from './functions.js';
import { type Nasty, textOf } from './grammar.js';

/** What the process is asked for. */
export interface Asked {
  readonly nasty: Nasty;
  readonly languages: readonly string[];
  readonly names: readonly string[];
  /** UTF-16 code units of the shortest and the longest text. */
  readonly shortest: number;
  readonly longest: number;
}

const { nasty, languages, names, shortest, longest } = JSON.parse(process.argv[2] ?? '') as Asked;
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);
const scratch = mkdtempSync(join(tmpdir(), 'offscript-growth-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (let length = shortest; length <= longest; length *= 2) {
  const text = textOf(nasty, length);
  for (const [i, name] of names.entries()) {
    const language = languages[i % languages.length] as string;
    say({ name, language, length });
    const before = process.cpuUsage();
    await feed(name, text, language, scratch);
    const { user, system } = process.cpuUsage(before);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    say({ name, language, length, seconds: (user + system) / 1e6, megabytes });
  }
}
