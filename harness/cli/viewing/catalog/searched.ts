/** What of a sample is searched for words, and how words are compared. */

import { channelText } from '../../../../reports/index.js';
import type { PromptRecord, Sample } from '../../../../store/index.js';

/** All that a model said in a sample. */
export function saidIn(sample: Sample): string {
  const { answer, reasoning, refusal, error, tool_calls = [] } = sample;
  return [
    answer,
    reasoning,
    ...tool_calls.map(({ name }) => name),
    channelText(sample, 'tool_calls'),
    refusal,
    error?.message,
  ]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join('\n');
}

/** What the user said, as far as pages show it. */
export const askedIn = ({ messages }: Pick<PromptRecord, 'messages'>): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';

/** A text as it is compared: composed, in small letters, and without what a database takes for an end. */
export const folded = (text: string): string =>
  text.normalize('NFC').toLowerCase().toWellFormed().replaceAll('\0', ' ');

/** Code points of the shortest words that the index knows. */
export const SHORTEST = 3;

/** The query of FTS5 for texts that have all runs of three code points of a text; undefined where it has none. */
export function trigramsOf(text: string): string | undefined {
  const points = [...text];
  if (points.length < SHORTEST) return undefined;
  const found = new Set<string>();
  // More of them make the search no faster.
  for (let i = 0; i + SHORTEST <= points.length && found.size < 64; i++)
    found.add(
      `"${points
        .slice(i, i + SHORTEST)
        .join('')
        .replaceAll('"', '""')}"`,
    );
  return [...found].join(' AND ');
}
