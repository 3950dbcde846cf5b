/** Formulas: TeX between its marks, functions and quantities in running text. They excuse Latin and Greek letters only: Han names things in them. */

import type { WordCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import { isCommonEnglish } from '../words/index.js';
import { type ExemptionRule, inZone, matches, type ZonePattern } from './rule.js';

const PATTERNS: readonly ZonePattern[] = [
  { needs: '$', pattern: /\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,300}\$/g },
  { needs: '\\', pattern: /\\\([^\n]{1,300}?\\\)|\\\[[\s\S]{1,1000}?\\\]/g },
  {
    needs: '\\begin{',
    pattern:
      /\\begin\{((?:align|aligned|array|cases|equation|gather|multline|split|[bpv]?matrix)\*?)\}[\s\S]{1,1000}?\\end\{\1\}/g,
  },
  // What these name is no word of the text.
  {
    needs: '\\',
    pattern: /\\(?:begin|end|documentclass|usepackage)(?:\[[^\]\n]{0,40}\])?\{[^{}\n]{1,40}\}/g,
  },
  // Words in a formula: what they name is a quantity or a case of it.
  {
    needs: '\\',
    pattern: /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|operatorname)\{[^{}\n]{0,60}\}/g,
  },
  { needs: '\\', pattern: /\\[A-Za-z]{2,20}/g },
];

/** Signs of an equation that touch a word: F=ma, x^n. */
const EQUATION_BEFORE = /[\p{L}\p{Nd})][=^]$/u;
const EQUATION_AFTER = /^(?:[=^][\p{L}\p{Nd}(]|[²³¹⁰-₎])/u;
/** One or two letters beside an operator with a space: bx + c. */
const TERM_BEFORE = /[=+≤≥<>·×÷±] ?$/u;
const TERM_AFTER = /^ ?[=+≤≥·×÷±] /u;
const LONGEST_TERM = 2;
/** Functions and operators of mathematics. */
const OPERATORS = new Set(
  'arccos arcsin arctan arg cos cosh cot csc ctg det exp gcd inf lcm lim ln log max min mod sec sin sinh sup tan tanh tg'.split(
    ' ',
  ),
);

/** Whether a word is part of a formula in running text. */
export function isTerm(word: WordCandidate): boolean {
  if (word.form !== 'small' || word.fused) return false;
  const { text, before, after } = word;
  if (OPERATORS.has(text) || EQUATION_BEFORE.test(before) || EQUATION_AFTER.test(after)) return true;
  return text.length <= LONGEST_TERM && (TERM_BEFORE.test(before) || TERM_AFTER.test(after));
}

const isInFormula = inZone('formula');

/** Letters of a quantity with its index or its differential: udv, vdu. */
const LONGEST_QUANTITY = 4;
/** Code units of an equation's line before and behind it. */
const LONGEST_EQUATION = 200;
const EQUATION = /[=∫∑√≤≥≈±]/;
const OTHER_LETTER = /[\p{L}--[\p{Script=Latin}\p{Script=Greek}]]/v;
const WORD = /\p{Script=Latin}{3,}/gu;

/** Whether a short word stands in a line that is an equation, without a word of English or a letter of the language. */
function isOfEquation({ start, end }: WordCandidate, { text }: Scene): boolean {
  if (end - start > LONGEST_QUANTITY) return false;
  const before = text.slice(Math.max(0, start - LONGEST_EQUATION), start);
  const after = text.slice(end, end + LONGEST_EQUATION);
  const from = before.lastIndexOf('\n') + 1;
  const to = after.indexOf('\n');
  if ((from === 0 && start > LONGEST_EQUATION) || (to < 0 && after.length === LONGEST_EQUATION)) return false;
  const line = before.slice(from) + text.slice(start, end) + (to < 0 ? after : after.slice(0, to));
  if (!EQUATION.test(line) || OTHER_LETTER.test(line)) return false;
  return !line.match(WORD)?.some((word) => isCommonEnglish(word.toLowerCase()));
}

/** What parts the cases of a formula, where it stands with a space on either side between two formulas. */
const OF_CASES = new Set(['if', 'else', 'otherwise', 'for', 'when', 'where']);

function partsCases({ start, end }: WordCandidate, { text, zones }: Scene): boolean {
  if (!OF_CASES.has(text.slice(start, end).toLowerCase())) return false;
  return spanAt(zones, start - 2)?.reason === 'formula' && spanAt(zones, end + 1)?.reason === 'formula';
}

export const formula: ExemptionRule<'formula'> = {
  name: 'formula',
  title: 'Formulas',
  why: 'TeX and functions: Latin and Greek letters in it',
  what:
    'TeX between `$` or `\\(...\\)` and in its environments, its commands; of other scripts Greek only, and no Han. Functions (sin, log, ' +
    'max), and small letters at the sign of an equation (F=ma, ax² + bx)',
  priority: 50,
  zones: (text) => matches(text, PATTERNS),
  covers: {
    script: (candidate, scene) => candidate.script === 'Grek' && isInFormula(candidate, scene),
    line: isInFormula,
    word: (candidate, scene) =>
      isInFormula(candidate, scene) ||
      isTerm(candidate) ||
      partsCases(candidate, scene) ||
      isOfEquation(candidate, scene),
  },
  examples: [
    { language: 'ja', text: '式は $\\alpha + beta$ です。', exempt: ['alpha', 'beta'] },
    { language: 'ko', text: '함수 sin 을 미분하면 cos 이 됩니다.', exempt: ['sin', 'cos'] },
    {
      language: 'ja',
      text: '次のとおりです。\n\\begin{align*}\n\\frac{du}{dx} &= uv\n\\end{align*}\n以上です。',
      exempt: ['begin', 'align', 'frac', 'du', 'dx', 'uv', 'end', 'align'],
    },
    {
      language: 'ja',
      text: '答えは \\boxed{\\text{nine pears}} です。\n\\[\n[uv]_a^b = \\int uv\n\\]\n以上です。',
      exempt: ['boxed', 'text', 'nine', 'pears', 'uv', 'a', 'b', 'int', 'uv'],
    },
    {
      language: 'ko',
      text: '값은 \\(2x\\) if \\(x > 1\\) else \\(0\\) 이고 \\(y\\) and \\(z\\) 입니다.',
      exempt: ['x', 'if', 'x', 'else', 'y', 'z'],
      found: ['and'],
    },
    { language: 'ja', text: '部分積分です。\n∫ udv = uv - ∫ vdu\n以上です。', exempt: ['udv', 'uv', 'vdu'] },
    {
      language: 'ja',
      text: '式です。\nvotes = all / two\n以上です。',
      exempt: [],
      found: ['votes = all / two'],
    },
    { language: 'ja', text: '式は $привет$ です。', exempt: [], found: ['привет'] },
    { language: 'ja', text: '式は $\\text{总面积} = xy$ です。', exempt: ['text', 'xy'], found: ['总面积'] },
  ],
};
