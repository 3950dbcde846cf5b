/** Where columns are shown. */

import type { Place } from '../cells.js';

export const TERMINAL: readonly Place[] = ['terminal'];
export const PAGE: readonly Place[] = ['html'];
export const MARKDOWN: readonly Place[] = ['markdown'];
export const EVERYWHERE: readonly Place[] = ['markdown', 'html', 'terminal'];
