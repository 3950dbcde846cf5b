/** What a language's text is composed of. */

import type { ScriptCode } from '../../../detectors/index.js';

export interface Phrases {
  /** The script that most of the text is in, as an ISO 15924 code. */
  readonly script: ScriptCode;
  /** What stands between two sentences; Thai has a space there, and none between words. */
  readonly separator: '' | ' ';
  /** Complete sentences that can follow each other in any order. */
  readonly sentences: readonly string[];
  readonly headings: readonly string[];
}
