/**
 * Texts without a letter of their language: a name, a formula, a program, a number alone is in no language and tells nothing of it. What
 * is neither is in another language, or was garbled.
 */

import { isProgram, isWordByItself } from './exempt/index.js';
import { isMixing } from './find/index.js';
import { NO_OTHER } from './main-language/index.js';
import type { MainLanguage, Scene } from './scene.js';
import { spanAt } from './spans.js';
import { suppress } from './suppress.js';
import type { Detection, ExemptionName } from './types.js';

/** What was found in a text, and excused. */
export type Suppressed = Pick<Detection, 'findings' | 'possible' | 'exemptions'>;

/** Most letters of a text that is asked once more whether it is but a name: a longer one is told by its words. */
const LONGEST = 300;

/** Exemptions that excuse words of another language: they make no text one without words. */
const OF_LANGUAGES: ReadonlySet<ExemptionName> = new Set(['gloss', 'quotation', 'prompt']);

const hasNoWord = ({ findings, exemptions }: Suppressed): boolean =>
  !findings.some(isMixing) && !exemptions.some(({ reason }) => OF_LANGUAGES.has(reason));

/** Whether a word of two letters or more is the prompt's. */
function repeatsPrompt({ words, zones, prompt }: Scene): boolean {
  return words.some(
    ({ start, text, form }) =>
      form !== 'letter' && spanAt(zones, start) === undefined && prompt.hasWord(text),
  );
}

/** Whether a word is plainly one: nothing but what is for words of another language could excuse it. */
const hasPlainWord = ({ words, zones }: Scene): boolean =>
  words.some((word) => spanAt(zones, word.start) === undefined && isWordByItself(word));

/** A text without a letter of its language that holds no word either. */
export interface Wordless extends Suppressed {
  /** What it says are words of its prompt. */
  readonly repeatsPrompt: boolean;
}

/**
 * What a text with `letters`, none of its language, comes to; undefined where it holds words, or what was garbled. Answers in another
 * language come by here: what costs least is asked first.
 */
export function wordless(
  scene: Scene,
  { wrongLanguage }: MainLanguage,
  judged: Suppressed,
  letters: number,
): Wordless | undefined {
  const isFound = judged.findings.some(isMixing);
  if (wrongLanguage === null) return isFound ? undefined : { ...judged, repeatsPrompt: repeatsPrompt(scene) };
  if (wrongLanguage.script === 'Latn' && !isFound && isProgram(scene.text))
    return { ...judged, repeatsPrompt: false };
  if (letters > LONGEST || hasPlainWord(scene)) return undefined;
  const alone = suppress(scene, NO_OTHER);
  if (!hasNoWord(alone)) return undefined;
  return { ...alone, repeatsPrompt: repeatsPrompt(scene) };
}
