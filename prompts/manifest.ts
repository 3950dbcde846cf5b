/** The manifest of the packs: their version, and what they held then. */

import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const manifest = v.strictObject({
  /** Of all packs together: the year and month of the last change, and a number. */
  version: v.pipe(v.string(), v.regex(/^\d{4}\.\d{1,2}\.\d+$/)),
  licence: v.literal('CC0-1.0'),
  packs: v.record(
    v.string(),
    v.strictObject({ prompts: v.number(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  ),
});

export type PackManifest = v.InferOutput<typeof manifest>;

/** The manifest in the folder of the packs. Throws where it is malformed. */
export function readPackManifest(folder: string): PackManifest {
  return v.parse(manifest, JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')));
}
