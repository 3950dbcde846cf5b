/** What a run was made with. */

import { UNICODE_VERSION } from '../detectors/bare/index.js';
import { packManifest } from '../prompts/bare/index.js';
import { OFFSCRIPT_VERSION } from './version.js';

export const versions = {
  offscript: OFFSCRIPT_VERSION,
  node: process.versions.node,
  unicode: UNICODE_VERSION,
  packs: packManifest().version,
} as const;
