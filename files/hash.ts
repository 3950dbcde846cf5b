/** Hashes of JSON values. */

import { hash } from 'node:crypto';

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
