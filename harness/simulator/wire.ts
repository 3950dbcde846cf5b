/** How answers, errors and faults look on the wire. */

import type { ServerResponse } from 'node:http';
import { type ApiError, errorBody } from './error.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const EVENTS_TYPE = 'text/event-stream; charset=utf-8';

export function sendJson(response: ServerResponse, status: number, body: string, headers: object = {}): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': length, ...headers });
  response.end(body);
}

export function sendError(response: ServerResponse, error: ApiError): void {
  sendJson(response, error.status, errorBody(error), error.headers);
}

export function sendEvents(response: ServerResponse, events: readonly string[]): void {
  response.writeHead(200, { 'content-type': EVENTS_TYPE, 'cache-control': 'no-cache' });
  for (const event of events) response.write(event);
  response.end();
}

/** Sends the first half of a plain body and drops the connection. */
export function cutJson(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

/** Sends the first half of the events and drops the connection. */
export function cutEvents(response: ServerResponse, events: readonly string[]): void {
  response.writeHead(200, { 'content-type': EVENTS_TYPE, 'cache-control': 'no-cache' });
  response.write(events.slice(0, events.length >> 1).join(''), () => response.destroy());
}

/** Resets the connection: the client sees ECONNRESET. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
