/** Versions that go into a run: Offscript's own and Node's. */

import { readFileSync } from 'node:fs';
import { UNICODE_VERSION } from '../detectors/index.js';

const { version } = JSON.parse(
  readFileSync(new URL(import.meta.resolve('offscript/package.json')), 'utf8'),
) as { version: string };

export const OFFSCRIPT_VERSION: string = version;

export const versions = {
  offscript: OFFSCRIPT_VERSION,
  node: process.versions.node,
  unicode: UNICODE_VERSION,
} as const;
