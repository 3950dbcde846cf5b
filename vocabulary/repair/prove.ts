/** Reads what was written and encodes it again: what stands there is what counts, not what was planned. */

import { setImmediate as turn } from 'node:timers/promises';
import { fieldAt, readJsonLines, UserError, writeOutputPieces } from '../../files/index.js';
import { Counter, noCounts, PartEncoder, type TokenCounts } from '../counting/index.js';
import type { Vocabulary } from '../tokenizer/index.js';

/** What a chat file makes targets of: by id the times that it is one, and the conversations in which it is. */
export interface Proof extends Pick<TokenCounts, 'targets' | 'samples'> {
  readonly conversations: number;
  /** Of these, the answer stands in what was asked, exactly. */
  readonly copies: number;
  /** Tokens of all answers, and of all that is asked. */
  readonly answered: number;
  readonly asked: number;
}

export interface ProofOptions {
  /** Where to write the ids, a line a conversation: `prompt` and `ids`, those of the answer. */
  readonly ids?: string | undefined;
  /** Rejects with its reason at the next conversation. */
  readonly signal?: AbortSignal | undefined;
}

interface Chat {
  readonly prompt: string;
  readonly answer: string;
}

function chatIn(value: unknown, where: string): Chat {
  const messages = fieldAt(value, 'messages');
  const contents = Array.isArray(messages) ? messages.map((one) => fieldAt(one, 'content')) : [];
  const [prompt, answer] = contents;
  if (typeof prompt !== 'string' || typeof answer !== 'string')
    throw new UserError('this is no conversation of a question and an answer', where);
  return { prompt, answer };
}

/** Proves the chat file at `path`. Rejects with UserError where it cannot be read. */
export async function proveRepair(
  vocabulary: Vocabulary,
  path: string,
  { ids, signal }: ProofOptions = {},
): Promise<Proof> {
  const encoding = await vocabulary.encoding();
  if (encoding.kind === 'unknown') throw new UserError(encoding.why, vocabulary.source.path, encoding.todo);
  const encoder = new PartEncoder(encoding);
  let sums = { conversations: 0, copies: 0, answered: 0, asked: 0 };
  let counts = noCounts(vocabulary.size);

  async function* lines(): AsyncGenerator<string> {
    // Begun anew where the file could not be put in place.
    sums = { conversations: 0, copies: 0, answered: 0, asked: 0 };
    counts = noCounts(vocabulary.size);
    const counter = new Counter(encoder, counts);
    for await (const row of readJsonLines(path)) {
      // A signal is heard between two turns of the loop of events.
      await turn();
      signal?.throwIfAborted();
      if (row.kind !== 'value') throw new UserError(row.reason, row.where);
      const { prompt, answer } = chatIn(row.value, row.where);
      const [written, read] = [encoder.encode(answer), encoder.encode(prompt)];
      counter.begin();
      counter.target(written);
      sums.conversations++;
      if (prompt.includes(answer)) sums.copies++;
      sums.answered += written.length;
      sums.asked += read.length;
      if (ids !== undefined) yield `${JSON.stringify({ prompt: read, ids: written })}\n`;
    }
  }

  if (ids !== undefined) await writeOutputPieces(ids, lines);
  else for await (const _ of lines());
  return { ...sums, targets: counts.targets, samples: counts.samples };
}
