/** What settings of detection come to: one over another, and the name of their policies. */

import { type DetectionSettings, POLICY_VERSION } from '../../detectors/bare/index.js';
import { sha256 } from '../../files/index.js';

/** `settings` with what `over` says instead: each field as a whole, the policies language by language. */
export function mergeDetection(
  settings: DetectionSettings | undefined,
  over: DetectionSettings | undefined,
): DetectionSettings | undefined {
  if (settings === undefined || over === undefined) return over ?? settings;
  const both = { ...settings.policies, ...over.policies };
  return { ...settings, ...over, ...(Object.keys(both).length > 0 && { policies: both }) };
}

/** Names the policies that detection went by: `default-3`, or `default-3+1a2b3c4d` where settings change them. */
export function policyName(settings: DetectionSettings = {}): string {
  const { lid = 'fasttext', allow = [] } = settings;
  const overrides = Object.entries(settings.policies ?? {}).filter(([, one]) => Object.keys(one).length > 0);
  if (lid === 'fasttext' && allow.length === 0 && overrides.length === 0) return POLICY_VERSION;
  const changes = { lid, allow, policies: Object.fromEntries(overrides) };
  return `${POLICY_VERSION}+${sha256(changes).slice(0, 8)}`;
}
