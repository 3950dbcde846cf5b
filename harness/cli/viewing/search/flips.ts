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

/** Mixed answers on both sides, over shared repeats. */
interface Pair {
  before: number;
  after: number;
}

const SCORED = bitOf('scored');
const IS_MIXED = bitOf('mixed');

/** The repeats of a question that a target has scored, each with whether it is mixed. */
type Scored = Map<number, boolean>;

/** The flips of all targets against the one of this name. */
export function flipsOf(library: Library, baseline: string): Flips {
  const before = new Map<number, Scored>();
  const each = (use: (run: number, row: number, question: number, target: string) => void): void => {
    for (const [run, catalog] of library.catalogs.entries()) {
      const { rows } = catalog;
      const names = catalog.targets.all.map((_, number) => library.targetName(run, number));
      for (let row = 0; row < rows.length; row++)
        if (!rows.isGone(row) && (rows.sorts(row) & SCORED) !== 0)
          use(run, row, catalog.question(row), names[rows.target(row)] ?? '');
    }
  };
  const isMixed = (run: number, row: number): boolean =>
    ((library.catalogs[run]?.rows.sorts(row) ?? 0) & IS_MIXED) !== 0;
  const repeatOf = (run: number, row: number): number => library.catalogs[run]?.rows.repeat(row) ?? 0;

  each((run, row, question, target) => {
    if (target !== baseline) return;
    const scored = before.get(question) ?? new Map<number, boolean>();
    before.set(question, scored);
    scored.set(repeatOf(run, row), isMixed(run, row));
  });
  const pairs = new Map<string, Map<number, Pair>>();
  each((run, row, question, target) => {
    const was = target === baseline ? undefined : before.get(question)?.get(repeatOf(run, row));
    if (was === undefined) return;
    const own = pairs.get(target) ?? new Map<number, Pair>();
    pairs.set(target, own);
    const pair = own.get(question) ?? { before: 0, after: 0 };
    own.set(question, pair);
    pair.before += Number(was);
    pair.after += Number(isMixed(run, row));
  });

  const sideOf = (pair: Pair | undefined): number => {
    if (pair === undefined || pair.before > 0 === pair.after > 0) return 0;
    return pair.after > 0 ? MIXED : CLEAN;
  };
  const sides = library.catalogs.map(({ rows }) => new Uint8Array(rows.length));
  each((run, row, question, target) => {
    const side =
      target === baseline
        ? [...pairs.values()].reduce((all, own) => all | sideOf(own.get(question)), 0)
        : sideOf(pairs.get(target)?.get(question));
    const own = sides[run];
    if (own !== undefined) own[row] = side;
  });
  const has = (bit: number) => (run: number, row: number) => ((sides[run]?.[row] ?? 0) & bit) !== 0;
  return { mixed: has(MIXED), clean: has(CLEAN) };
}
