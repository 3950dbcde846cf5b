/** Prompts with a mixed answer on one side alone, over the repeats that both sides have scored: as reports count them. */

import { bitOf } from '../catalog/index.js';
import type { Library } from './library.js';

/** What the prompt of a sample became. */
const MIXED = 1;
const CLEAN = 2;

/** Of each row of each run, what its prompt became: of a candidate's, there; of the baseline's, in any candidate. */
export interface Flips {
  readonly mixed: (run: number, row: number) => boolean;
  readonly clean: (run: number, row: number) => boolean;
}

const SCORED = bitOf('scored');
const IS_MIXED = bitOf('mixed');

/** Scored rows of all runs, question by question: a million of them in 16 MB. */
interface Grouped {
  readonly runs: Uint16Array;
  readonly rows: Uint32Array;
  /** Where each question begins, and the end of the last. */
  readonly starts: Uint32Array;
}

function grouped({ catalogs }: Library): Grouped {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const each = (use: (run: number, row: number, question: number) => void): void => {
    for (const [run, catalog] of catalogs.entries()) {
      const { rows } = catalog;
      for (let row = 0; row < rows.length; row++)
        if ((rows.sorts(row) & SCORED) !== 0 && !rows.isGone(row)) use(run, row, catalog.question(row));
    }
  };
  each((_run, _row, question) => {
    const number = numbers.get(question) ?? numbers.size;
    numbers.set(question, number);
    counts[number] = (counts[number] ?? 0) + 1;
  });
  const starts = new Uint32Array(counts.length + 1);
  for (const [number, count] of counts.entries()) starts[number + 1] = (starts[number] ?? 0) + count;
  const places = starts.slice();
  const all = starts[counts.length] ?? 0;
  const [runs, rows] = [new Uint16Array(all), new Uint32Array(all)];
  each((run, row, question) => {
    const number = numbers.get(question) ?? 0;
    const place = places[number] ?? 0;
    places[number] = place + 1;
    runs[place] = run;
    rows[place] = row;
  });
  return { runs, rows, starts };
}

/** Which side a prompt changed to, of which so many answers were mixed before and after, in shared repeats. */
const sideOf = (before: number, after: number): number => {
  if (before > 0 === after > 0) return 0;
  return after > 0 ? MIXED : CLEAN;
};

/** The sides of all rows, run by run. By itself, so that nothing else of it is held on to. */
function sidesOf(library: Library, baseline: string): readonly Uint8Array[] {
  const { catalogs } = library;
  const names = catalogs.map(({ known }, run) => known.targets.all.map((_, i) => library.targetName(run, i)));
  const sides = catalogs.map(({ rows }) => new Uint8Array(rows.length));
  const { runs, rows, starts } = grouped(library);
  const was = new Map<number, boolean>();
  const counts = new Map<string, { before: number; after: number }>();
  for (let question = 0; question + 1 < starts.length; question++) {
    was.clear();
    counts.clear();
    const [from, to] = [starts[question] ?? 0, starts[question + 1] ?? 0];
    const each = (
      use: (target: string, repeat: number, isMixed: boolean, run: number, row: number) => void,
    ): void => {
      for (let i = from; i < to; i++) {
        const [run, row] = [runs[i] ?? 0, rows[i] ?? 0];
        const of = catalogs[run]?.rows;
        if (of === undefined) continue;
        use(names[run]?.[of.target(row)] ?? '', of.repeat(row), (of.sorts(row) & IS_MIXED) !== 0, run, row);
      }
    };
    each((target, repeat, isMixed) => {
      if (target === baseline) was.set(repeat, isMixed);
    });
    if (was.size === 0) continue;
    each((target, repeat, isMixed) => {
      const before = target === baseline ? undefined : was.get(repeat);
      if (before === undefined) return;
      const known = counts.get(target) ?? { before: 0, after: 0 };
      counts.set(target, known);
      known.before += Number(before);
      known.after += Number(isMixed);
    });
    let any = 0;
    for (const { before, after } of counts.values()) any |= sideOf(before, after);
    if (any === 0) continue;
    each((target, _repeat, _isMixed, run, row) => {
      const { before, after } = counts.get(target) ?? { before: 0, after: 0 };
      const own = sides[run];
      if (own !== undefined) own[row] = target === baseline ? any : sideOf(before, after);
    });
  }
  return sides;
}

/** The flips of all targets against the one of this name. */
export function flipsOf(library: Library, baseline: string): Flips {
  const sides = sidesOf(library, baseline);
  const has = (bit: number) => (run: number, row: number) => ((sides[run]?.[row] ?? 0) & bit) !== 0;
  return { mixed: has(MIXED), clean: has(CLEAN) };
}
