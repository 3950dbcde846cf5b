/** What samples are chosen by that their rows say: all but words. */

import { escapeHidden } from '../../../../reports/display/index.js';
import type { SampleChoice } from '../../../../reports/formats/html/samples/index.js';
import { STATES } from '../../../../reports/index.js';
import { bitOf, type Catalog } from '../catalog/index.js';
import type { Flips } from './flips.js';
import type { Library } from './library.js';

/** Whether a row is of a choice; undefined where none of the run is. */
export type RowTest = ((row: number) => boolean) | undefined;

/** What rows do not say by themselves. */
export interface Beyond {
  readonly flips: () => Flips;
  /** Rows of each run that were drawn, where a draw is chosen. */
  readonly drawn: readonly ReadonlySet<number>[];
}

/** The numbers of words of which something is true, as a table. */
function numbersOf(
  words: readonly string[],
  is: (word: string, number: number) => boolean,
): Uint8Array | undefined {
  const table = Uint8Array.from(words, (word, number) => Number(is(word, number)));
  return table.includes(1) ? table : undefined;
}

const tagsIn = (json: string): string[] => (JSON.parse(json) as string[]).map(escapeHidden);

/** Bits that all have to be set. */
function bitsOf({ kind, evidence, channel, state }: SampleChoice): number | undefined {
  const names = [
    ...(kind ? [`kind ${kind}`] : []),
    ...(evidence ? [`evidence ${evidence}`] : []),
    ...(channel ? [`channel ${channel}`] : []),
    ...(state === 'flagged' ? ['flagged'] : []),
  ];
  const bits = names.map(bitOf);
  return bits.includes(0) ? undefined : bits.reduce((all, bit) => all | bit, 0);
}

/** The test of a run's rows. Each part of it is a look at a table. */
export function rowTest(library: Library, run: number, choice: SampleChoice, beyond: Beyond): RowTest {
  const catalog = library.catalogs[run];
  if (catalog === undefined) return undefined;
  const { rows, known } = catalog;
  const tests: ((row: number) => boolean)[] = [];
  let isNever = false;
  const table = (made: Uint8Array | undefined, of: (row: number) => number): void => {
    if (made === undefined) isNever = true;
    else tests.push((row) => made[of(row)] === 1);
  };

  const bits = bitsOf(choice);
  if (bits === undefined) return undefined;
  if (bits !== 0) tests.push((row) => (rows.sorts(row) & bits) === bits);
  const { target, language, script, state, tag, prompt, flip, drawn } = choice;
  if (target)
    table(
      numbersOf(known.targets.all, (_, number) => library.targetName(run, number) === target),
      rows.target,
    );
  if (language)
    table(
      numbersOf(known.languages.all, (word) => escapeHidden(word) === language),
      rows.language,
    );
  if (script)
    table(
      numbersOf(known.scripts.all, (word) => word.split(' ').map(escapeHidden).includes(script)),
      rows.scripts,
    );
  if (state && state !== 'flagged')
    table(
      numbersOf(STATES, (word) => word === state),
      rows.state,
    );
  if (tag) {
    const sets = numbersOf(known.tags.all, (word) => tagsIn(word).includes(tag));
    const { promptTags } = known;
    if (sets === undefined) isNever = true;
    else tests.push((row) => sets[promptTags[rows.prompt(row)] ?? 0xffff] === 1);
  }
  if (prompt) {
    const numbers = new Set(promptsOf(catalog, prompt));
    if (numbers.size === 0) isNever = true;
    tests.push((row) => numbers.has(rows.prompt(row)));
  }
  if (flip === 'mixed' || flip === 'clean') {
    const has = beyond.flips()[flip];
    tests.push((row) => has(run, row));
  } else if (flip) isNever = true;
  if (drawn) {
    const numbers = beyond.drawn[run] ?? new Set();
    if (numbers.size === 0) isNever = true;
    tests.push((row) => numbers.has(row));
  }
  if (isNever) return undefined;
  return (row) => !rows.isGone(row) && tests.every((test) => test(row));
}

/** The prompts of an id, as it is or as pages show it. */
function promptsOf(catalog: Catalog, shown: string): number[] {
  const found = catalog.file.promptsOf(shown);
  if (found.length > 0 || !shown.includes('\\u{')) return found;
  const raw = shown.replace(/\\u\{([0-9A-F]{1,6})\}/g, (_, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
  return catalog.file.promptsOf(raw);
}
