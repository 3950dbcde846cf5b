/** What chat templates and tokenizers write beside the text: the one place that knows the markers, and whether one is spoken of. */

export { controlTokens } from './control-tokens.js';
export {
  type Form,
  SECTION_NAMES,
  TAG,
  TOKEN_FORMS,
  TURN_ENDS,
  WORDS_FORM,
  WRAPPERS,
  type Wrapper,
} from './reasoning-forms.js';
export {
  endsSentence,
  inkAfter,
  inkBefore,
  isBetweenSentences,
  isBreak,
  isItem,
  isQuoted,
  isSpace,
  isWord,
  tail,
} from './spoken.js';
