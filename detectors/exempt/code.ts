/**
 * Code, whose words are in no language: fenced blocks and inline code (CommonMark 4.5, 6.1), HTML tags, keys and literals of JSON;
 * calls and options in running text. A third script is a slip there too, but where it is expected.
 */

import { blockKind, type Fence, fencesIn, INLINE, PROSE } from '../code/index.js';
import type { CandidateOf, WordCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import { merged } from '../spans.js';
import type { Span } from '../types.js';
import { isExpectedInCode } from './expected-in-code.js';
import { type ExemptionRule, inZone, matches, type ZonePattern } from './rule.js';

/** What of a block is code: of one that is prose by its info string, or JSON by its look, only the fences. */
function codeOf(text: string, { start, end, info, body, isClosed }: Fence): readonly Span[] {
  const isText = PROSE.test(info) || blockKind(info, text.slice(body.start, body.end)) === 'json';
  if (!isText) return [{ start, end }];
  const opening = { start, end: body.start };
  return isClosed ? [opening, { start: body.end, end }] : [opening];
}

const INLINE_CODE: ZonePattern = { needs: '`', pattern: INLINE };

/** What of a text shows code, whatever the code is. */
export interface ShownCode {
  /** Fenced blocks and inline code, sorted and disjoint; an unclosed block ends with the text. */
  readonly all: readonly Span[];
  /** Those of them that are closed. */
  readonly closed: readonly Span[];
}

export function shownCode(text: string): ShownCode {
  const blocks = fencesIn(text);
  const inline = matches(text, [INLINE_CODE]);
  const all = merged([...blocks, ...inline]);
  const closed = blocks.filter(({ isClosed }) => isClosed);
  return { all, closed: closed.length < blocks.length ? merged([...closed, ...inline]) : all };
}

const PATTERNS: readonly ZonePattern[] = [
  INLINE_CODE,
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

/** Letters of bytes behind a word, in place of the space that stands there in code. */
const GLUED = /[\p{L}\p{Nd})\];:,]$/u;

/**
 * Whether damage stands in code to be shown: not at the end of the text, where the code never ended, nor where it broke the code itself. A
 * character that was cut in two is shown nowhere.
 */
function isShown(candidate: CandidateOf<'damage'>, scene: Scene): boolean {
  if (!isCode(candidate, scene)) return false;
  const { text } = scene;
  const { start, end, sort } = candidate;
  if (sort === 'control') return text.slice(end).trim() !== '';
  if (sort === 'bpe') return !GLUED.test(text.slice(Math.max(0, start - 2), start));
  return sort === 'byte';
}

export const code: ExemptionRule<'code'> = {
  name: 'code',
  title: 'Code',
  why: 'code blocks, inline code, HTML tags, keys of JSON, calls and options',
  what:
    'fenced blocks (but not fences marked json, text or Markdown, nor unmarked ones that hold JSON: whole answers stand in those), ' +
    'inline code, HTML tags, keys and literals of JSON, calls (`append()`) and options (`--epochs`) ' +
    'in running text, the role `assistant` of a chat template written out at the end of a line. Of a third script ' +
    'only what is expected there: comments and strings in the language of the prompt, data in three scripts or ' +
    'named by language, what is encoded or translated, letters of formulas, ranges of letters',
  priority: 20,
  zones(text) {
    const inline = matches(text, PATTERNS);
    return text.includes('```') || text.includes('~~~')
      ? [...fencesIn(text).flatMap((fence) => codeOf(text, fence)), ...inline]
      : inline;
  },
  covers: {
    script: isExpectedInCode,
    // Where it is told, what it rests on decides as in text.
    han: (candidate, scene) =>
      candidate.zone === 'code' && (candidate.evidence !== 'form' || isExpectedInCode(candidate, scene)),
    line: isCode,
    word: (candidate, scene) => isCode(candidate, scene) || isCall(candidate),
    damage: isShown,
    punctuation: isCode,
  },
  examples: [
    { language: 'ja', text: '$5で `push` が$10です。', exempt: ['push'] },
    {
      language: 'ja',
      text: 'コードは `print("привет")` です。',
      prompt: 'Привет を出力してください。',
      exempt: ['print', 'привет'],
    },
    {
      language: 'ja',
      text: '例：\n```python\nx = "привет".encode("utf-8")\n```\n以上です。',
      exempt: ['python', 'x', 'привет', 'encode', 'utf'],
    },
    {
      language: 'en',
      text: 'So:\n```python\n# 计算平均值\nмин = min(values)\n```\nThat is all.',
      exempt: [],
      found: ['计算平均值', 'мин'],
    },
    {
      language: 'en',
      text: 'So:\n```python\ngreetings = {"ru": "Привет", "ja": "こんにちは"}\n```\nThat is all.',
      exempt: ['Привет', 'こんにちは'],
    },
    { language: 'zh', text: '答案是 {"summary": "今天天气很好"}。', exempt: ['summary'] },
    {
      language: 'es',
      text: 'La lista que pidió:\n```\n{\n  "local": [\n    "A man was trapped under his car near the old bridge",\n    "Todo va bien"\n  ]\n}\n```\nEspero que le sea útil.',
      exempt: [],
      found: ['"A man was trapped under his car near the old bridge",'],
    },
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
      exempt: ['csv', 'y', 'f'],
      found: ['广东', '问题'],
    },
  ],
};
