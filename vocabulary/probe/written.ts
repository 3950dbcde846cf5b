/** Which tokens an answer has: its text says, encoded by the tokenizer of the model. */

import { splitReasoning } from '../../detectors/core/index.js';
import type { Sample } from '../../store/index.js';
import type { TokenId } from '../tokenizer/index.js';
import { framed } from './frames.js';
import type { Framed } from './types.js';

/** Units of an answer that are looked at: many times what a copy has. What goes on behind it is a loop. */
const LOOKED_AT = 20_000;

/** The text of an answer without its reasoning; undefined where there is no answer that says anything: none, an empty one, a refusal. */
export function copyIn(sample: Sample): string | undefined {
  if (sample.error !== undefined || sample.refusal !== undefined || sample.answer === null) return undefined;
  const { answer } = splitReasoning(sample.answer.slice(0, LOOKED_AT));
  return answer.trim() === '' ? undefined : answer;
}

/**
 * Those of `tokens` that stand in the answer: encoded to this very id, in the marks that it had in the prompt, or on a line alone. A token that
 * the model wrote by other ones with the same text counts as written: of a text nobody can tell.
 */
export function writtenIn(
  answer: string,
  tokens: readonly Framed[],
  encode: (text: string) => readonly TokenId[],
): Set<TokenId> {
  const ids = new Set(encode(answer));
  const lines = new Set(answer.split('\n').map((line) => line.trim()));
  return new Set(
    tokens
      .filter(
        (token) =>
          ids.has(token.id) ||
          (token.frame === 'marks' ? answer.includes(framed(token)) : lines.has(token.text)),
      )
      .map(({ id }) => id),
  );
}
