/** What the passes share: the text, what is exempt in it, and where their findings go. */

import { type PromptTerms, type Zone, zoneAt } from '../exempt/index.js';
import type { Identifier } from '../language/index.js';
import type { Policy } from '../policy/index.js';
import type { Exemption, ExemptionName, Finding, LanguageTag } from '../types.js';
import type { Span } from './letters.js';

export interface Pass {
  readonly text: string;
  readonly policy: Policy;
  /** Code, URLs, paths, formulas and allowed terms; sorted and disjoint. */
  readonly code: readonly Zone[];
  /** Round brackets; sorted and disjoint. */
  readonly glosses: readonly Zone[];
  /** Quotations without a letter of the language; sorted and disjoint. Looked for when first asked for. */
  readonly quotations: () => readonly Zone[];
  readonly prompt: PromptTerms;
  readonly identifier: Identifier;
  readonly findings: Finding[];
  readonly exemptions: Exemption[];
}

export function addFinding(
  { text, findings }: Pass,
  span: Span,
  kind: Finding['kind'],
  script: string,
  language?: LanguageTag,
): void {
  const { start, end } = span;
  findings.push({
    start,
    end,
    text: text.slice(start, end),
    kind,
    script,
    ...(language !== undefined && { language }),
  });
}

export function addExemption({ text, exemptions }: Pass, { start, end }: Span, reason: ExemptionName): void {
  exemptions.push({ start, end, text: text.slice(start, end), reason });
}

/** The reason of the zone of code, URL, path, formula or allowed term that holds the unit at `at`. */
export function codeAt({ code }: Pass, at: number): ExemptionName | undefined {
  return zoneAt(code, at)?.reason;
}

/** The bracket that holds the unit at `at`. */
export function glossAt({ glosses }: Pass, at: number): Zone | undefined {
  return zoneAt(glosses, at);
}

/** The quotation that holds the unit at `at`. */
export function quotationAt({ quotations }: Pass, at: number): ExemptionName | undefined {
  return zoneAt(quotations(), at)?.reason;
}

/** The reason, unless the policy switches it off. */
export function unlessDisabled(
  { policy }: Pass,
  reason: ExemptionName | null | undefined,
): ExemptionName | null {
  return reason === null || reason === undefined || policy.disabled.includes(reason) ? null : reason;
}
