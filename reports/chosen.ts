/** Which rows of a report are shown, and how much is said of them. */

import { UserError } from '../files/index.js';
import type { Report, Verdict } from './types.js';

/** How much of a report is written, where a format leaves the choice. */
export interface Extent {
  /** `full` where missing; `compact`, one small table; `headline`, no table. */
  readonly extent?: 'full' | 'compact' | 'headline';
  /** All where missing. */
  readonly rows?: Rows;
}

/** `overall`: all languages together; `languages`: those and each language, of any script; `decided`: those whose verdict is not inconclusive; or these languages. */
export type Rows = 'overall' | 'languages' | 'decided' | readonly string[];

/** What a row has to be chosen by. */
interface Choosable {
  readonly language: string;
  readonly script?: string;
  readonly verdict?: Verdict | undefined;
}

/** Whether a row is chosen. What was not compared has no verdict, and nothing to be decided. */
export function isChosen({ language, script = '*', verdict }: Choosable, rows: Rows | undefined): boolean {
  if (rows === undefined) return true;
  if (rows === 'overall') return language === '*' && script === '*';
  if (rows === 'languages') return script === '*';
  if (rows === 'decided') return verdict === undefined || verdict !== 'inconclusive';
  return rows.includes(language);
}

/** Rows as a command line names them: `overall`, `languages`, `decided`, or tags with commas between them. Throws UserError. */
export function rowsFrom(written: string): Rows {
  if (written === 'overall' || written === 'languages' || written === 'decided') return written;
  const tags = written.split(',').map((tag) => tag.trim());
  if (tags.every((tag) => /^(?:\*|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)$/.test(tag))) return tags;
  throw new UserError(
    `"${written}" names no rows`,
    '--rows',
    'write overall, languages, decided, or languages such as ja,zh-Hans',
  );
}

/** Throws UserError where rows are of a language that no target of the report was asked in: a table would lack it without a word. */
export function checkRows(rows: Rows | undefined, { targets }: Pick<Report, 'targets'>): void {
  if (rows === undefined || typeof rows === 'string') return;
  const languages = new Set(['*', ...targets.flatMap((target) => Object.keys(target.languages))]);
  const missing = rows.find((language) => !languages.has(language));
  if (missing === undefined) return;
  throw new UserError(
    `there is no row of "${missing}"`,
    '--rows',
    `the languages of this report are ${[...languages].join(', ')}`,
  );
}
