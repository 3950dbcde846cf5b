/** Colours on standard output. */

import { styleText } from 'node:util';
import type { Paint } from '../../../reports/display/index.js';

/** Whether colours are wanted on standard output (https://no-color.org). */
export function wantsColor(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

/** Formats text for standard output, where colours are wanted there. */
export function painter(): Paint {
  return wantsColor() ? (format, text) => styleText(format, text) : (_, text) => text;
}
