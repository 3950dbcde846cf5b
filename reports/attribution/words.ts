/** Names of factors and their levels in words. Hidden characters are escaped; a format escapes what is special to itself. */

import type { Level } from '../attributing/index.js';
import { escapeHidden } from '../display/index.js';

/** `50`, or that it is not sent. */
export const levelText = (level: Level): string =>
  level === null ? 'not sent' : escapeHidden(String(level));

/** `checkpoint v2`, `top_k 50`, `top_k not sent`. */
export const namedLevel = (factor: string, level: Level): string =>
  `${escapeHidden(factor)} ${levelText(level)}`;

/** Names of factors, the last one after "and". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
