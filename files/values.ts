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
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const DIGIT = /^\d/;

/**
 * {@link sorted} of a plain value, in a third of the time: a run has a hash of every prompt. Undefined where that would be another text:
 * an object keeps names that are numbers in their own order, and may say itself what its JSON is.
 */
function plain(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const inner of value) {
      const part = inner === undefined ? 'null' : plain(inner);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return `[${parts.join()}]`;
  }
  if ('toJSON' in value) return undefined;
  for (const name of Object.keys(value).sort()) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    if (inner === undefined) continue;
    const part = DIGIT.test(name) ? undefined : plain(inner);
    if (part === undefined) return undefined;
    parts.push(`${JSON.stringify(name)}:${part}`);
  }
  return `{${parts.join()}}`;
}

/** SHA-256 of a value as JSON, whatever the order of its fields: 64 hexadecimal digits. */
export function sha256(value: unknown): string {
  return hash('sha256', plain(value) ?? sorted(value));
}
