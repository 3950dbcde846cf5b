/** The section that says what was not given, and how to come by it. */

import { left } from './columns.js';
import type { Section } from './types.js';

/** No section where nothing is missing; `names` says what each is to people. */
export function notGivenSection<What extends string>(
  missing: readonly { readonly what: What; readonly how: string }[],
  names: Readonly<Record<What, string>>,
): Section[] {
  if (missing.length === 0) return [];
  return [
    {
      id: 'not-given',
      title: 'Not given',
      lead: '',
      table: {
        columns: [left('what'), left('how to come by it')],
        rows: missing.map(({ what, how }) => [names[what], how]),
      },
    },
  ];
}
