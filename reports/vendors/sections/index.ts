/** Tables of a comparison of vendors, in the order in which reports show them. */

import type { Section } from '../../cells.js';
import { costs, times } from './amounts.js';
import { answers, requests } from './answers.js';
import { pairs, ranks } from './told.js';
import { beside, itself } from './trust.js';

export const vendorSections: readonly Section[] = [
  answers,
  requests,
  times,
  costs,
  ranks,
  pairs,
  itself,
  beside,
];
