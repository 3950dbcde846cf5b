/** Fields of a record by dotted path. */

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
