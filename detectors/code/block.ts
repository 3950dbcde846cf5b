/** What a fenced block holds: by its info string, and by its look where that says nothing. */

/** `prose` is text for people, as whole answers that models put into a fence. */
export type BlockKind = 'prose' | 'json' | 'table' | 'settings' | 'markup' | 'source';

/** Info strings of fences whose content is text for people: models put whole answers into them. */
export const PROSE = /^(?:json|markdown|md|plain|plaintext|text|txt)\b/i;

const BY_INFO: readonly (readonly [BlockKind, RegExp])[] = [
  ['json', /^(?:json|jsonc|json5|jsonl|ndjson)\b/i],
  ['table', /^(?:csv|tsv)\b/i],
  ['prose', /^(?:markdown|md|plaintext|plain|text|txt|email)\b/i],
  ['settings', /^(?:ya?ml|toml|ini|properties|env|dotenv|conf)\b/i],
  ['markup', /^(?:html?|xml|svg|vue|svelte|mermaid|plantuml|dot|graphviz|latex|tex|math|katex)\b/i],
];

/** Info strings that tell nothing of what the block holds. */
const UNTOLD = /^(?:|none|output|console|log|result|code|example)$/i;

/** A line that only a program, a shell or settings have. */
const SOURCE_LINE =
  /[;{}]\s*$|^\s*(?:def|class|function|import|from|return|if|elif|else|for|while|const|let|var|int|void|public|private|using|package|func|fn|SELECT|INSERT|CREATE|UPDATE|\$|>>>|\/\/|#include)\s|^\s*#!|[\w\])]\([^()\n]*\)\s*[;:]?\s*$|^\s*[\w.[\]"']+\s*(?:=|:=|\+=)\s*\S/;

/** Share of the lines from which a block without a name is a program. */
const SOURCE_SHARE = 1 / 3;

/** Lines that are looked at. */
const MOST_LINES = 100;

const SEPARATORS = [',', '\t', ';'] as const;

/** Whether all lines have as many fields: two at least, and three lines. */
function isTable(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  return SEPARATORS.some((separator) => {
    const [first, ...rest] = lines.map((line) => line.split(separator).length);
    return first !== undefined && first > 1 && rest.every((fields) => fields === first);
  });
}

function byLook(body: string): BlockKind {
  if (/^\s*[[{][\s\S]*"\s*:/.test(body)) return 'json';
  const lines = body.split('\n', MOST_LINES).filter((line) => line.trim() !== '');
  if (lines.filter((line) => SOURCE_LINE.test(line)).length >= SOURCE_SHARE * lines.length) return 'source';
  return isTable(lines) ? 'table' : 'prose';
}

/** The kind of a block with this info string and body. */
export function blockKind(info: string, body: string): BlockKind {
  const told = info.trim();
  return UNTOLD.test(told) ? byLook(body) : (BY_INFO.find(([, names]) => names.test(told))?.[0] ?? 'source');
}
