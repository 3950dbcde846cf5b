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

/** Where the fields of a prompt stand in somebody else's records. */
export interface PromptFields {
  readonly text?: string;
  readonly messages?: string;
  readonly id?: string;
  readonly language?: string;
  readonly tags?: string;
  readonly allow?: string;
}

/** A value of one tag or term as a list of one; numbers as text. */
function asList(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'number' ? String(one) : one));
  return [typeof value === 'number' ? String(value) : value];
}

/** The record with the names that prompts have; only what `fields` names. */
export function renamed(record: unknown, fields: PromptFields): unknown {
  const taken = Object.entries(fields).flatMap(([name, path]) => {
    const value = fieldAt(record, path);
    if (value === undefined || value === null) return [];
    if (name === 'tags' || name === 'allow') return [[name, asList(value)]];
    return [[name, name === 'id' && typeof value === 'number' ? String(value) : value]];
  });
  return Object.fromEntries(taken);
}
