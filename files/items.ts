/** The items of a list in a JSON document, one after the other, without the document ever being held. */

import { isUtf8 } from 'node:buffer';
import { isDense, parseJson, TOO_DENSE } from './json.js';
import { LONGEST } from './lines.js';
import { encodingIn, nameOf, readPieces, type Source } from './open.js';
import type { Unread, Value } from './row.js';
import { type Item, ItemSplitter } from './splitter.js';

function asRow(value: Item, where: string, number: number, encoding: string): Value | Unread {
  const { bytes, name } = value;
  if (bytes === null)
    return { kind: 'unread', where, reason: `the item is longer than ${LONGEST >> 20} MiB` };
  if (isDense(bytes)) return { kind: 'unread', where, reason: `the item ${TOO_DENSE}` };
  if (!isUtf8(bytes))
    return {
      kind: 'unread',
      where,
      reason: `the item is not in ${encoding}`,
      todo: 'save the file as UTF-8',
    };
  try {
    const named = typeof name === 'string' && { name };
    return { kind: 'value', where, number, value: parseJson(bytes.toString('utf8')), ...named };
  } catch {
    return { kind: 'unread', where, reason: 'the item is not JSON' };
  }
}

/**
 * The items of the list at `path` of a JSON document, or of the object there: names of objects from the top, none for the document
 * itself. At most one item is held, of 64 MiB. Where the document is cut off, the last row says so. Throws UserError where the file cannot
 * be opened or is no text.
 */
export async function* readItems(
  source: Source,
  path: readonly string[] = [],
): AsyncGenerator<Value | Unread> {
  const name = nameOf(source);
  const encoding = encodingIn(source);
  const splitter = new ItemSplitter(path, LONGEST);
  let number = 0;
  const placeOf = (item: string | number): string => {
    if (typeof item === 'string') return `${name}: ${[...path, item].join('.')}`;
    return path.length === 0 ? `${name}: row ${item + 1}` : `${name}: ${path.join('.')}[${item}]`;
  };
  for await (const piece of readPieces(source))
    for (const item of splitter.push(piece)) yield asRow(item, placeOf(item.name), ++number, encoding);
  if (splitter.isOpen) {
    const torn = splitter.pending;
    const where = torn === undefined ? name : placeOf(torn.name);
    yield { kind: 'unread', where, reason: 'the document is cut off here' };
  }
}
