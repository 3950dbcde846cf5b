/** Answers without sense for tests of what became of a model: as many as prompts, alive or dead. */

import { type Comparison, type Report, type ResponseRow, report } from '../../reports/index.js';

export const PROMPTS = 60;

/** Kana and Han that make no sense and are in no list of words: no two of these texts have a stretch in common. */
export const LETTERS = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん海山川森空雲風雨雪花',
];

/** A text of its own for each number. */
export function story(n: number, sentences = 3): string {
  let seed = n + 1;
  const letter = (): string => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return LETTERS[(seed >>> 8) % LETTERS.length] ?? '';
  };
  return Array.from({ length: sentences }, () => `${Array.from({ length: 40 }, letter).join('')}。`).join('');
}

/** The answer of a dead model to everything; and what a living one lets slip. */
export const CANNED = 'この質問については、申し訳ありませんが、お答えすることができません。';
export const SLIP = '今日は хорошая погода です。';

export const rows = (
  target: string,
  textOf: (prompt: number) => string,
  more: Partial<ResponseRow> = {},
): ResponseRow[] =>
  Array.from({ length: PROMPTS }, (_, i) => ({
    target,
    language: 'ja',
    text: textOf(i),
    promptId: `p${i}`,
    prompt: `${story(i, 1)}それについて短い話を書いてください。`,
    ...more,
  }));

export const reportOnRows = async (given: readonly ResponseRow[], baseline?: string): Promise<Report> =>
  (await report(given, { ...(baseline !== undefined && { baseline }) })).report;

/** Every third answer with a slip. */
export const mixing = (i: number): string => (i % 3 === 0 ? `${SLIP}${story(i)}` : story(i));

export const rowOf = ({ comparisons }: Report, measure: Comparison['measure'], language = 'ja') =>
  comparisons.find((row) => row.measure === measure && row.language === language && row.script === '*');
