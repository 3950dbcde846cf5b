/** Rows of YAML: a list of prompts, or a mapping that has one under `prompts`. */

import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { RowReader } from './types.js';

export const readYamlRows: RowReader = function* (text, path) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lineAt(error.pos[0]);
    yield {
      line,
      where: `${path}:${line}`,
      torn: `malformed YAML or JSON: ${error.message.replace(/\s+/g, ' ')}`,
    };
    return;
  }
  const { contents } = document;
  const list = isMap(contents) ? contents.get('prompts') : contents;
  if (!isSeq(list)) {
    if (contents !== null)
      yield {
        line: 1,
        where: `${path}:1`,
        torn: 'the file holds no list of prompts',
        todo: 'write a list, or one under "prompts"',
      };
    return;
  }
  for (const item of list.items) {
    const line = lineAt((isNode(item) ? item.range?.[0] : undefined) ?? 0);
    const place = { line, where: `${path}:${line}` };
    let value: unknown;
    try {
      // An alias that is no anchor's, or one that would grow without end.
      value = isNode(item) ? item.toJS(document) : item;
    } catch (problem) {
      yield { ...place, torn: `malformed YAML or JSON: ${(problem as Error).message}` };
      continue;
    }
    yield { ...place, value };
  }
};
