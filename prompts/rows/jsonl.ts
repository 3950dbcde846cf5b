/** Rows of JSONL: an object a line. Empty lines are passed over. */

import type { RowReader } from './types.js';

export const readJsonl: RowReader = function* (text, path) {
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = { line: i + 1, where: `${path}:${i + 1}` };
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      yield { ...place, torn: 'this line is not JSON', todo: 'write one object a line' };
      continue;
    }
    yield { ...place, value };
  }
};
