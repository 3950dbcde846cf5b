/** Terms that a policy, a suite or a prompt allows, whatever their script and case. */

import type { Span } from '../types.js';
import { normalForm } from '../unicode/index.js';
import { type ExemptionRule, inZone } from './rule.js';

/** In lower case, in as many units: the few letters that would change their length (İ) stay as they are. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (letter) => {
    const own = letter.toLowerCase();
    return own.length === letter.length ? own : letter;
  }).join('');
}

const NONE: readonly Span[] = [];

/** Where the terms stand in `text`; they may overlap. */
function allowedSpans(text: string, allow: readonly string[]): readonly Span[] {
  if (allow.length === 0) return NONE;
  const terms = allow.filter((term) => term !== '').map((term) => lowered(normalForm(term)));
  if (terms.length === 0) return NONE;
  const hay = lowered(text);
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
