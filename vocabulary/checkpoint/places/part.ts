/** Asks a server for a part of a file, as often as its failures pass. */

import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../../files/index.js';
import { LeanHeaders, readAskedWait } from '../../../harness/endpoint/index.js';
import { type Address, shownUrl } from './address.js';
import { type Answer, ask, drop, isPacked } from './ask.js';

/** Where to ask, and how patiently. */
export interface Remote extends Omit<Extract<Address, { kind: 'http' }>, 'kind'> {
  /** Milliseconds that are waited after a first failure; after each further one twice as long. */
  readonly firstWait: number;
}

/** Times that a server may fail in a row without a single byte. */
export const MOST_FAILURES = 5;

/** Milliseconds that a server may ask to be left alone for. */
const LONGEST_REST = 60_000;

/** Milliseconds that an answer asks to wait for; 0 where it does not. */
function restOf({ status, headers }: Answer): number {
  const asked = readAskedWait(new LeanHeaders(headers), undefined, '', status === 429);
  return Math.min(asked ?? 0, LONGEST_REST);
}

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Why a file is not to be had. */
export function refused({ status }: Answer, { url, isHub, token }: Remote): UserError {
  const isDenied = status === 401 || status === 403;
  const todo =
    !isDenied || !isHub
      ? ''
      : token === undefined
        ? 'set HF_TOKEN to a token that may read the model'
        : 'the token in HF_TOKEN may not read the model';
  return new UserError(`the server refuses it (${status})`, shownUrl(url), todo);
}

/** Asks until there is an answer that is no passing failure. Throws UserError where that is never so. */
export async function askStubbornly(
  remote: Remote,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  for (let failures = 0; ; failures++) {
    let reason: string;
    let rest = 0;
    try {
      const answer = await ask(remote.url, headers, remote.token);
      if (!isTransient(answer.status)) return answer;
      drop(answer);
      rest = restOf(answer);
      reason = String(answer.status);
    } catch (error) {
      if (error instanceof UserError) throw error;
      reason = reasonOf(error);
    }
    if (failures === MOST_FAILURES)
      throw new UserError(`the server does not answer (${reason})`, shownUrl(remote.url), 'try again later');
    await wait(Math.max(rest, remote.firstWait << failures));
  }
}

/** What went wrong with a connection, in a word. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** A part of a file, and the whole that it is of. */
export interface Part {
  readonly answer: Answer;
  readonly from: number;
  /** The byte behind its last one. */
  readonly to: number;
  readonly size: number;
}

/** Asks for bytes `from` to `to` of a file; undefined where there is no such file. Throws UserError: refused, or no part was sent. */
export async function askPart(remote: Remote, from: number, to: number): Promise<Part | undefined> {
  const answer = await askStubbornly(remote, { range: `bytes=${from}-${to - 1}` });
  const where = shownUrl(remote.url);
  try {
    if (answer.status === 404) {
      drop(answer);
      return undefined;
    }
    if (answer.status === 200)
      throw new UserError(
        'the server ignores ranges: asked for a part, it sends the whole file',
        where,
        'download the file, or serve it with ranges',
      );
    if (answer.status === 416)
      throw new UserError(`the file has no byte ${from}`, where, 'it may be cut off');
    if (answer.status !== 206) throw refused(answer, remote);
    if (isPacked(answer))
      throw new UserError(
        'the server compresses what it sends, so that nobody knows which part it is',
        where,
        'download the file, or serve it as it is',
      );
    const [, first, last, size] =
      /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers['content-range'] ?? '') ?? [];
    const part = { answer, from: Number(first), to: Number(last) + 1, size: Number(size) };
    const isShort = part.to < to && part.to !== part.size;
    if (
      !Number.isSafeInteger(part.size) ||
      part.from !== from ||
      part.to > to ||
      isShort ||
      part.to > part.size
    )
      throw new UserError('the server sends another part than it was asked for', where);
    return part;
  } catch (error) {
    drop(answer);
    throw error;
  }
}
