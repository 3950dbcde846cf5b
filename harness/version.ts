/** Offscript's own version. */

import { readFileSync } from 'node:fs';

const manifest = readFileSync(new URL(import.meta.resolve('offscript/package.json')), 'utf8');

export const OFFSCRIPT_VERSION = (JSON.parse(manifest) as { version: string }).version;
