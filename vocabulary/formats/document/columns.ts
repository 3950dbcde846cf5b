/** Columns of tables, by what stands in them. */

import type { Column } from './types.js';

/** Of words. */
export const left = (head: string): Column => ({ head, align: 'left' });

/** Of numbers. */
export const right = (head: string): Column => ({ head, align: 'right' });

/** Of texts of tokens. */
export const token = (head: string): Column => ({ head, align: 'left', code: true });
