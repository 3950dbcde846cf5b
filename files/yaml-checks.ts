/** What the parser of YAML lets pass and no reader should, or would take the square of its size for. */

import { type Document, isScalar, type Scalar, visit } from 'yaml';

/** Aliases of a document; to resolve one is to walk all that stands before it. */
const MOST_ALIASES = 5000;

/** A place in the text, by its code unit, and what is wrong there. */
export interface Wrong {
  readonly at: number | undefined;
  readonly message: string;
}

/** A key that stands twice in its mapping, which the parser would look for by comparing each with each; very many aliases. */
export function wrongIn(document: Document): Wrong | undefined {
  let wrong: Wrong | undefined;
  let aliases = 0;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        if (seen.has(key.value)) {
          wrong = { at: key.range?.[0], message: 'Map keys must be unique' };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
    Alias(_, { range }) {
      if (++aliases <= MOST_ALIASES) return undefined;
      wrong = { at: range?.[0], message: `there are more than ${MOST_ALIASES} aliases` };
      return visit.BREAK;
    },
  });
  return wrong;
}

/** The first whole number whose digits a double does not keep. */
export function longNumber(document: Document): Scalar | undefined {
  let long: Scalar | undefined;
  visit(document, {
    Scalar(_, node) {
      const { value, source = '' } = node;
      if (typeof value !== 'number' || Number.isSafeInteger(value)) return undefined;
      if (!/^[-+]?(?:\d+|0x[\da-f]+|0o[0-7]+)$/i.test(source)) return undefined;
      long = node;
      return visit.BREAK;
    },
  });
  return long;
}

/** A value that `make` makes of a node, as JSON could hold it. Throws an Error whose message says why there is none: a wrong alias, a cycle. */
export function plainValue(make: () => unknown): unknown {
  try {
    const value = make();
    // What JSON cannot hold could be neither sent nor stored.
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
    return value;
  } catch (error) {
    if (error instanceof RangeError) throw new Error('it is nested too deep');
    throw error instanceof TypeError ? new Error('an alias stands within its own anchor') : error;
  }
}
