/** The record of a text that was linted: a line of `detect --jsonl`, and what the server answers. */

import type { DetectedAnswer } from './answer.js';

/** `language` is the tag that was asked for. With `explain` also what was exempted, and what is in doubt. */
export function toRecord(
  id: unknown,
  language: string,
  detection: DetectedAnswer,
  explain: boolean,
): Readonly<Record<string, unknown>> {
  const { findings, possible, mixed, wrongLanguage, askedOtherwise, tooShort, exemptions, torn } = detection;
  return {
    id,
    language,
    mixed,
    script_mixed: detection.scriptMixed,
    word_mixed: detection.wordMixed,
    code_mixed: detection.codeMixed,
    damaged: detection.damaged,
    punctuated: detection.punctuated,
    wrong_language: wrongLanguage !== null,
    too_short: tooShort,
    asked_otherwise: askedOtherwise !== null,
    findings,
    ...(torn.length > 0 && { torn_markup: torn }),
    ...(explain && { possible, exemptions }),
  };
}
