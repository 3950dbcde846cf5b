/** The header of a table in text. */

import { parse } from 'csv-parse/sync';

const DELIMITERS = [',', '\t', ';'] as const;

/** The columns of the first line, and what separates them: whatever makes the most of them. */
export function csvHeader(text: string): { columns: readonly string[]; delimiter: string } {
  let best: { columns: readonly string[]; delimiter: string } = { columns: [], delimiter: ',' };
  for (const delimiter of DELIMITERS) {
    try {
      const [columns = []] = parse(text, { delimiter, to_line: 1, relax_quotes: true }) as string[][];
      if (columns.length > best.columns.length) best = { columns, delimiter };
    } catch {}
  }
  return best;
}
