/** Rows that fail a gate where they are worse, while it is being asked: e-values of a family, held together at one level. */

import { GATED } from '../../store/index.js';
import type { Compared } from '../comparing/index.js';
import { LOSSES } from '../judging/index.js';
import { adjustedWealth, Bets } from '../statistics/index.js';
import { ENOUGH, type Held } from './held.js';
import { eventOf } from './margin.js';
import { changeOf, pairsSeen, type Seen, type SeenOf, type Sequence } from './sequence.js';

/** What of single answers may get worse besides. Whether answers repeat each other is told by all of them, and so at the end alone. */
const BESIDES = ['copies', 'loops', ...LOSSES] as const;

/** Shares of a family's wealth for rows over all languages, of one language, of one script. */
const LEVELS = [1 / 6, 3 / 6, 2 / 6] as const;

export interface WorseRow {
  readonly measure: Compared['measure'];
  readonly language: string;
  readonly script: string;
}

export const nameOf = ({ measure, language, script }: WorseRow): string =>
  `${measure}\n${language}\n${script}`;

class Watched {
  readonly row: WorseRow;
  readonly bets: Bets;
  readonly #seen: SeenOf;
  readonly used: Seen[] = [];
  /** Its share of the family's wealth; none before it is known to be there. */
  weight: number | undefined;
  /** The rates held to a margin from which it has not differed yet: what counts the same is tested once. */
  twins: readonly Held[];

  constructor(row: WorseRow, seen: SeenOf, aim: number, weight: number | undefined, twins: readonly Held[]) {
    this.row = row;
    this.#seen = seen;
    this.bets = new Bets({ observed: 'difference', mean: 'atMost', at: 0, aim });
    this.weight = weight;
    this.twins = twins;
  }

  /** The difference of a prompt; undefined where there is none. */
  value(prompt: number): number | undefined {
    const seen = this.#seen.get(prompt);
    if (seen === undefined) return undefined;
    this.used.push(seen);
    return changeOf(seen);
  }
}

/** A share of what is left to scripts for each that comes first: all of them together have 1. */
const shareOfNext = (found: number): number => 1 / ((found + 1) * (found + 2));

/** One family: rows whose false alarms have one level together. */
class Family {
  readonly #rows: readonly Watched[];
  readonly #byName: ReadonlyMap<string, Watched>;
  readonly #byLanguage = new Map<string, Watched[]>();
  readonly #over: readonly Watched[];
  readonly #isWaived: (row: WorseRow) => boolean;
  #found = 0;
  readonly failing = new Map<string, number>();

  constructor(rows: readonly Watched[], isWaived: (row: WorseRow) => boolean) {
    this.#rows = rows;
    this.#isWaived = isWaived;
    this.#byName = new Map(rows.map((one) => [nameOf(one.row), one]));
    this.#over = rows.filter(({ row }) => row.language === '*');
    for (const one of rows) {
      const own = this.#byLanguage.get(one.row.language) ?? [];
      this.#byLanguage.set(one.row.language, own);
      own.push(one);
    }
  }

  observe(prompt: number, language: string, isOver: boolean): void {
    const rows = [...(isOver ? this.#over : []), ...(this.#byLanguage.get(language) ?? [])];
    let isHigh = false;
    for (const one of rows) {
      const value = one.value(prompt);
      if (one.twins.length > 0) one.twins = one.twins.filter((held) => held.isAs(prompt, value ?? 0));
      if (value === undefined) continue;
      if (one.weight !== undefined) {
        one.bets.observe(value);
        isHigh ||= value > 0 && one.bets.lnWealth >= ENOUGH;
        continue;
      }
      one.bets.watch(value);
      // Bets begin behind what showed that it is there.
      if (value !== 0) one.weight = LEVELS[2] * shareOfNext(this.#found++);
    }
    if (isHigh) this.#settle();
  }

  #settle(): void {
    const known = this.#rows.flatMap((one) =>
      one.weight === undefined ? [] : [{ one, lnWealth: one.bets.lnWealth, weight: one.weight }],
    );
    for (const [i, ln] of adjustedWealth(known).entries()) {
      const row = known[i]?.one;
      if (row === undefined || ln < ENOUGH || row.twins.length > 0) continue;
      const name = nameOf(row.row);
      this.failing.set(name, Math.max(ln, this.failing.get(name) ?? 0));
    }
  }

  /** Rows that fail, and for which nothing is waived. */
  get fails(): readonly WorseRow[] {
    if (this.failing.size === 0) return [];
    return [...this.failing.keys()].flatMap((name) => {
      const row = this.#byName.get(name)?.row;
      return row === undefined || this.#isWaived(row) ? [] : [row];
    });
  }

  /** What was observed of a row; undefined where it is none of the family's. */
  used(name: string): readonly Seen[] | undefined {
    return this.#byName.get(name)?.used;
  }
}

/** The families of a comparison: outcomes, and what becomes of answers besides. */
export function familiesOf(
  { order, sides }: Sequence,
  margin: number,
  held: readonly Held[],
  isWaived: (row: WorseRow) => boolean,
): readonly Family[] {
  const languages = [...new Set(order.map(({ language }) => language))];
  const margins = held.filter(({ to }) => to.rule === 'margin');
  const isOn = (measure: string): boolean => margins.some(({ to }) => to.measure === measure);
  const isSingle = languages.length === 1;
  // In a single language its rows are those of all of them.
  const places = isSingle ? [] : languages;
  const outcomes = GATED.flatMap((measure): Watched[] => {
    const seen = pairsSeen(sides, eventOf(measure));
    const row = (language: string, weight: number, twins: readonly Held[]): Watched =>
      new Watched({ measure, language, script: '*' }, seen, margin, weight, twins);
    return [
      ...(isOn(measure) ? [] : [row('*', LEVELS[0] / GATED.length, margins)]),
      ...places.map((language) => row(language, LEVELS[1] / (GATED.length * places.length), [])),
    ];
  });
  const scripts = languages.flatMap((language) => {
    const both = [sides.candidate, sides.baseline].flatMap((tally) => tally.languages.get(language) ?? []);
    return [...new Set(both.flatMap((one) => one.scripts()))].sort().map((script) => {
      const seen = pairsSeen(sides, { measure: 'mixing', script });
      const row = { measure: 'mixing', language, script } as const;
      return new Watched(row, seen, margin, undefined, isSingle ? margins : []);
    });
  });
  const besides = BESIDES.flatMap((measure) => {
    const seen = pairsSeen(sides, { measure });
    return ['*', ...places].map(
      (language) =>
        new Watched(
          { measure, language, script: '*' },
          seen,
          margin,
          1 / (BESIDES.length * (1 + places.length)),
          [],
        ),
    );
  });
  return [new Family([...outcomes, ...scripts], isWaived), new Family(besides, isWaived)];
}
