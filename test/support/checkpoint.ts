/** Checkpoints for tests, as their tools write them, and a server for them that can do wrong. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A tensor as a file has it. */
export interface Written {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Values as bfloat16; those that it has are kept, others are cut off. */
export function bf16(values: readonly number[]): Buffer {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, one] of bits.entries()) bytes.writeUInt16LE(one >>> 16, 2 * i);
  return bytes;
}

export const f32 = (values: readonly number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

/** A matrix of bf16. */
export const matrix = (rows: readonly (readonly number[])[]): Written => ({
  dtype: 'BF16',
  shape: [rows.length, rows[0]?.length ?? 0],
  bytes: bf16(rows.flat()),
});

/** A file of safetensors; `said` is put over what its header says. */
export function safetensors(
  tensors: Readonly<Record<string, Written>>,
  said: Readonly<Record<string, object>> = {},
): Buffer {
  let at = 0;
  const header: Record<string, object> = {};
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length], ...said[name] };
    at += bytes.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...Object.values(tensors).map(({ bytes }) => bytes)]);
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

/** ggml's numbers of types. */
const GGML: Readonly<Record<string, number>> = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 8, BF16: 30 };

/** A GGUF file with a text and a list of texts for metadata. `offsets` are put over those that fit. */
export function gguf(
  tensors: Readonly<Record<string, Written>>,
  offsets: Readonly<Record<string, bigint>> = {},
): Buffer {
  const ALIGNED = 32;
  const pad = (length: number): Buffer => Buffer.alloc((ALIGNED - (length % ALIGNED)) % ALIGNED);
  let at = 0;
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    infos.push(
      text(name),
      u32(shape.length),
      ...shape.toReversed().map(u64),
      u32(GGML[dtype] ?? 99),
      u64(offsets[name] ?? at),
    );
    data.push(Buffer.from(bytes), pad(bytes.length));
    at += bytes.length + pad(bytes.length).length;
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(Object.keys(tensors).length),
    u64(2),
    text('general.architecture'),
    u32(8),
    text('llama'),
    text('general.tags'),
    u32(9),
    u32(8),
    u64(2),
    text('one'),
    text('two'),
    ...infos,
  ]);
  return Buffer.concat([head, pad(head.length), ...data]);
}

/** What a server does wrong. */
export interface Faults {
  /** Sends whole files whatever is asked for. */
  readonly ignoresRanges?: boolean;
  /** ETag of a file at the n-th request. */
  readonly etag?: (request: number) => string | undefined;
  /** Bytes of a body after which the connection is cut, at the n-th request; undefined where it is not. */
  readonly cutsAfter?: (request: number) => number | undefined;
  /** Another address for a request. */
  readonly sendsOn?: (request: IncomingMessage) => string | undefined;
  /** A status for a request; undefined where there is nothing wrong. */
  readonly status?: (request: IncomingMessage, count: number) => number | undefined;
  /** Does not say how long whole files are. */
  readonly isChunked?: boolean;
  /** What `retry-after` says beside such a status. */
  readonly rests?: () => string;
  /** Says that bodies are in this encoding, and packs them where it is gzip. */
  readonly encodes?: 'gzip' | 'identity' | 'rot13';
  /** The size of a file that it tells beside a part, at the n-th request. */
  readonly says?: (request: number, size: number) => number;
  /** Parts that never end. */
  readonly isEndless?: (request: number) => boolean;
  /** Of a part another one. */
  readonly shifts?: number;
}

/** A server on 127.0.0.1. */
export interface FileServer {
  readonly address: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
  /** Bytes of bodies. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

/** Sends for as long as somebody reads. */
function sendOnAndOn(response: ServerResponse): void {
  const piece = new Uint8Array(1 << 16);
  const more = (): void => {
    if (!response.destroyed) response.write(piece, () => setImmediate(more));
  };
  more();
}

/** Serves files by their paths, in ranges. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
  faults: Faults = {},
): Promise<FileServer> {
  const requests: IncomingMessage[] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    const count = requests.length;
    const elsewhere = faults.sendsOn?.(request);
    const status = faults.status?.(request, count);
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname).slice(1);
    const bytes = Object.hasOwn(files, path) ? files[path] : undefined;
    if (elsewhere !== undefined) response.writeHead(302, { location: elsewhere }).end('elsewhere');
    else if (status !== undefined)
      response
        .writeHead(status, faults.rests === undefined ? {} : { 'retry-after': faults.rests() })
        .end('no');
    else if (bytes === undefined) response.writeHead(404).end('there is no such file');
    else {
      const etag = faults.etag === undefined ? '"one"' : faults.etag(count);
      const named = {
        'accept-ranges': 'bytes',
        ...(etag !== undefined && { etag }),
        ...(faults.encodes !== undefined && { 'content-encoding': faults.encodes }),
      };
      const packed = (plain: Uint8Array): Uint8Array => (faults.encodes === 'gzip' ? gzipSync(plain) : plain);
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
      let body = packed(bytes);
      if (range === null || faults.ignoresRanges === true) {
        response.writeHead(200, {
          ...named,
          ...(faults.isChunked !== true && { 'content-length': body.length }),
        });
      } else {
        const from = Number(range[1]) + (faults.shifts ?? 0);
        const to = Math.min(Number(range[2]) + 1, bytes.length);
        if (from >= bytes.length) {
          response.writeHead(416, named).end();
          return;
        }
        body = packed(bytes.subarray(from, to));
        const size = faults.says?.(count, bytes.length) ?? bytes.length;
        const isEndless = faults.isEndless?.(count) === true;
        response.writeHead(206, {
          ...named,
          'content-range': `bytes ${from}-${to - 1}/${size}`,
          ...(!isEndless && { 'content-length': body.length }),
        });
        if (isEndless) {
          sendOnAndOn(response);
          return;
        }
      }
      const cut = faults.cutsAfter?.(count);
      if (cut !== undefined && cut < body.length) {
        sent += cut;
        response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
      } else {
        sent += body.length;
        response.end(body);
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    requests,
    sent: () => sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
