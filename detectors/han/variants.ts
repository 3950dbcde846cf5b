/** Forms of Han in Chinese: which belong to Simplified, which to Traditional Chinese, which to Japanese only. */

import type { ScriptCode } from '../types.js';
import { JAPANESE_FORMS, SIMPLIFIED_FORMS, TRADITIONAL_FORMS } from './forms.generated.js';
import { mark } from './unpack.js';

/** What a character's form says; 0 for the many that say nothing. */
export type Form = 0 | 1 | 2 | 3;
export const SIMPLIFIED: Form = 1;
export const TRADITIONAL: Form = 2;
export const JAPANESE: Form = 3;

/** ISO 15924 codes by form. */
export const FORM_SCRIPTS: readonly ScriptCode[] = ['Hani', 'Hans', 'Hant', 'Jpan'];

let table: Uint8Array | undefined;

/** The form of each UTF-16 code unit. */
export function forms(): Uint8Array {
  if (table === undefined) {
    table = new Uint8Array(0x10000);
    mark(table, JAPANESE_FORMS, JAPANESE);
    mark(table, SIMPLIFIED_FORMS, SIMPLIFIED);
    mark(table, TRADITIONAL_FORMS, TRADITIONAL);
  }
  return table;
}
