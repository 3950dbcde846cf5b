/** Detects in what of a text is no reasoning. */

import {
  type Context,
  type Detection,
  type Policy,
  type Span,
  splitReasoning,
  type TornMarkup,
} from '../../detectors/core/index.js';
import type { Detector } from '../identifier/index.js';

/** A detection of the answer in a text; places are those in the text. */
export interface DetectedAnswer extends Detection {
  /** Damaged markup of reasoning. */
  readonly torn: readonly TornMarkup[];
}

/** {@link DetectedAnswer} of a text. */
export async function detectAnswer(
  detect: Detector,
  text: string,
  policy: Policy,
  context?: Context,
): Promise<DetectedAnswer> {
  const { answer, torn, placeOf } = splitReasoning(text);
  const detection = await detect(answer, policy, context);
  const placed = <T extends Span>(span: T): T => {
    const { start, end } = placeOf(span);
    return { ...span, start, end, text: text.slice(start, end) };
  };
  const { findings, possible, exemptions } = detection;
  return {
    ...detection,
    findings: findings.map(placed),
    possible: possible.map(placed),
    exemptions: exemptions.map(placed),
    torn,
  };
}

/** Whether a linter complains of a text. */
export const isFound = ({ mixed, wrongLanguage }: Detection): boolean => mixed || wrongLanguage !== null;
