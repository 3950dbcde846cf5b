/** What a run was made with. */

import { UNICODE_VERSION } from '../../detectors/index.js';
import { OFFSCRIPT_VERSION } from '../version.js';

export const versions = {
  offscript: OFFSCRIPT_VERSION,
  node: process.versions.node,
  unicode: UNICODE_VERSION,
} as const;
