/** What the passes share: the text, what is exempt in it, and where their findings go. */

import { type Zone, zoneAt } from '../exempt/index.js';
import type { Policy } from '../policy/index.js';
import type { Exemption, ExemptionName, Finding } from '../types.js';
import type { Span } from './letters.js';

export interface Pass {
  readonly text: string;
  readonly policy: Policy;
  /** Code, URLs and formulas; sorted and disjoint. */
  readonly code: readonly Zone[];
  /** Round brackets; sorted and disjoint. */
  readonly glosses: readonly Zone[];
  readonly findings: Finding[];
  readonly exemptions: Exemption[];
}

export function addFinding(
  { text, findings }: Pass,
  span: Span,
  kind: Finding['kind'],
  script: string,
): void {
  const { start, end } = span;
  findings.push({ start, end, text: text.slice(start, end), kind, script });
}

export function addExemption({ text, exemptions }: Pass, { start, end }: Span, reason: ExemptionName): void {
  exemptions.push({ start, end, text: text.slice(start, end), reason });
}

/** The reason of the zone of code, URL or formula that holds the unit at `at`. */
export function codeAt({ code }: Pass, at: number): ExemptionName | undefined {
  return zoneAt(code, at)?.reason;
}

/** The bracket that holds the unit at `at`. */
export function glossAt({ glosses }: Pass, at: number): Zone | undefined {
  return zoneAt(glosses, at);
}
