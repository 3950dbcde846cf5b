/** Checkpoints on other machines: parts of files by HTTP ranges (RFC 9110, 14), which come once and are resumed where they broke off. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../../files/index.js';
import { BodyError, decoded, TooLarge } from '../../../harness/endpoint/index.js';
import { shownUrl } from './address.js';
import { type Answer, drop, isPacked } from './ask.js';
import { type Kept, keptOf } from './cache.js';
import { fill } from './disk.js';
import { askPart, askStubbornly, MOST_FAILURES, type Remote, reasonOf, refused } from './part.js';
import type { Folder, Place, Told } from './place.js';

/** Bytes that are asked for to see whether a file is there, how large it is and in what state: a header begins with its length. */
const GLANCE = 8;

/** To write to a file that another process may write to as well: it is made, and never emptied. */
const SHARED = constants.O_RDWR | constants.O_CREAT;

/** Bytes that are copied at once. */
const COPIED = 1 << 20;

/** A stretch of a file that is on this machine. */
interface Held {
  readonly from: number;
  readonly to: number;
  readonly handle: FileHandle;
}

/** A file on another machine, of which what is asked for is kept on this one. */
class RemotePlace implements Place {
  readonly name: string;
  readonly size: number;
  readonly #remote: Remote;
  readonly #state: string | undefined;
  readonly #kept: Kept;
  readonly #glance: Buffer;
  readonly #open: Held[] = [];

  constructor(remote: Remote, state: string | undefined, size: number, kept: Kept, glance: Buffer) {
    this.name = shownUrl(remote.url);
    this.size = size;
    this.#remote = remote;
    this.#state = state;
    this.#kept = kept;
    this.#glance = glance;
  }

  async read(into: Uint8Array, at: number): Promise<void> {
    const end = at + into.length;
    if (end > this.size)
      throw new UserError(`the file ends at byte ${this.size}, before what it should hold`, this.name);
    if (into.length === 0) return;
    if (end <= this.#glance.length) {
      into.set(this.#glance.subarray(at, end));
      return;
    }
    await this.hold(at, end, () => {});
    const held = this.#held(at, end);
    if (held !== undefined) await fill(held.handle, into, at - held.from, this.name);
  }

  #held(from: number, to: number): Held | undefined {
    return this.#open.find((one) => one.from <= from && one.to >= to);
  }

  async hold(from: number, to: number, told: Told): Promise<void> {
    if (this.#held(from, to) !== undefined) return;
    const path = await this.#stretch(from, to, told);
    this.#open.push({ from, to, handle: await open(path) });
  }

  beginning(to: number): Promise<string> {
    return this.#stretch(0, to, () => {});
  }

  /** The path of a file that has these bytes and no others. */
  async #stretch(from: number, to: number, told: Told): Promise<string> {
    return this.#kept.whole(from, to) ?? (await this.#bring(from, to, told));
  }

  /** Writes a stretch to its file, from where it broke off, as often as it breaks off. */
  async #bring(from: number, to: number, told: Told): Promise<string> {
    const { path, length } = this.#kept.part(from, to);
    const file = await open(path, SHARED);
    try {
      let at = from + length;
      for (let failures = 0; at < to; ) {
        const before = at;
        let reason: string | undefined = 'it ended early';
        try {
          const { end, pieces } = await this.#from(at, to);
          for await (const piece of pieces) {
            if (at + piece.length > end)
              throw new UserError('the server sends more bytes than it was asked for', this.name);
            await writeAll(file, piece, at - from, path);
            at += piece.length;
            told(piece.length);
          }
          if (at === end) reason = undefined;
        } catch (error) {
          if (error instanceof UserError) throw error;
          reason = reasonOf(error);
        }
        if (at > before) failures = 0;
        if (reason === undefined) continue;
        if (++failures > MOST_FAILURES)
          throw new UserError(
            `the server breaks off at byte ${at} of ${to} (${reason})`,
            this.name,
            'try again later: what came is kept',
          );
        await wait(this.#remote.firstWait << failures);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return this.#kept.finish(from, to);
  }

  /** Bytes from `from` on, as many as come from one place: a stretch that is here already, or the server. */
  async #from(
    from: number,
    to: number,
  ): Promise<{ readonly end: number; readonly pieces: AsyncIterable<Uint8Array> }> {
    const here = this.#open.find((one) => one.from <= from && one.to > from);
    if (here !== undefined) {
      const end = Math.min(to, here.to);
      return { end, pieces: this.#copy(here, from, end) };
    }
    const end = Math.min(to, ...this.#open.map((one) => one.from).filter((one) => one > from));
    return { end, pieces: await this.#stream(from, end) };
  }

  async *#copy(held: Held, from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; at += COPIED) {
      const piece = new Uint8Array(Math.min(COPIED, to - at));
      await fill(held.handle, piece, at - held.from, this.name);
      yield piece;
    }
  }

  async #stream(from: number, to: number): Promise<AsyncIterable<Buffer>> {
    const part = await askPart(this.#remote, from, to);
    if (part === undefined) throw new UserError('the file is no longer there', this.name);
    if (part.answer.state !== this.#state || part.size !== this.size) {
      drop(part.answer);
      throw new UserError('the file changed while it was read', this.name, 'run the command again');
    }
    return part.answer.body;
  }

  async close(): Promise<void> {
    for (const { handle } of this.#open) await handle.close();
  }
}

/** Throws UserError where the system refuses. */
async function writeAll(file: FileHandle, piece: Uint8Array, at: number, path: string): Promise<void> {
  try {
    for (let done = 0; done < piece.length; )
      done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`cannot write (${code})`, path, 'make room, or name another folder by --cache');
  }
}

async function glanceOf(answer: Answer, length: number, { url }: Remote): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let got = 0;
  try {
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      got += piece.length;
      if (got > length) break;
      pieces.push(piece);
    }
  } catch (error) {
    throw new UserError(`the server breaks off (${reasonOf(error)})`, shownUrl(url), 'try again later');
  }
  if (got === length) return Buffer.concat(pieces);
  throw new UserError('the server sends more or fewer bytes than it says', shownUrl(url));
}

