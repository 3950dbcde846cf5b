/** What the body of a failed request says is wrong, whoever sent it. */

import { toJson } from '../../../files/index.js';
import { ConnectTimeout, type ResponseHeaders, StatusError } from '../errors.js';

/**
 * The problem in a body. Google sends it in a list; vLLM and SGLang, Mistral, Azure's gateway and FastAPI (`detail`) without `error`
 * around it. What stands beside `error` belongs to it: Hugging Face has there how long a model still loads, others the whole sentence.
 * Undefined where there is none, or one that is nested so deep that no client can quote it.
 */
export function problemIn(body: unknown): unknown {
  const one: unknown = Array.isArray(body) ? body[0] : body;
  if (one === null || typeof one !== 'object' || Object.keys(one).length === 0 || toJson(one) === undefined)
    return undefined;
  if (!('error' in one)) return one;
  const { error, ...beside } = one;
  if (Object.keys(beside).length === 0) return error;
  return error !== null && typeof error === 'object' && !Array.isArray(error)
    ? { ...beside, ...error }
    : { ...beside, error };
}

/** What a redirect is said to be; undefined where it is none. A key is sent to nobody whom the suite does not name. */
export function redirectIn(status: number, headers: Headers, path: string): string | undefined {
  const place = status >= 300 && status < 400 ? headers.get('location') : null;
  if (place === null) return undefined;
  const at = place.indexOf(path);
  return `redirects to ${at < 0 ? place : place.slice(0, at)}; name that in base_url`;
}

/** The part of the clients' errors that is read. */
interface ClientError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly error: unknown;
}

/** A client's error as ours: one with a status, a connection that was not made in time, or as it is. */
export function translated(error: unknown, isClientError: boolean, isTimeout: boolean): unknown {
  if (isTimeout) return new ConnectTimeout('no connection in time', { cause: error });
  if (!isClientError) return error;
  const { status, message, headers, error: problem } = error as ClientError;
  if (status === undefined || headers === undefined) return error;
  return new StatusError(status, message, headers as unknown as ResponseHeaders, problem);
}
