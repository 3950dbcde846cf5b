/** The input of an OpenAI Batch: what was asked under each `custom_id`. */

import { type Prompt, UserError } from '../../prompts/index.js';
import { fieldAt, textOf } from './fields.js';
import { readHead, readJsonLines } from './files/index.js';
import { toMessages } from './messages.js';

export interface BatchRequest {
  readonly where: string;
  readonly model?: string;
  readonly messages?: Prompt['messages'];
  /** The line itself, less its messages. */
  readonly record: unknown;
}

export interface BatchRequests {
  readonly byId: ReadonlyMap<string, BatchRequest>;
  /** The custom_ids that a file has answered so far. */
  readonly answered: Set<string>;
}

/** Reads the inputs of Batches. Throws UserError: no such file, a line that is no request, a custom_id twice. */
export async function readBatchRequests(paths: readonly string[]): Promise<BatchRequests> {
  const byId = new Map<string, BatchRequest>();
  for (const path of paths) {
    readHead(path);
    for await (const row of readJsonLines(path)) {
      const value = row.kind === 'value' ? row.value : undefined;
      const customId = textOf(fieldAt(value, 'custom_id'));
      const body = fieldAt(value, 'body');
      if (customId === undefined || body === undefined)
        throw new UserError(
          row.kind === 'unread' ? row.reason : 'the line is no request of a Batch',
          row.where,
          'name the input of the Batch',
        );
      const other = byId.get(customId);
      if (other !== undefined)
        throw new UserError(`the custom_id "${customId}" stands at ${other.where} too`, row.where);
      const model = textOf(fieldAt(body, 'model'));
      const messages = toMessages(fieldAt(body, 'messages'));
      const metadata = fieldAt(body, 'metadata');
      byId.set(customId, {
        where: row.where,
        record: { metadata },
        ...(model !== undefined && { model }),
        ...(messages && { messages }),
      });
    }
  }
  return { byId, answered: new Set() };
}

/** The record in which fields of an output line are looked up: the line, with the request's metadata as `request.metadata`. */
export function requestIn(line: unknown, request: BatchRequest | undefined): unknown {
  return request === undefined ? line : { ...(line as object), request: request.record };
}
