/** Reads a policy file: YAML or JSON with the fields of a suite that detection goes by. */

import { readFileSync } from 'node:fs';
import type { DetectionSettings } from '../../detectors/index.js';
import { readYaml, UserError } from '../../files/index.js';
import { detectionOf, detectionSchema } from '../../store/index.js';

/** The settings in `path`. Throws UserError: no such file, malformed or unknown (with line and column). */
export function loadPolicyFile(path: string): DetectionSettings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UserError('no such policy file, or it cannot be read', path, 'docs/policies.md has one');
  }
  return detectionOf(readYaml(text, path, detectionSchema, 'a policy file')) ?? {};
}
