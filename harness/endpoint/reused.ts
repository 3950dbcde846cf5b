/** Requests on kept connections: one that the server had closed before it was used again is no failure of the request. */

import { type Dispatcher, errors } from 'undici';

/** Milliseconds in which such a connection shows: a way to the server and back, and not an answer in the making. */
const AT_ONCE = 1000;

/** Kept connections that one request may find closed. */
const MOST = 4;

/** Whether the server closed the connection at once and without a word, though it had answered on it before. */
const wasClosed = (error: unknown, since: number): boolean =>
  error instanceof errors.SocketError &&
  (error.socket?.bytesRead ?? 0) > 0 &&
  performance.now() - since < AT_ONCE;

/**
 * The response to a request, asked again at once where its connection turns out to be closed already, as browsers and curl do:
 * llama.cpp promises to keep connections, and closes each one behind a stream. RFC 9112, 9.3.1.
 */
export async function requestOn(
  dispatcher: Dispatcher,
  options: Dispatcher.RequestOptions,
): Promise<Dispatcher.ResponseData> {
  for (let closed = 0; ; closed++) {
    const started = performance.now();
    try {
      return await dispatcher.request(options);
    } catch (error) {
      if (closed >= MOST || !wasClosed(error, started)) throw error;
    }
  }
}