/** Opens a file on another machine; undefined where there is none. Throws UserError. */
export async function openRemote(remote: Remote, cache: string): Promise<Place | undefined> {
  const part = await askPart(remote, 0, GLANCE);
  if (part === undefined) return undefined;
  const { answer, size, to } = part;
  const glance = await glanceOf(answer, to, remote);
  const kept = keptOf(cache, remote.url, answer.state, size);
  return new RemotePlace(remote, answer.state, size, kept, glance);
}

/** A folder on another machine, whose files only their names lead to. */
export function remoteFolder(remote: Remote, cache: string): Folder {
  const base = new URL(remote.url);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const at = (file: string): Remote => {
    const url = new URL(file.split('/').map(encodeURIComponent).join('/'), base);
    url.search = base.search;
    return { ...remote, url };
  };
  return {
    name: shownUrl(remote.url),
    path: undefined,
    names: undefined,
    open: (file) => openRemote(at(file), cache),
    local: (file, most) => download(at(file), most, cache),
  };
}

/** The path of a copy of a whole file on this machine; undefined where there is none. Throws UserError: refused, or larger than `most`. */
async function download(remote: Remote, most: number, cache: string): Promise<string | undefined> {
  const where = shownUrl(remote.url);
  for (let failures = 1; ; failures++) {
    const answer = await askStubbornly(remote, {});
    try {
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw refused(answer, remote);
      const size = isPacked(answer) ? Number.NaN : Number(answer.headers['content-length'] ?? Number.NaN);
      if (size > most) throw tooLarge(most, where);
      // Without its length nobody could tell later whether what is kept is whole.
      const kept = keptOf(cache, remote.url, Number.isSafeInteger(size) ? answer.state : undefined, size);
      return kept.whole(0, size) ?? (await writeBody(answer, kept, size, most, where));
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (error instanceof TooLarge) throw tooLarge(most, where);
      if (error instanceof BodyError) throw new UserError(error.message, where);
      if (failures === MOST_FAILURES)
        throw new UserError(`the server breaks off (${reasonOf(error)})`, where, 'try again later');
    } finally {
      drop(answer);
    }
    await wait(remote.firstWait << failures);
  }
}

const tooLarge = (most: number, where: string): UserError =>
  new UserError(`the file has more than ${most} bytes`, where);

/** Writes a body of `size` bytes, NaN where nobody said, and returns its path. Throws UserError, what {@link decoded} fails with; else what undici throws. */
async function writeBody(
  { body, headers }: Answer,
  kept: Kept,
  size: number,
  most: number,
  where: string,
): Promise<string> {
  const { path } = kept.part(0, size);
  const file = await open(path, SHARED);
  let at = 0;
  try {
    for await (const piece of decoded(body, headers['content-encoding'], most) as AsyncIterable<Buffer>) {
      if (at + piece.length > most) throw tooLarge(most, where);
      await writeAll(file, piece, at, path);
      at += piece.length;
    }
    if (at < size) throw new Error('it ended early');
  } finally {
    await file.close();
  }
  return kept.finish(0, size);
}
