/** How much of what varies between the cells of a plan each factor accounts for, beyond chance. */

/** A cell: the index of its level of each factor. */
export type Levels = readonly number[];

/** A share of a factor, or of two beyond each alone; by the indices of the factors. */
export interface TermShare {
  readonly term: readonly [number] | readonly [number, number];
  readonly share: number;
}

/** Below this a pivot is nothing but rounding: its column is a sum of others, as in a plan that lacks cells. */
const TINY = 1e-9;

/**
 * Squares that are left when `values` are fitted by these columns and a constant: the columns are made orthogonal one by one (modified Gram-Schmidt; Björck, BIT 7, 1967,
 * 1-21).
 */
function leftBy(
  columns: readonly (readonly number[])[],
  values: readonly number[],
): { squares: number; rank: number } {
  const basis: number[][] = [];
  const without = (vector: readonly number[]): number[] => {
    const left = [...vector];
    for (const unit of basis) {
      const along = unit.reduce((sum, one, i) => sum + one * (left[i] ?? 0), 0);
      for (const [i, one] of unit.entries()) left[i] = (left[i] ?? 0) - along * one;
    }
    return left;
  };
  for (const column of [values.map(() => 1), ...columns]) {
    const left = without(column);
    const length = Math.sqrt(left.reduce((sum, one) => sum + one * one, 0));
    if (length > TINY * Math.sqrt(values.length)) basis.push(left.map((one) => one / length));
  }
  const left = without(values);
  return { squares: left.reduce((sum, one) => sum + one * one, 0), rank: basis.length };
}

const distinct = (cells: readonly Levels[], factor: number): number[] => [
  ...new Set(cells.map((levels) => levels[factor] ?? 0)),
];

/** A column for each level of a factor but one. */
const mainColumns = (cells: readonly Levels[], factor: number): number[][] =>
  distinct(cells, factor)
    .slice(1)
    .map((level) => cells.map((levels) => Number(levels[factor] === level)));

const pairColumns = (cells: readonly Levels[], one: number, other: number): number[][] =>
  mainColumns(cells, one).flatMap((column) =>
    mainColumns(cells, other).map((second) => column.map((value, i) => value * (second[i] ?? 0))),
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Variance of a cell's rate that is chance: what is left of each prompt's answers when what is its own and what is the cell's are taken off, by the number of prompts. */
function chanceOf(rates: readonly (readonly number[])[]): number | null {
  const cells = rates.length;
  const prompts = rates[0]?.length ?? 0;
  if (cells < 2 || prompts < 2) return null;
  const byCell = rates.map(mean);
  const byPrompt = Array.from({ length: prompts }, (_, p) => mean(rates.map((row) => row[p] ?? 0)));
  const all = mean(byCell);
  let squares = 0;
  for (const [c, row] of rates.entries())
    for (const [p, rate] of row.entries())
      squares += (rate - (byCell[c] ?? 0) - (byPrompt[p] ?? 0) + all) ** 2;
  return squares / (cells - 1) / (prompts - 1) / prompts;
}

/**
 * Shares of the variance between cells, of which `rates` has a row each with the rate of every prompt. A factor's squares are what is left without it and fitted with it, beside
 * all others; those of two factors what they explain together beyond all factors alone. From these squares and from all of them as many times what is chance is taken as they have degrees of freedom (epsilon squared,
 * Kelley, PNAS 21, 1935, 554-559). Null where nothing varies beyond chance, or too little was asked to tell.
 */
export function sharesOf(
  cells: readonly Levels[],
  rates: readonly (readonly number[])[],
): TermShare[] | null {
  const chance = chanceOf(rates);
  if (chance === null) return null;
  const values = rates.map(mean);
  const factors = (cells[0] ?? []).map((_, i) => i);
  const mains = new Map(factors.map((factor) => [factor, mainColumns(cells, factor)]));
  const columnsBut = (left: number): number[][] =>
    factors.flatMap((factor) => (factor === left ? [] : (mains.get(factor) ?? [])));
  const whole = leftBy([], values);
  const beyond = whole.squares - (cells.length - 1) * chance;
  if (beyond <= 0) return null;
  const fitted = leftBy(columnsBut(-1), values);
  const shareOf = (less: typeof whole, more: typeof whole): number =>
    Math.min(1, Math.max(0, less.squares - more.squares - (more.rank - less.rank) * chance) / beyond);
  return [
    ...factors.map(
      (factor): TermShare => ({
        term: [factor],
        share: shareOf(leftBy(columnsBut(factor), values), fitted),
      }),
    ),
    ...factors.flatMap((one) =>
      factors.slice(one + 1).map(
        (other): TermShare => ({
          term: [one, other],
          share: shareOf(fitted, leftBy([...columnsBut(-1), ...pairColumns(cells, one, other)], values)),
        }),
      ),
    ),
  ];
}
