/** Answers of the embedded simulator. */

import type { Sample } from '../../store/index.js';
import type { MeasureValues } from '../judging/index.js';

/** Prefix of the fingerprint that the embedded simulator reports. */
const SIMULATOR = 'offscript-simulator';

export const isSimulated = ({ system_fingerprint }: Sample): boolean =>
  system_fingerprint?.startsWith(SIMULATOR) ?? false;

/** The simulator answers in a few sentences of its own, and makes its probabilities up: that these come again is no sign of anything, and nothing is drawn by those. */
export const ofSimulator = ({ collapse: _, latent: __, ...measures }: MeasureValues): MeasureValues =>
  measures;
