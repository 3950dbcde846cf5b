/**
 * Code, where another script is no slip: fenced blocks and inline code (CommonMark 4.5, 6.1), HTML tags, keys and literals of JSON,
 * URLs, e-mail addresses, paths and file names, formulas in TeX.
 */

import { disjoint, type Zone } from './zones.js';

/** A fence and its info string; it may stand in a list or a quotation, and the line may end in CR LF. */
const FENCE = /^[ \t>]{0,24}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,8})?(`{3,}|~{3,})[ \t]*([^\r\n]*)\r?$/gm;

/** Info strings of fences whose content is text for people: models put whole answers into them. */
const PROSE = /^(?:json|markdown|md|plaintext|text|txt)\b/i;

/** Fenced blocks; an unclosed one ends with the text. Of a block of prose only the fences are code. */
function fences(text: string): Zone[] {
  const zones: Zone[] = [];
  let open: { start: number; marks: string; end: number; prose: boolean } | undefined;
  for (const match of text.matchAll(FENCE)) {
    const marks = match[1] as string;
    const end = match.index + match[0].length;
    if (open === undefined) {
      open = { start: match.index, marks, end, prose: PROSE.test(match[2] as string) };
      if (open.prose) zones.push({ start: match.index, end, reason: 'code' });
    } else if (marks[0] === open.marks[0] && marks.length >= open.marks.length && match[2] === '') {
      zones.push({ start: open.prose ? match.index : open.start, end, reason: 'code' });
      open = undefined;
    }
  }
  if (open !== undefined && !open.prose) zones.push({ start: open.start, end: text.length, reason: 'code' });
  return zones;
}

interface Pattern {
  /** What a text must hold for the pattern to match anywhere: looking for it is cheaper by far. */
  readonly needs: string;
  /** What it must hold besides. */
  readonly also?: RegExp;
  /** Stops at the line's end or at a fixed length, so that time grows with the text and not faster. */
  readonly pattern: RegExp;
  readonly reason: Zone['reason'];
}

/** A full stop with letters on both sides, which prose has none of. */
const DOTTED = /[\w-]\.[A-Za-z]/;

const PATTERNS: readonly Pattern[] = [
  { needs: '`', pattern: /`[^`\n]+`/g, reason: 'code' },
  { needs: '<', pattern: /<\/?[A-Za-z][^<>\n]{0,200}>/g, reason: 'code' },
  { needs: '"', pattern: /"[A-Za-z_][\w\- ]{0,60}"(?=\s{0,4}:)/g, reason: 'code' },
  {
    needs: ':',
    also: /true|false|null/,
    pattern: /(?<=[:,[]\s{0,4})(?:true|false|null)(?=\s{0,4}[,}\]\n])/g,
    reason: 'code',
  },
  // The role of the next message in a chat template, which some models write out.
  { needs: 'assistant', pattern: /(?<=[^\sA-Za-z])assistant(?=\n|$)/g, reason: 'code' },
  { needs: '://', pattern: /\b[a-z][a-z\d+.-]{1,15}:\/\/[^\s<>"'`、。，（）「」]+/gi, reason: 'url' },
  {
    needs: 'www.',
    pattern: /\bwww\.[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+[^\s<>"'`、。，（）「」]*/g,
    reason: 'url',
  },
  { needs: '@', pattern: /[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}/g, reason: 'url' },
  {
    needs: '.',
    also: DOTTED,
    pattern: /\b[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,6}\.(?:com|org|net|io|edu|gov)\b/g,
    reason: 'url',
  },
  {
    needs: '.',
    also: DOTTED,
    pattern:
      /(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:html?|css|jsx?|tsx?|py|rb|rs|go|java|cpp|sh|exe|dll|json|jsonl|ya?ml|toml|ini|xml|csv|tsv|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|mp[34]|zip|tar|gz|txt|md|log|sql)(?![\w-])/g,
    reason: 'path',
  },
  {
    needs: '/',
    pattern: /(?<![\w/.<])(?:~|\.{1,2})?\/(?:[\w.@+-]{1,80}\/){1,20}[\w.@+-]{0,80}/g,
    reason: 'path',
  },
  { needs: ':\\', pattern: /\b[A-Za-z]:\\(?:[\w.@ +-]{1,80}\\){0,20}[\w.@+-]{0,80}/g, reason: 'path' },
  { needs: '$', pattern: /\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,300}\$/g, reason: 'formula' },
  { needs: '\\', pattern: /\\\([^\n]{1,300}?\\\)|\\\[[^\]]{1,500}\\\]/g, reason: 'formula' },
  { needs: '\\', pattern: /\\[A-Za-z]{2,20}/g, reason: 'formula' },
];

/** Zones of code, URLs and formulas, sorted and disjoint. */
export function codeZones(text: string): Zone[] {
  const zones = text.includes('```') || text.includes('~~~') ? fences(text) : [];
  for (const { needs, also, pattern, reason } of PATTERNS) {
    if (!text.includes(needs) || also?.test(text) === false) continue;
    for (const match of text.matchAll(pattern)) {
      zones.push({ start: match.index, end: match.index + match[0].length, reason });
    }
  }
  return disjoint(zones);
}
