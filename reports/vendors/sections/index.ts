/** Tables of a comparison of vendors, in the order in which reports show them: who is better comes before what it takes. */

import type { Section } from '../../cells.js';
import { costs, times } from './amounts.js';
import { answers, requests } from './answers.js';
import { pairs, ranks } from './told.js';
import { beside, itself } from './trust.js';

export const vendorSections: readonly Section[] = [
  answers,
  ranks,
  pairs,
  requests,
  times,
  costs,
  itself,
  beside,
].map((section) => ({ ...section, first: true }));
