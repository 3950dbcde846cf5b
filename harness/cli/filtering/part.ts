/** What rows add up to. */

import { type Source, UserError } from '../../../files/index.js';
import { Part, tallyKey } from '../../../reports/index.js';
import { Closed } from './closed.js';
import { type JudgedRow, judgedRows, type Reading } from './rows.js';

export interface Adding extends Reading {
  /** Whether all rows of a question stand one behind the other: then they are counted by what they came to, and no names are held. */
  readonly isGrouped: boolean;
}

/** Rows of whole questions that are counted together. */
const TOGETHER = 4096;

const questionOf = ({ row: { sample } }: JudgedRow): string => `${sample.language}\n${sample.prompt}`;

/** The part of all rows. Throws UserError where a file cannot be read, or where rows are to be grouped and are not. */
export async function partOf(sources: readonly Source[], adding: Adding): Promise<Part> {
  const { judge, settings, isGrouped } = adding;
  const part = new Part({ key: tallyKey(judge, settings), detection: settings });
  const closed = new Closed();
  let [open, question] = [0, ''];
  for await (const one of judgedRows(sources, adding)) {
    if (one.kind === 'unread') {
      part.addUnread(one.why);
      continue;
    }
    if (isGrouped && questionOf(one) !== question) {
      closed.add(question);
      question = questionOf(one);
      if (closed.has(question))
        throw new UserError(
          'rows of a question come after those of others',
          one.row.where,
          'sort rows by language and question, or leave --grouped out',
        );
      if (open >= TOGETHER) {
        part.fold();
        open = 0;
      }
    }
    part.add(one.case.sample, one.judgement, one.row.record);
    open++;
  }
  if (isGrouped) part.fold();
  return part;
}
