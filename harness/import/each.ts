/** The rows of a log, one by one: what is wrong with one is said of it, and the others are read. */

import { type Unread, UserError, type Value } from '../../files/index.js';

/** A row whose reading failed. */
function unreadable(where: string, error: unknown): Unread {
  if (error instanceof UserError) {
    const { problem } = error;
    return {
      kind: 'unread',
      where: problem.where === '' ? where : problem.where,
      reason: problem.what,
      ...(problem.todo !== '' && { todo: problem.todo }),
    };
  }
  // V8's word for a stack that is used up.
  if (error instanceof RangeError) return { kind: 'unread', where, reason: 'the row is nested too deep' };
  const said = error instanceof Error ? error.message : String(error);
  return { kind: 'unread', where, reason: `a field of the row is of another type than usual (${said})` };
}

/** What `read` makes of each row; a row that it fails on is one that cannot be read, whatever the reason. */
export async function* eachRow<T>(
  rows: AsyncIterable<Value | Unread> | Iterable<Value | Unread>,
  read: (row: Value) => Iterable<T>,
): AsyncGenerator<T | Unread> {
  for await (const row of rows) {
    if (row.kind === 'unread') {
      yield row;
      continue;
    }
    try {
      yield* read(row);
    } catch (error) {
      yield unreadable(row.where, error);
    }
  }
}
