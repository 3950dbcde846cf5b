/** Of a hundred scripts the largest, and what is left of them in one line: a page is to be read. */

import { isOtherClass, type TokenClass } from '../../classes/index.js';
import { className } from '../names.js';

/** Scripts that have a line of their own. */
const LARGEST = 12;

/** A line of a table by class: of one, or of those that have none. */
export interface ClassLine<T> {
  readonly name: string;
  /** Undefined where several are taken together. */
  readonly class: TokenClass | undefined;
  readonly of: readonly T[];
}

/** Classes in their order, those of the smaller scripts together behind the larger ones. */
export function classLines<T extends { readonly class: TokenClass }>(classes: readonly T[]): ClassLine<T>[] {
  const scripts = classes.filter((one) => !isOtherClass(one.class));
  const others = classes.filter((one) => isOtherClass(one.class));
  const line = (one: T): ClassLine<T> => ({ name: className(one.class), class: one.class, of: [one] });
  // One that is left has a line as good as that of the rest.
  if (scripts.length <= LARGEST + 1) return classes.map(line);
  const rest = scripts.slice(LARGEST);
  return [
    ...scripts.slice(0, LARGEST).map(line),
    { name: `${rest.length} other scripts`, class: undefined, of: rest },
    ...others.map(line),
  ];
}

/** The sum of what lines hold. */
export const sumOf = <T>(of: readonly T[], value: (one: T) => number): number =>
  of.reduce((sum, one) => sum + value(one), 0);
