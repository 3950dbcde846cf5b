/** What the formats of `vocab probe` are given. */

import type { Paint } from '../../../reports/display/index.js';
import type { Choice, TargetProbe } from '../../probe/index.js';
import type { Vocabulary } from '../../tokenizer/index.js';

/** What a command has to show. */
export interface ProbeResult {
  readonly vocabulary: Vocabulary;
  readonly choice: Choice;
  readonly targets: readonly TargetProbe[];
}

/** How to write it. */
export interface ProbeFormatOptions {
  /** Forgotten tokens that each target is shown with. */
  readonly examples: number;
  readonly paint: Paint;
}
