/** The records of a file: a line each, the items of a list, or the one that it is. */

import {
  type Head,
  readDocument,
  readItems,
  readJsonLines,
  type Unread,
  type Value,
} from '../../files/index.js';

/** The records of JSON in any form, one at a time; of one document the whole. */
export async function* readRecords({ form, source, path }: Head): AsyncGenerator<Value | Unread> {
  if (form === 'list') yield* readItems(source);
  else if (form === 'lines') yield* readJsonLines(source);
  else yield { kind: 'value', where: path, number: 1, value: await readDocument(source) };
}
