/** The rows of a log, one by one: what is wrong with one is said of it, and the others are read. */

import { type Unread, UserError, type Value } from '../../files/index.js';
import type { Double, Found } from './response.js';

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

/** UTF-16 code units that may stand before the answers of a row, together: each is kept with all that does, which grows by their square. */
const MOST_BEFORE = 64 << 20;

/** Units that a message takes beside its text. */
const FOR_A_MESSAGE = 40;

/** What stands before an answer, in code units. */
const unitsOf = (messages: NonNullable<Found['messages']>): number =>
  messages.reduce((sum, { content }) => sum + content.length + FOR_A_MESSAGE, 0);

/** What was found in a row, as long as what stands before its answers is not too much. */
function* bounded<T extends Found | Unread | Double>(all: Iterable<T>, where: string): Generator<T | Unread> {
  let before = 0;
  let last: Found['messages'];
  for (const one of all) {
    const messages = one.kind === 'found' ? one.messages : undefined;
    // Several answers to one prompt share it.
    if (messages !== undefined && messages !== last) before += unitsOf(messages);
    last = messages;
    if (before > MOST_BEFORE) {
      const reason = `the row has too many answers: what stands before each has more than ${MOST_BEFORE >> 20} Mi characters together`;
      yield { kind: 'unread', where, reason };
      return;
    }
    yield one;
  }
}

/** What `read` makes of each row; a row that it fails on is one that cannot be read, whatever the reason. */
export async function* eachRow<T extends Found | Unread | Double>(
  rows: AsyncIterable<Value | Unread> | Iterable<Value | Unread>,
  read: (row: Value) => Iterable<T>,
): AsyncGenerator<T | Unread> {
  for await (const row of rows) {
    if (row.kind === 'unread') {
      yield row;
      continue;
    }
    try {
      yield* bounded(read(row), row.where);
    } catch (error) {
      yield unreadable(row.where, error);
    }
  }
}
