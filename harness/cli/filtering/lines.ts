/** Judged rows as lines of JSON. */

import type { Source } from '../../../files/index.js';
import { type JudgedRow, judgedRows, type Reading, type UnreadRow } from './rows.js';

function recordOf({ row: { id, sample }, judgement }: JudgedRow): object {
  const { outcome, findings, instead } = judgement;
  const has = (counted: (typeof outcome.counted)[number]): boolean => outcome.counted.includes(counted);
  return {
    id,
    target: sample.target,
    repeat: sample.repeat,
    language: sample.language,
    state: outcome.state,
    mixed: outcome.state === 'mixed',
    script_mixed: has('script_mixing'),
    word_mixed: has('word_mixing'),
    code_mixed: has('code_mixing'),
    damaged: has('damage'),
    punctuated: has('punctuation'),
    wrong_language: outcome.state === 'wrong_language',
    ...(instead !== null && { instead }),
    findings,
  };
}

const unreadRecord = ({ why, where, reason }: UnreadRow): object => ({ unread: why, where, reason });

/** A line for each row, in their order. Throws UserError where a file cannot be read. */
export async function* judgedLines(sources: readonly Source[], reading: Reading): AsyncGenerator<string> {
  for await (const row of judgedRows(sources, reading))
    yield `${JSON.stringify(row.kind === 'unread' ? unreadRecord(row) : recordOf(row))}\n`;
}
