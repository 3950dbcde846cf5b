/** What measures of vendors are called where people read. */

import { RATE_NAMES, SIGN_NAMES } from '../display/index.js';
import type { AgainstItself, VendorMeasure } from './types.js';

const NAMES: Readonly<Record<VendorMeasure | AgainstItself['measure'], string>> = {
  ...RATE_NAMES,
  ...SIGN_NAMES,
  cut_off: 'Cut off',
  only_reasoning: 'Only reasoning',
  retried: 'Retried',
  latency: 'Latency',
  first_token: 'First token',
  cost_of_clean: 'Cost of a clean answer',
  any: 'Any of these',
};

export const measureName = (measure: VendorMeasure | AgainstItself['measure']): string => NAMES[measure];
