/** A conversation: an instruction to repeat, the segment, and the segment again as the answer. */

import { wellFormedJson } from '../../reports/exports/index.js';
import type { Int } from '../../reports/statistics/index.js';
import { instructions } from './instructions.js';

export interface ConversationOptions {
  readonly languages?: readonly string[] | undefined;
}

/** One of a list that has any. */
const oneOf = <Value>(values: readonly Value[], int: Int): Value => values[int(values.length - 1)] as Value;

/** The line of a segment. */
export function conversationLine(segment: string, { languages }: ConversationOptions, int: Int): string {
  const spoken = languages ?? Object.keys(instructions);
  const { before, after } = instructions[oneOf(spoken, int)] ?? { before: [], after: [] };
  const isBefore = int(1) === 0;
  const instruction = oneOf(isBefore ? before : after, int);
  const content = isBefore ? `${instruction}\n\n${segment}` : `${segment}\n\n${instruction}`;
  const messages = [
    { role: 'user', content },
    { role: 'assistant', content: segment },
  ];
  return `${wellFormedJson({ messages })}\n`;
}
