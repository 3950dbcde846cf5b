/** Names in running text that programs look up: paths, files, branches; keys of JSON. */

import type { Span } from '../types.js';

/** What such a name consists of. Letters of any script: that is what it is asked for. */
const NAME_UNIT = /[\p{L}\p{M}\p{N}_.\-/\\~@+:]/u;

/** Code units of a name on either side of a span that are looked at. */
const LONGEST = 120;

/** Own letters of scripts without spaces end a name: a path is not glued to a sentence. */
function nameAround(text: string, { start, end }: Span, isOwn: (character: string) => boolean): Span {
  const belongs = (character: string): boolean => NAME_UNIT.test(character) && !isOwn(character);
  let from = start;
  let to = end;
  while (from > 0 && start - from < LONGEST && belongs(text.charAt(from - 1))) from--;
  while (to < text.length && to - end < LONGEST && belongs(text.charAt(to))) to++;
  while (to > end && /[.:]/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}

/** Endings of files. */
const FILE =
  /[\p{L}\p{N}_-]\.(?:html?|css|jsx?|tsx?|mjs|py|rb|rs|go|java|kt|c|cc|cpp|h|hpp|cs|php|swift|sh|exe|dll|json|jsonl|ya?ml|toml|ini|xml|csv|tsv|parquet|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|mp[34]|wav|zip|tar|gz|txt|md|log|sql|ipynb|lock|env)(?::\d+)*$/iu;
/** From a root, a home, the folder itself; with a letter of a drive; of folders in Latin letters. */
const PATH =
  /^(?:~|\.{1,2})?[/\\][^/\\]*[A-Za-z_][^/\\]*[/\\]|^(?:~|\.{1,2})[/\\]|^[A-Za-z]:[/\\]|^(?:src|home|usr|etc|var|tmp|opt|Users|docs?|data|apps?|lib|tests?|bin|node_modules|public|static|assets|images|configs?|dist|build|packages|scripts|server|client)[/\\]\S/u;
/** A folder by the sign behind it, with nothing that goes on there: `а/б` are two words. */
const FOLDER = /^[\p{L}\p{N}_.-]+\/$/u;
/** A folder in small letters and a name in several parts, as branches have: `fix/long-name`. */
const BRANCH = /^[a-z][a-z\d._-]{1,30}\/[^/]*[A-Za-z][^/]*[-_][^/]*$/u;

/** Whether a span is part of the name of a file, a folder or a branch. */
export function isInName(text: string, span: Span, isOwn: (character: string) => boolean): boolean {
  const { start, end } = nameAround(text, span, isOwn);
  const name = text.slice(start, end);
  if (name.length === span.end - span.start || /:\/\//.test(name)) return false;
  if (FILE.test(name) || PATH.test(name) || BRANCH.test(name)) return true;
  return FOLDER.test(name) && !/\p{L}/u.test(text.charAt(end));
}

/** Code units of a key on either side of a span. */
const LONGEST_KEY = 60;

/** Whether a span is part of a key of JSON: a string that a colon follows and an object or another value comes before. */
export function isInKey(text: string, { start, end }: Span): boolean {
  const before = /[{,]\s{0,80}"[^"\n]{0,60}$/.exec(text.slice(Math.max(0, start - 2 * LONGEST_KEY), start));
  return before !== null && /^[^"\n]{0,60}"\s{0,4}:/.test(text.slice(end, end + LONGEST_KEY + 6));
}
