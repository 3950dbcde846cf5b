/** Which rows of a comparison are significant: the headline at the full level, all others together at it, in a hierarchy. */

import type { RateName } from '../judging/index.js';
import { rateOf } from '../rates.js';
import {
  type Adjusted,
  differenceOf,
  type Evidence,
  hierarchy,
  intervalOf,
  leastP,
  type More,
  moreFor,
  noDifference,
  scaled,
} from '../statistics/index.js';
import type { Comparison, Verdict } from '../types.js';
import type { Cell, Compared } from './cell.js';
import { mixesScriptsAlone, outcomesIn, scriptsIn } from './events.js';
import type { Sides, Where } from './sides.js';

/** Level of the headline, and of all other rows together; two-sided. */
export const ALPHA = 0.05;

/** A row before it is judged. */
export interface Row {
  readonly where: Where;
  readonly compared: Compared;
  readonly cell: Cell;
}

const scriptOf = ({ compared }: Row): string => (compared.measure === 'mixing' ? compared.script : '*');

/** Shares of the level for rows over all languages, of one language, of one script (`npm run bench:decisions`). */
const LEVELS = [1, 3, 2];

const levelOf = (row: Row): number => (scriptOf(row) !== '*' ? 2 : row.where === '*' ? 0 : 1);

/** Finds the row of a measure in a place; undefined where there is none. */
const rowAt = (rows: readonly Row[], where: Where, measure: string): Row | undefined =>
  rows.find((row) => row.where === where && row.compared.measure === measure && scriptOf(row) === '*');

/** Whether one language is all that there is, so that rows of it are those over all languages. */
const isOnly = ({ candidate, baseline }: Sides, where: Where): boolean =>
  where !== '*' && candidate.languages.size === 1 && baseline.languages.size === 1;

/** The row that counts just the same samples, and stands before: a row is tested once. Undefined where there is none. */
function twinOf(row: Row, rows: readonly Row[], sides: Sides): Row | undefined {
  const { where, compared } = row;
  if (isOnly(sides, where) && scriptOf(row) === '*') return rowAt(rows, '*', compared.measure);
  if (compared.measure !== 'mixing' || !mixesScriptsAlone(sides, where)) return undefined;
  if (compared.script === '*') return rowAt(rows, where, 'script_mixing');
  return scriptsIn(outcomesIn(sides, where)).length === 1 ? rowAt(rows, where, 'mixing') : undefined;
}

/** The row that it is a part of. */
const parentOf = (row: Row, rows: readonly Row[]): Row | undefined =>
  scriptOf(row) !== '*'
    ? rowAt(rows, row.where, 'mixing')
    : row.where === '*'
      ? undefined
      : rowAt(rows, '*', row.compared.measure);

/** All on one level. */
const ALONE = (): number => 0;

/** A test before it is adjusted for others: its p value, and the least that it could have come to. */
export interface Test {
  readonly p: number;
  readonly least: number;
}

export const testOf = (evidence: Evidence): Test => ({
  p: noDifference(differenceOf(evidence)),
  least: leastP(evidence),
});

/** Tests at {@link ALPHA} together, leaving out those that could never come out (Tarone); null stays untested. */
export function testedTogether(tests: readonly (Test | null)[]): (Adjusted | undefined)[] {
  const known = tests.filter((test) => test !== null);
  const found = hierarchy(
    known.map((test) => ({ ...test, level: 0 })),
    [1],
    ALPHA,
  ).values();
  return tests.map((test) => (test === null ? undefined : found.next().value));
}

/** How many more samples would tell the sides apart at this level, if rates stay as they are; null where none would. */
export function moreToTell(evidence: Evidence, alpha: number): More | null {
  if (differenceOf(evidence).delta === 0) return null;
  const more = moreFor(evidence, (factor) => noDifference(differenceOf(scaled(evidence, factor))) < alpha);
  return more.prompts === null && more.repeats === null ? null : more;
}

/** Tests rows together at {@link ALPHA}; those of which nothing is known are left out. */
function tested(
  rows: readonly Row[],
  levelIn: (row: Row) => number,
  weights: readonly number[],
  parentIn: (row: Row) => Row | undefined = () => undefined,
): Map<Row, Adjusted> {
  const known = rows.flatMap((row) =>
    row.cell.evidence === null ? [] : [{ row, evidence: row.cell.evidence }],
  );
  const places = new Map(known.map(({ row }, i) => [row, i]));
  const found = hierarchy(
    known.map(({ row, evidence }) => {
      const parent = parentIn(row);
      return { ...testOf(evidence), level: levelIn(row), parent: parent && places.get(parent) };
    }),
    weights,
    ALPHA,
  );
  return new Map(known.flatMap(({ row }, i) => (found[i] === undefined ? [] : [[row, found[i]] as const])));
}

