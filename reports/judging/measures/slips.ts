/** The first slip of an answer: where another script first stands in it. What measures of places and of intruders begin with. */

import { countedAs, type Detection, type Finding } from '../../../detectors/bare/index.js';
import type { Outcome } from '../outcome.js';

/** What of an answer counts as script mixing, in its order; none where it is not counted, as in one in the wrong language. */
export const slipsOf = (outcome: Outcome, detection: Detection): readonly Finding[] =>
  outcome.counted.includes('script_mixing')
    ? detection.findings.filter((finding) => countedAs(finding) === 'script_mixing')
    : [];
