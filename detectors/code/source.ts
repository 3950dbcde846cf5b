/** Comments and string literals of source code, whatever its language: by the marks that languages share. */

import type { Span } from '../types.js';

export interface Literal extends Span {
  readonly part: 'comment' | 'string';
}

/** What begins a comment or a string: of several that could, the first here. */
const BEGINNING =
  /"""|'''|\/\*|<!--|(?<!:)\/\/|(?<=^|\s)#(?!include\b|define\b|if|endif|[\da-fA-F]{3,8}\b)|(?<=^|\s)--(?=\s)|(?<=^[ \t]{0,40})[;%]|["`]|(?<![\p{L}\p{N}])'/gmu;

/** What ends each; a line's end where there is none. */
const ENDS: Readonly<Record<string, string>> = {
  '"""': '"""',
  "'''": "'''",
  '/*': '*/',
  '<!--': '-->',
  '`': '`',
};

/** Where a string that began before `from` ends on its line; -1 where it does not. */
function closedAt(text: string, from: number, quote: string, lineEnd: number): number {
  for (let at = from; at < lineEnd; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return -1;
}

/** The comments and strings between `start` and `end`, in order. */
export function literalsIn(text: string, { start, end }: Span): readonly Literal[] {
  const found: Literal[] = [];
  const body = text.slice(start, end);
  BEGINNING.lastIndex = 0;
  for (let match = BEGINNING.exec(body); match !== null; match = BEGINNING.exec(body)) {
    const [mark] = match;
    const from = match.index + mark.length;
    const newline = body.indexOf('\n', from);
    const lineEnd = newline < 0 ? body.length : newline;
    const isString = /["'`]/.test(mark);
    const ending = ENDS[mark];
    let to = lineEnd;
    if (ending !== undefined) {
      const closed = body.indexOf(ending, from);
      to = closed < 0 ? body.length : closed + ending.length;
    } else if (isString) {
      to = closedAt(body, from, mark, lineEnd);
      // An apostrophe, or an inch.
      if (to < 0) continue;
    }
    found.push({ start: start + match.index, end: start + to, part: isString ? 'string' : 'comment' });
    BEGINNING.lastIndex = to;
  }
  return found;
}
