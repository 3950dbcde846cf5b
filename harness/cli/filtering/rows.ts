/** Rows as they come, judged: each with what it came to, or why it cannot be read, in their order. */

import type { DetectionSettings, Policy } from '../../../detectors/bare/index.js';
import { readJsonLines, type Source } from '../../../files/index.js';
import type { Case, Judge, Judgement } from '../../../reports/index.js';
import { caseOf } from '../../../reports/index.js';
import { type LoggedRow, type RowDefaults, rowIn, type UnreadWhy } from '../../import/index.js';

export interface Reading {
  readonly defaults: RowDefaults;
  readonly settings: DetectionSettings;
  readonly policyOf: (tag: string) => Policy | undefined;
  readonly judge: Judge;
}

export interface UnreadRow {
  readonly kind: 'unread';
  readonly why: UnreadWhy;
  readonly where: string;
  readonly reason: string;
}

/** A row with its place. */
type PlacedRow = LoggedRow & { readonly where: string };

export interface JudgedRow {
  readonly kind: 'judged';
  readonly row: PlacedRow;
  readonly case: Case;
  readonly judgement: Judgement;
}

async function* rowsIn(
  sources: readonly Source[],
  { defaults, policyOf }: Reading,
): AsyncGenerator<PlacedRow | UnreadRow> {
  for (const source of sources)
    for await (const line of readJsonLines(source)) {
      const { where } = line;
      if (line.kind === 'unread') {
        yield { kind: 'unread', why: 'json', where, reason: line.reason };
        continue;
      }
      const row = rowIn(line.value, defaults, policyOf);
      yield { ...row, where };
    }
}

/** The rows of JSONL, judged; only so many are read ahead as are being judged. Throws UserError where a file cannot be read. */
export async function* judgedRows(
  sources: readonly Source[],
  reading: Reading,
): AsyncGenerator<JudgedRow | UnreadRow> {
  // What went into the judge and has not come out, with what stands between: rows that cannot be read keep their place.
  const waiting: (PlacedRow | UnreadRow)[] = [];
  async function* cases(): AsyncGenerator<Case> {
    for await (const row of rowsIn(sources, reading)) {
      waiting.push(row);
      if (row.kind === 'row') yield caseOf(row.sample, row.record);
    }
  }
  function* unreadNow(): Generator<UnreadRow> {
    for (let next = waiting[0]; next?.kind === 'unread'; next = waiting[0]) {
      waiting.shift();
      yield next;
    }
  }
  for await (const { case: one, judgement } of reading.judge.judge(cases(), reading.settings)) {
    yield* unreadNow();
    const row = waiting.shift();
    if (row?.kind !== 'row') throw new Error('a row was judged that was not read');
    yield { kind: 'judged', row, case: one, judgement };
  }
  yield* unreadNow();
}
