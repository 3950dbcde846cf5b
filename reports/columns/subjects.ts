/** What a row is about, beside its language: a rate, an intruding script, or a sign of collapse. */

import { RATE_NAMES, SIGN_NAMES, scriptName } from '../display/index.js';
import type { Comparison } from '../types.js';

const subjects: Readonly<Record<Comparison['measure'], string>> = {
  ...RATE_NAMES,
  ...SIGN_NAMES,
};

export const subjectOf = ({ measure, script }: Pick<Comparison, 'measure' | 'script'>): string =>
  measure === 'mixing' && script !== '*' ? scriptName(script) : subjects[measure];

/** The same by codes, for a terminal. */
const SHORT: Readonly<Partial<Record<Comparison['measure'], string>>> = {
  script_mixing: 'scripts',
  word_mixing: 'words',
  code_mixing: 'in code',
};

export function shortSubject(
  { measure, script }: Pick<Comparison, 'measure' | 'script'>,
  wrong: string,
): string {
  if (measure === 'mixing') return script === '*' ? 'mixing' : script;
  return measure === 'wrong_language' ? wrong : (SHORT[measure] ?? measure);
}

/** What a narrow terminal says under a table of changes: what its short words stand for. */
export const NARROW_NOTE = 'wrong: answered in another language than the one asked for';