/** Of a difference of rates of which the lower is the better. */
export function verdictOf(delta: number, p: number): Exclude<Verdict, 'degraded'> {
  if (delta === 0 || p >= ALPHA) return 'inconclusive';
  return delta < 0 ? 'better' : 'worse';
}

/** What a cell's test came to among others. */
type Figures = Pick<
  Comparison,
  'delta' | 'low' | 'high' | 'level' | 'units' | 'test' | 'p' | 'p_adjusted'
> & {
  readonly verdict: ReturnType<typeof verdictOf>;
};

const NOTHING: Figures = {
  delta: null,
  low: null,
  high: null,
  level: null,
  units: 'prompts',
  test: 'none',
  p: null,
  p_adjusted: null,
  verdict: 'inconclusive',
};

/** A cell's difference, its interval at the level that it is tested at, and its verdict; nulls where nothing is known. */
export function figuresOf({ candidate, baseline, evidence }: Cell, adjusted: Adjusted | undefined): Figures {
  if (evidence === null || adjusted === undefined) return NOTHING;
  const difference = differenceOf(evidence);
  // The rates' own: what is effective has the same difference but for rounding.
  const delta = candidate.events / candidate.trials - baseline.events / baseline.trials;
  const level = 1 - adjusted.alpha;
  const { low, high } = intervalOf(difference, level);
  return {
    delta,
    low: Math.min(delta, low),
    high: Math.max(delta, high),
    level,
    units: evidence.units,
    test: evidence.kind === 'paired' ? 'tango' : 'miettinen-nurminen',
    p: noDifference(difference),
    p_adjusted: adjusted.p,
    verdict: verdictOf(delta, adjusted.p),
  };
}

/** A row as reports have it, by what its test came to among others; undefined where nothing is known of it. */
export const judged = (
  { where, compared, cell }: Row,
  { ids }: Sides,
  adjusted: Adjusted | undefined,
): Comparison => ({
  ...ids,
  language: where,
  script: compared.measure === 'mixing' ? compared.script : '*',
  measure: compared.measure,
  baseline_rate: rateOf(cell.baseline),
  candidate_rate: rateOf(cell.candidate),
  ...figuresOf(cell, adjusted),
});

/** A row that is judged; where it counts just the samples of another one, the index of that. */
export interface JudgedRow {
  readonly row: Comparison;
  readonly repeats: number | undefined;
}

/** For each row that counts just the samples of another one, that one. */
function twinsAmong(rows: readonly Row[], sides: Sides, isNamed: (row: Row) => boolean): Map<Row, Row> {
  const twins = new Map<Row, Row>();
  for (const row of rows) {
    const twin = isNamed(row) ? undefined : twinOf(row, rows, sides);
    if (twin !== undefined) twins.set(row, twins.get(twin) ?? twin);
  }
  return twins;
}

const judgedAll = (
  rows: readonly Row[],
  sides: Sides,
  found: ReadonlyMap<Row, Adjusted>,
  twins: ReadonlyMap<Row, Row>,
): JudgedRow[] =>
  rows.map((row) => {
    const twin = twins.get(row);
    return {
      row: judged(row, sides, found.get(twin ?? row)),
      repeats: twin && rows.indexOf(twin),
    };
  });

/** Outcomes, judged: the rates that were named beforehand, over all languages, each by itself; all others in the hierarchy. */
export function judgedOutcomes(
  rows: readonly Row[],
  sides: Sides,
  named: readonly ('mixing' | RateName)[],
): JudgedRow[] {
  const isNamed = (row: Row): boolean =>
    row.where === '*' && scriptOf(row) === '*' && named.some((measure) => measure === row.compared.measure);
  const twins = twinsAmong(rows, sides, isNamed);
  const own = rows.filter((row) => !isNamed(row) && !twins.has(row));
  const among = tested(own, levelOf, LEVELS, (row) => parentOf(row, rows));
  const apart = rows.filter(isNamed).map((row) => tested([row], ALONE, [1]));
  return judgedAll(rows, sides, new Map([...among, ...apart.flatMap((one) => [...one])]), twins);
}

/** Signs of collapse and losses, judged: all of them together at {@link ALPHA}. */
export function judgedSigns(rows: readonly Row[], sides: Sides): JudgedRow[] {
  const twins = twinsAmong(rows, sides, () => false);
  const own = rows.filter((row) => !twins.has(row));
  return judgedAll(rows, sides, tested(own, ALONE, [1]), twins);
}
