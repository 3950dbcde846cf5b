/** Exemptions: where off-script text is no slip. A file each. */

import type { LatinWord } from '../find/index.js';
import { acronym, isAcronym } from './acronym.js';
import { allow } from './allow.js';
import { code, isCall } from './code.js';
import { emoticon } from './emoticon.js';
import { formula, isTerm } from './formula.js';
import { gloss } from './gloss.js';
import { mention } from './mention.js';
import { isName, isParticle, name } from './name.js';
import { path } from './path.js';
import { prompt } from './prompt.js';
import { quotation } from './quotation.js';
import type { ExemptionDescription } from './rule.js';
import { isSingleLetter, symbol } from './symbol.js';
import { technical } from './technical.js';
import { isUnit, unit } from './unit.js';
import { url } from './url.js';

/** In the order in which they are listed; which one is the reason, their priorities say. */
export const RULES = [
  code,
  url,
  path,
  emoticon,
  formula,
  unit,
  symbol,
  acronym,
  name,
  gloss,
  quotation,
  technical,
  mention,
  prompt,
  allow,
] as const;

/** Names of all exemptions, as a policy switches them off. */
export const EXEMPTIONS = RULES.map(({ name }) => name);

/** All exemptions in words, with examples. */
export const exemptionRules: readonly ExemptionDescription<(typeof RULES)[number]['name']>[] = RULES;

const LOOKS = [isSingleLetter, isUnit, isTerm, isCall, isAcronym, isName];

/** Whether a Latin word is an ordinary one by its looks: no name, no unit, no acronym... */
export function isOrdinaryWord(word: Parameters<typeof isName>[0]): boolean {
  return !LOOKS.some((excuses) => excuses(word));
}

/** Whether it is one that no name could hold either. */
export const isWordByItself = (word: LatinWord): boolean => isOrdinaryWord(word) && !isParticle(word.text);

export { type ShownCode, shownCode } from './code.js';
export { bracketSpans } from './gloss.js';
export { isTitle } from './name.js';
export { isProgram } from './program.js';
export { quotations } from './quotation.js';
export type { ExemptionDescription, ExemptionExample, ExemptionRule } from './rule.js';
export { type TechnicalText, technicalText } from './technical-text.js';
