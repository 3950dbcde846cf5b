/** Values as JSON has them: their fields by dotted path, their text, their hash. */

import { hash } from 'node:crypto';

function own(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/**
 * The field of `record` at a path such as `response.output` or `choices.0.text`; undefined where there is none. A name that has dots
 * itself, as columns may, goes before the path.
 */
export function fieldAt(record: unknown, path: string): unknown {
  const whole = own(record, path);
  if (whole !== undefined) return whole;
  return path.split('.').reduce(own, record);
}

/** A field as text; undefined where it holds nothing or no text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** JSON with sorted keys, so that the order in which fields were written does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of a value as JSON, whatever the order of its fields: 64 hexadecimal digits. */
export function sha256(value: unknown): string {
  return hash('sha256', canonical(value));
}
