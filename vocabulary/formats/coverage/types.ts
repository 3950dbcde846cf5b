/** What the formats of `vocab coverage` are given. */

import type { Paint } from '../../../reports/display/index.js';
import type { Coverage, CoverageSummary } from '../../coverage/index.js';
import type { Vocabulary } from '../../tokenizer/index.js';

/** What a command has to show. */
export interface CoverageResult {
  readonly vocabulary: Vocabulary;
  readonly coverage: Coverage;
  readonly summary: CoverageSummary;
}

/** How to write it. */
export interface CoverageFormatOptions {
  /** Tokens that each class is shown with. */
  readonly examples: number;
  readonly paint: Paint;
}
