/** What is asked of every answer that was drawn. */

import type { Correctable } from './draw.js';

export const LABEL_QUESTIONS: Readonly<Record<Correctable, string>> = {
  mixing: 'Does text of another script or language slip into it?',
  script_mixing: 'Does another script slip into it (not plain Latin words)?',
  word_mixing: 'Do words or lines of another language slip into it, in Latin script or its own?',
  wrong_language: 'Is it in another language than the one asked for?',
  code_mixing: 'Is there another script in its code, data or paths?',
  damage: 'Is text in it broken (undecoded tokens, garbled characters)?',
  punctuation: 'Does punctuation or do digits of another script stand among its words?',
};
