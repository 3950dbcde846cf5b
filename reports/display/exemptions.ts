/** What was exempted, named and explained. */

import { EXEMPTIONS, type ExemptionName } from '../../detectors/index.js';
import type { Report } from '../types.js';

interface Explained {
  readonly name: string;
  readonly why: string;
}

/** docs/method.md says each in full. */
const explanations: Readonly<Record<ExemptionName, Explained>> = {
  code: { name: 'Code', why: 'code blocks, inline code, HTML tags, keys of JSON' },
  url: { name: 'Addresses', why: 'links, e-mail addresses, host names' },
  path: { name: 'File names', why: 'paths, and names with a common ending' },
  formula: { name: 'Formulas', why: 'TeX: Latin and Greek letters in it' },
  unit: { name: 'Units', why: 'a few letters after a number' },
  symbol: { name: 'Symbols', why: 'single letters, such as x or β' },
  acronym: { name: 'Acronyms', why: 'words in capitals' },
  name: { name: 'Names', why: 'words with a capital letter or a digit, and the small words between them' },
  gloss: { name: 'Glosses', why: 'brackets that explain a word, or give its original form' },
  quotation: { name: 'Quotations', why: 'text in quotation marks, wholly in another script' },
  prompt: { name: 'Terms of the prompt', why: 'words that the prompt gave' },
  allow: { name: 'Allowed terms', why: 'terms that the prompt, the suite or the policy allows' },
};

export interface ExemptionRow extends Explained {
  readonly reason: ExemptionName;
  /** A target of the report each, in their order. */
  readonly cells: readonly { readonly spans: number; readonly samples: number }[];
}

/** A row for each reason that occurred in any target, the most frequent first. */
export function exemptionRows({ targets }: Report): ExemptionRow[] {
  const rows = EXEMPTIONS.map((reason): ExemptionRow & { readonly spans: number } => {
    const cells = targets.map(({ exemptions }) => exemptions[reason] ?? { spans: 0, samples: 0 });
    return {
      ...explanations[reason],
      reason,
      cells,
      spans: cells.reduce((sum, cell) => sum + cell.spans, 0),
    };
  });
  return rows.filter(({ spans }) => spans > 0).sort((a, b) => b.spans - a.spans);
}
