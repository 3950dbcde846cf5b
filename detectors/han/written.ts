/** Which ways of writing Han have a character: only one of Simplified Chinese, Traditional Chinese and Japanese, or more. */

import type { ScriptCode } from '../types.js';
import { OF_JAPANESE } from './forms.generated.js';
import { mark } from './unpack.js';
import { FORM_SCRIPTS, forms, JAPANESE } from './variants.js';

let japanese: Uint8Array | undefined;

/**
 * `Hans` for a character that only Simplified Chinese is written with (这), `Hant` for Traditional Chinese (這 is none: Japanese has it, too),
 * `Jpan` for Japanese (込), and `Hani` for all that more than one of them have, or that nothing is known of.
 */
export function hanScriptOf(codePoint: number): ScriptCode {
  const form = codePoint > 0xffff ? 0 : (forms()[codePoint] ?? 0);
  const script = FORM_SCRIPTS[form] ?? 'Hani';
  if (form === 0 || form === JAPANESE) return script;
  if (japanese === undefined) {
    japanese = new Uint8Array(0x10000);
    mark(japanese, OF_JAPANESE, 1);
  }
  return japanese[codePoint] === 1 ? 'Hani' : script;
}
