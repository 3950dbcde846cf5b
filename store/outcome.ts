/** What a failed request came to, in a word. */

import type { SampleError } from './types.js';

/** `408`, `timeout`, `connection`, `body`: as a sample's `retried` has it. */
export function outcomeName({ kind, status }: SampleError): string {
  return kind === 'http' ? String(status) : kind;
}
