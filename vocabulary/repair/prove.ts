/** Reads what was written and encodes it again: what stands there is what counts, not what was planned. */

import { setImmediate as turn } from 'node:timers/promises';
import { fieldAt, readJsonLines, UserError, writeOutputPieces } from '../../files/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { PartEncoder } from './parts.js';

/** What a chat file makes targets of. */
export interface Proof {
  readonly conversations: number;
  /** Of these, the answer stands in what was asked, exactly. */
  readonly copies: number;
  /** Tokens of all answers, and of all that is asked. */
  readonly answered: number;
  readonly asked: number;
  /** For each id: times that it is a target, and conversations in which it is one. */
  readonly targets: Float64Array;
  readonly samples: Float64Array;
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
  const targets = new Float64Array(vocabulary.size);
  const samples = new Float64Array(vocabulary.size);
  const last = new Int32Array(vocabulary.size);
  const sums = { conversations: 0, copies: 0, answered: 0, asked: 0 };

  function count(tokens: readonly TokenId[]): void {
    for (let i = 0; i < tokens.length; i++) {
      const id = tokens[i] as TokenId;
      (targets[id] as number)++;
      if (last[id] === sums.conversations) continue;
      last[id] = sums.conversations;
      (samples[id] as number)++;
    }
  }

  async function* lines(): AsyncGenerator<string> {
    // Begun anew where the file could not be put in place.
    Object.assign(sums, { conversations: 0, copies: 0, answered: 0, asked: 0 });
    for (const counts of [targets, samples, last]) counts.fill(0);
    for await (const row of readJsonLines(path)) {
      // A signal is heard between two turns of the loop of events.
      await turn();
      signal?.throwIfAborted();
      if (row.kind !== 'value') throw new UserError(row.reason, row.where);
      const { prompt, answer } = chatIn(row.value, row.where);
      sums.conversations++;
      if (prompt.includes(answer)) sums.copies++;
      const written = encoder.encode(answer);
      const read = encoder.encode(prompt);
      count(written);
      sums.answered += written.length;
      sums.asked += read.length;
      if (ids !== undefined) yield `${JSON.stringify({ prompt: read, ids: written })}\n`;
    }
  }

  if (ids !== undefined) await writeOutputPieces(ids, lines);
  else for await (const _ of lines());
  return { ...sums, targets, samples };
}
