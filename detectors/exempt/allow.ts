/** Terms that a policy, a suite or a prompt allows, whatever their script and case. */

import type { Span } from '../types.js';
import { lowerCased, normalForm } from '../unicode/index.js';
import { type ExemptionRule, inZone } from './rule.js';

const NONE: readonly Span[] = [];

/** Where the terms stand in `text`; they may overlap. */
function allowedSpans(text: string, allow: readonly string[]): readonly Span[] {
  if (allow.length === 0) return NONE;
  const terms = allow.filter((term) => term !== '').map((term) => lowerCased(normalForm(term)));
  if (terms.length === 0) return NONE;
  const hay = lowerCased(text);
  const spans: Span[] = [];
  for (const term of new Set(terms)) {
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
  zones: allowedSpans,
  covers: {
    script: isAllowed,
    han: isAllowed,
    line: isAllowed,
    word: isAllowed,
    damage: isAllowed,
    punctuation: isAllowed,
  },
  examples: [
    {
      language: 'ja',
      text: 'Яндекс と kubectl を使います。',
      allow: ['kubectl', 'Яндекс'],
      exempt: ['Яндекс', 'kubectl'],
    },
    {
      language: 'ja',
      text: 'これは ООО Яндекс Маркет です。',
      allow: ['ООО Яндекс', 'Яндекс Маркет'],
      exempt: ['ООО Яндекс Маркет'],
    },
    { language: 'ja', text: '$5で、Яндексは$10です。', allow: ['яндекс'], exempt: ['Яндекс'] },
    { language: 'tr', text: 'İşte cafe\u0301 Яндекс.', allow: ['яндекс'], exempt: ['Яндекс'] },
  ],
};
