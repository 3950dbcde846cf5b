/** What a protocol is: how a prompt is asked, and how what comes back is read. */

import type { Prompt } from '../../../prompts/index.js';
import type { SuiteTarget } from '../../suite/index.js';
import type { RawCompletion } from '../answer.js';

/** The events of one streamed response, put together as they come. */
export interface Pieces {
  /** Takes an event, a JSON object that is no error; whether the response is whole with it. */
  add(event: object): boolean;
  /** Null where the server said neither why it stopped nor that it is `done`: then the response was cut off. */
  completion(done: boolean): RawCompletion | null;
}

export interface Protocol {
  /** Where it asks, behind the base URL. */
  readonly path: string;
  /** The body of a request, without what asks for a stream. */
  body(target: SuiteTarget, prompt: Pick<Prompt, 'messages'>, seed: number | undefined): object;
  /** Whether a stream has usage only where `stream_options` ask for it. */
  readonly usageInStream: boolean;
  /**
   * The whole body of a response as a chat completion, which a sample is made of: a body that is none is left as it is, and is quoted
   * as a failure.
   */
  completion(body: object): RawCompletion;
  /** `onToken` is called once, at the first piece of any channel. */
  pieces(onToken: () => void): Pieces;
}

/** What stands beside the choices of a completion. */
export type Beside = Pick<RawCompletion, 'model' | 'system_fingerprint' | 'usage'>;

/** What stands beside the choices of all chunks so far. Behind an answer, Azure sends chunks about its filter, in which the model is an empty text. */
export const besideOf = (last: Beside, { model, system_fingerprint, usage }: Beside): Beside => ({
  model: model || last.model,
  system_fingerprint: system_fingerprint ?? last.system_fingerprint,
  usage: usage ?? last.usage ?? null,
});

/** A text, empty where there is none. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Calls back once. */
export function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}
