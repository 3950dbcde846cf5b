/** The input of a Batch: what was asked under each `custom_id`, or Gemini's `key`. */

import { basename, extname } from 'node:path';
import { fieldAt, readHead, readJsonLines, textOf, UserError } from '../../files/index.js';
import { bodyIn, messagesOfBody, type Prompt } from '../../prompts/bare/index.js';

export interface BatchRequest {
  readonly where: string;
  /** Its model, with the file behind it where that asks the model otherwise than another file does. */
  readonly target?: string;
  readonly messages?: Prompt['messages'];
  /** The line itself, less its messages. */
  readonly record: unknown;
}

export interface BatchRequests {
  readonly byId: ReadonlyMap<string, BatchRequest>;
  /** The custom_ids that a file has answered so far. */
  readonly answered: Set<string>;
}

/** What a request says that may differ from one to the next of one target. */
const OF_ONE_REQUEST: ReadonlySet<string> = new Set([
  'messages',
  'input',
  'contents',
  'prompt',
  'seed',
  'metadata',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'model',
]);

/** A model's parameters by the file that asks it: JSON, each once. */
class Attempts {
  readonly #models = new Map<string, Map<string, Set<string>>>();

  add(model: string, path: string, body: object): void {
    const parameters = Object.entries(body).filter(([name]) => !OF_ONE_REQUEST.has(name));
    const files = this.#models.get(model) ?? new Map<string, Set<string>>();
    this.#models.set(model, files);
    files.set(path, (files.get(path) ?? new Set()).add(JSON.stringify(parameters.sort())));
  }

  /**
   * The target of each model's files. Two samplings of one model are two targets, whose answers are no repeats of each other; their files
   * tell them apart.
   */
  targets(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const targetsOf = (model: string, files: ReadonlyMap<string, ReadonlySet<string>>) => {
      const all = [...files].map(([path, sets]) => ({ path, parameters: [...sets].sort().join() }));
      // A target may fill several files: the first one names it.
      const first = new Map<string, string>();
      for (const { path, parameters } of all) if (!first.has(parameters)) first.set(parameters, path);
      const nameOf = (path: string) =>
        first.size < 2 ? model : `${model} (${basename(path, extname(path))})`;
      return new Map(all.map(({ path, parameters }) => [path, nameOf(first.get(parameters) ?? path)]));
    };
    return new Map([...this.#models].map(([model, files]) => [model, targetsOf(model, files)]));
  }
}

/** Reads the inputs of Batches. Throws UserError: no such file, a line that is no request, a custom_id twice. */
export async function readBatchRequests(paths: readonly string[]): Promise<BatchRequests> {
  const byId = new Map<string, Omit<BatchRequest, 'target'> & { readonly model?: string; path: string }>();
  const attempts = new Attempts();
  for (const path of paths) {
    const { source } = await readHead(path);
    for await (const row of readJsonLines(source)) {
      const value = row.kind === 'value' ? row.value : undefined;
      const customId = textOf(fieldAt(value, 'custom_id')) ?? textOf(fieldAt(value, 'key'));
      const body = bodyIn(value);
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
      const messages = messagesOfBody(body);
      if (model !== undefined) attempts.add(model, path, body);
      byId.set(customId, {
        where: row.where,
        path,
        record: { metadata: fieldAt(body, 'metadata') },
        ...(model !== undefined && { model }),
        ...(messages && { messages }),
      });
    }
  }
  const targets = attempts.targets();
  const named = [...byId].map(([id, { model, path, ...request }]): [string, BatchRequest] => {
    const target = model === undefined ? undefined : targets.get(model)?.get(path);
    return [id, { ...request, ...(target !== undefined && { target }) }];
  });
  return { byId: new Map(named), answered: new Set() };
}

/** The record in which fields of an output line are looked up: the line, with the request's metadata as `request.metadata`. */
export function requestIn(line: unknown, request: BatchRequest | undefined): unknown {
  return request === undefined ? line : { ...(line as object), request: request.record };
}
