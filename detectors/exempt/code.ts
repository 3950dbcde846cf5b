/**
 * Code, where another script is no slip: fenced blocks and inline code (CommonMark 4.5, 6.1), HTML tags, keys and literals of JSON;
 * calls and options in running text.
 */

import type { WordCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import { merged, spanAt } from '../spans.js';
import type { Span } from '../types.js';
import { type ExemptionRule, inZone, matches, type ZonePattern } from './rule.js';

/** A fence and its info string; it may stand in a list or a quotation, and the line may end in CR LF. */
const FENCE = /^[ \t>]{0,24}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,8})?(`{3,}|~{3,})[ \t]*([^\r\n]*)\r?$/gm;

/** Info strings of fences whose content is text for people: models put whole answers into them. */
const PROSE = /^(?:json|markdown|md|plain|plaintext|text|txt)\b/i;

/** Fenced blocks; an unclosed one ends with the text. Of a block that is prose by its info string only the fences are code. */
function fences(text: string, isProse: (info: string) => boolean): { spans: Span[]; isOpen: boolean } {
  const spans: Span[] = [];
  let open: { start: number; marks: string; prose: boolean } | undefined;
  for (const match of text.matchAll(FENCE)) {
    const marks = match[1] as string;
    const end = match.index + match[0].length;
    if (open === undefined) {
      open = { start: match.index, marks, prose: isProse(match[2] as string) };
      if (open.prose) spans.push({ start: match.index, end });
    } else if (marks[0] === open.marks[0] && marks.length >= open.marks.length && match[2] === '') {
      spans.push({ start: open.prose ? match.index : open.start, end });
      open = undefined;
    }
  }
  const isOpen = open !== undefined && !open.prose;
  if (open !== undefined && isOpen) spans.push({ start: open.start, end: text.length });
  return { spans, isOpen };
}

const INLINE: ZonePattern = { needs: '`', pattern: /`[^`\n]+`/g };

/** What of a text shows code, whatever the code is. */
export interface ShownCode {
  /** Fenced blocks and inline code, sorted and disjoint; an unclosed block ends with the text. */
  readonly all: readonly Span[];
  /** Those of them that are closed. */
  readonly closed: readonly Span[];
}

export function shownCode(text: string): ShownCode {
  const { spans, isOpen } = fences(text, () => false);
  const inline = matches(text, [INLINE]);
  const all = merged([...spans, ...inline]);
  return { all, closed: isOpen ? merged([...spans.slice(0, -1), ...inline]) : all };
}

const PATTERNS: readonly ZonePattern[] = [
  INLINE,
  { needs: '<', pattern: /<\/?[A-Za-z][^<>\n]{0,200}>/g },
  { needs: '"', pattern: /"[A-Za-z_][\w\- ]{0,60}"(?=\s{0,4}:)/g },
  {
    needs: ':',
    also: /true|false|null/,
    pattern: /(?<=[:,[]\s{0,4})(?:true|false|null)(?=\s{0,4}[,}\]\n])/g,
  },
  // The role of the next message in a chat template, which some models write out.
  { needs: 'assistant', pattern: /(?<=[^\sA-Za-z])assistant(?=\n|$)/g },
];

/** A call, with nothing but ASCII between its brackets; an option of a command. */
const CALL_AFTER = /^\((?:\)|[a-z\d_]{7}$|[a-z\d_]+[)[.,(])/;
const OPTION_BEFORE = /(?:^|\s)--?$/;

/** Whether a word in running text is a call or an option. */
export function isCall(word: WordCandidate): boolean {
  if (word.form !== 'small' || word.fused) return false;
  return CALL_AFTER.test(word.after) || OPTION_BEFORE.test(word.before);
}

const isCode = inZone('code');

/** Info strings of fences in which people are told something as often as not: none at all, and tables. */
const TOLD = /^(?:$|csv\b|tsv\b)/i;
/** A line of a program, by its looks: a comment, a word or a sign that begins or ends a statement, a literal that is handed over. */
const PROGRAM_LINE =
  /^\s*(?:#|\/\/|--\s|\/\*|import\b|def\b|class\b|return\b)|[;{}]\s*$|\w\([^()]*\):?\s*$|[=(:,[] ?["']/;
/** Code units from which a line is none of a program. */
const LONG = 300;

/** The lines of blocks that are marked as no program, and do not look like one. */
function toldLines(text: string): readonly Span[] {
  const lines: Span[] = [];
  const { spans } = fences(text, (info) => !TOLD.test(info));
  for (const block of spans) {
    for (let start = text.indexOf('\n', block.start) + 1; start > 0 && start < block.end; ) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      if (end - start > LONG || !PROGRAM_LINE.test(text.slice(start, end))) lines.push({ start, end });
      start = end + 1;
    }
  }
  return lines;
}

const told = new WeakMap<Scene, readonly Span[]>();

/** Whether a place in code is told to people all the same. */
function isTold({ start }: Span, scene: Scene): boolean {
  let lines = told.get(scene);
  if (lines === undefined) {
    lines = toldLines(scene.text);
    told.set(scene, lines);
  }
  return spanAt(lines, start) !== undefined;
}

export const code: ExemptionRule<'code'> = {
  name: 'code',
  title: 'Code',
  why: 'code blocks, inline code, HTML tags, keys of JSON, calls and options',
  what:
    'fenced blocks (but not fences marked json, text or Markdown: whole answers stand in those; and Han ' +
    'not in lines of unmarked fences and of CSV that do not look like a program), ' +
    'inline code, HTML tags, keys and literals of JSON, calls (`append()`) and options (`--epochs`) ' +
    'in running text, the role `assistant` of a chat template written out at the end of a line',
  priority: 20,
  zones(text) {
    const inline = matches(text, PATTERNS);
    return text.includes('```') || text.includes('~~~')
      ? [...fences(text, (info) => PROSE.test(info)).spans, ...inline]
      : inline;
  },
  covers: {
    script: isCode,
    han: (candidate, scene) => isCode(candidate, scene) && !isTold(candidate, scene),
    line: isCode,
    word: (candidate, scene) => isCode(candidate, scene) || isCall(candidate),
  },
  examples: [
    { language: 'ja', text: '$5で `привет` が$10です。', exempt: ['привет'] },
    { language: 'ja', text: 'コードは `print("привет")` です。', exempt: ['print', 'привет'] },
    {
      language: 'ja',
      text: '例：\n```python\nx = "привет"\n```\n以上です。',
      exempt: ['python', 'x', 'привет'],
    },
    { language: 'zh', text: '答案是 {"summary": "今天天气很好"}。', exempt: ['summary'] },
    { language: 'ru', text: 'Вызовите append() и посмотрите на результат.', exempt: ['append'] },
    {
      language: 'ja',
      text: '例：\n```json\n{"要約": "この值は正しいです。だから大丈夫です。"}\n```',
      exempt: ['json'],
      found: ['值'],
    },
    {
      language: 'ja',
      text: '次の表です。\n```csv\n都道府県,人口\n广东,多い\n```\n関数です。\n```\ny = f("问题")\n```\n以上です。',
      exempt: ['csv', 'y', 'f', '问题'],
      found: ['广东'],
    },
  ],
};
