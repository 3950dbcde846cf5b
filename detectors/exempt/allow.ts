/** Terms that a policy, a suite or a prompt allows, whatever their script and case. */

import type { Span } from '../types.js';
import { type ExemptionRule, inZone } from './rule.js';

/** Where the terms stand in `text`; they may overlap. */
export function allowedSpans(text: string, allow: readonly string[]): Span[] {
  const terms = allow.filter((term) => term !== '').map((term) => term.normalize('NFC').toLowerCase());
  if (terms.length === 0) return [];
  const lower = text.toLowerCase();
  // Few letters change their length in lower case; with them offsets would be wrong, so case then counts.
  const hay = lower.length === text.length ? lower : text;
  const spans: Span[] = [];
  for (const term of new Set(lower.length === text.length ? terms : allow)) {
    if (term === '') continue;
    for (let at = hay.indexOf(term); at >= 0; at = hay.indexOf(term, at + term.length))
      spans.push({ start: at, end: at + term.length });
  }
  return spans;
}

const isAllowed = inZone('allow');

export const allow: ExemptionRule<'allow'> = {
  name: 'allow',
  title: 'Allowed terms',
  why: 'terms that the prompt, the suite or the policy allows',
  what: 'terms that a policy, a suite or a prompt allows, whatever their case',
  priority: 10,
  covers: { script: isAllowed, han: isAllowed, line: isAllowed, word: isAllowed },
  examples: [
    {
      language: 'ja',
      text: 'Яндекс と kubectl を使います。',
      allow: ['kubectl', 'Яндекс'],
      exempt: ['Яндекс', 'kubectl'],
    },
  ],
};
