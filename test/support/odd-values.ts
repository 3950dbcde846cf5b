/** JSON with something odd in the place of one of its values. */

import { fieldAt } from '../../files/index.js';

const DEPTH = 20_000;

/** A list in lists, deeper than what recurses can follow. */
export const DEEP = '['.repeat(DEPTH) + ']'.repeat(DEPTH);

/** Values that a field may hold which nobody thought of, as JSON. */
export const ODD: readonly string[] = [
  '{"toString":1,"valueOf":2}',
  DEEP,
  '{"length":-1}',
  'null',
  '[null]',
  '5',
  '"\\ud800"',
  '{"__proto__":null,"constructor":5}',
];

/** Paths of all that is in a value. */
export function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

const PLACE = '"<odd>"';

/** A value as JSON with another value, given as JSON, at a path. */
export function withAt(value: object, path: readonly string[], odd: string): string {
  const copy = structuredClone(value) as Record<string, unknown>;
  const parent = path.length === 1 ? copy : (fieldAt(copy, path.slice(0, -1).join('.')) as typeof copy);
  parent[path.at(-1) ?? ''] = JSON.parse(PLACE);
  return JSON.stringify(copy).replace(PLACE, odd);
}
