/** Mappings by names that somebody chose: checkpoints, variants, headers, whatever a file has as its keys. */

import * as v from 'valibot';

/** Names that a record of valibot's leaves out in silence, since objects inherit something that is called so. */
const INHERITED: readonly string[] = ['__proto__', 'prototype', 'constructor'];

const isMapping = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A record of valibot's that refuses the names which it would leave out, each at its key. */
export function byName<K extends v.GenericSchema<string, string>, V extends v.GenericSchema>(
  name: K,
  value: V,
) {
  const record = v.record(name, value);
  return v.pipe(
    // What is none the record refuses, in its own words.
    v.custom<v.InferInput<typeof record>>(() => true),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || !isMapping(dataset.value)) return;
      const input = dataset.value as Record<string, unknown>;
      for (const key of INHERITED)
        if (Object.hasOwn(input, key))
          addIssue({
            message: `can hold nothing that is called "${key}"; choose another name`,
            path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
          });
    }),
    record,
  );
}

/** A mapping of whatever fields, all of which stay as they are. */
export const anyFields = v.pipe(
  v.unknown(),
  v.check(isMapping, 'must be a mapping of fields'),
  v.transform((fields) => fields as Readonly<Record<string, unknown>>),
);
