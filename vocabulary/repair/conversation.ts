/** A conversation: an instruction to repeat, the segment, and the segment again as the answer. */

import { wellFormedJson } from '../../reports/exports/index.js';
import { instructions } from './instructions.js';
import { type Int, oneOf } from './random.js';

export interface ConversationOptions {
  readonly languages?: readonly string[] | undefined;
}

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
