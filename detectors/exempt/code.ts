/**
 * Code, where another script is no slip: fenced blocks and inline code (CommonMark 4.5, 6.1), HTML tags, keys of JSON,
 * URLs, e-mail addresses, formulas in TeX.
 */

import { disjoint, type Zone } from './zones.js';

/** An opening fence, alone on its line but for indentation and an info string. */
const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$/gm;

/** Fenced blocks; an unclosed one ends with the text. What a fence says after its marks belongs to it. */
function fences(text: string): Zone[] {
  const zones: Zone[] = [];
  let open: { start: number; marks: string } | undefined;
  for (const match of text.matchAll(FENCE)) {
    const marks = match[1] as string;
    if (open === undefined) open = { start: match.index, marks };
    else if (marks[0] === open.marks[0] && marks.length >= open.marks.length) {
      zones.push({ start: open.start, end: match.index + match[0].length, reason: 'code' });
      open = undefined;
    }
  }
  if (open !== undefined) zones.push({ start: open.start, end: text.length, reason: 'code' });
  return zones;
}

/** Every pattern stops at the line's end or at a fixed length, so that time grows with the text and not faster. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly reason: Zone['reason'] }[] = [
  { pattern: /`[^`\n]+`/g, reason: 'code' },
  { pattern: /<\/?[A-Za-z][^<>\n]{0,200}>/g, reason: 'code' },
  { pattern: /"[A-Za-z_][\w\- ]{0,60}"(?=\s{0,4}:)/g, reason: 'code' },
  { pattern: /\b[a-z][a-z\d+.-]{1,15}:\/\/[^\s<>"'`、。，（）「」]+/gi, reason: 'url' },
  { pattern: /\bwww\.[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+[^\s<>"'`、。，（）「」]*/g, reason: 'url' },
  { pattern: /[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}/g, reason: 'url' },
  {
    pattern:
      /\b[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,6}\.(?:com|org|net|io|edu|gov|html?|js|ts|py|json|csv|tsv|pdf|png|jpg|txt|md)\b/g,
    reason: 'url',
  },
  { pattern: /\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,300}\$/g, reason: 'formula' },
  { pattern: /\\\([^\n]{1,300}?\\\)|\\\[[^\]]{1,2000}\\\]/g, reason: 'formula' },
  { pattern: /\\[A-Za-z]{2,20}/g, reason: 'formula' },
];

/** Zones of code, URLs and formulas, sorted and disjoint. */
export function codeZones(text: string): Zone[] {
  const zones = text.includes('```') || text.includes('~~~') ? fences(text) : [];
  for (const { pattern, reason } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      zones.push({ start: match.index, end: match.index + match[0].length, reason });
    }
  }
  return disjoint(zones);
}
