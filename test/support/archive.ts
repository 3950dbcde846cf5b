/** ZIP archives as any tool may write them: any compression method, and sizes that may lie. */

import { crc32, deflateRawSync } from 'node:zlib';

export interface Member {
  readonly name: string;
  /** Packed as the method says. */
  readonly packed: Buffer;
  readonly method: number;
  readonly size: number;
  readonly crc: number;
}

export const METHOD = { stored: 0, deflated: 8, zstandard: 93 } as const;

/** A member in deflate. */
export function deflated(name: string, text: string | Buffer): Member {
  const bytes = Buffer.from(text);
  return {
    name,
    packed: deflateRawSync(bytes),
    method: METHOD.deflated,
    size: bytes.length,
    crc: crc32(bytes),
  };
}

function header(signature: number, { name, packed, method, size, crc }: Member, offset?: number): Buffer {
  const central = offset !== undefined;
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(0x0800, 2);
  shared.writeUInt16LE(method, 4);
  shared.writeUInt16LE(0x21, 8);
  shared.writeUInt32LE(crc, 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(size, 18);
  shared.writeUInt16LE(Buffer.byteLength(name), 22);
  const start = Buffer.alloc(central ? 6 : 4);
  start.writeUInt32LE(signature, 0);
  const rest = Buffer.alloc(central ? 14 : 0);
  if (central) rest.writeUInt32LE(offset, 10);
  return Buffer.concat([start, shared, rest, Buffer.from(name)]);
}

/** An archive of these members. */
export function zipOf(members: readonly Member[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const local = header(0x04034b50, member);
    directory.push(header(0x02014b50, member, offset));
    pieces.push(local, member.packed);
    offset += local.length + member.packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

/** A Zstandard frame (RFC 8878) that unpacks to `blocks` times 128 KiB of one byte. */
export function zstandardBomb(blocks: number): Buffer {
  const start = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  const block = (last: number): Buffer => {
    const bytes = Buffer.alloc(4, 0x20);
    bytes.writeUIntLE(last | (1 << 1) | ((128 << 10) << 3), 0, 3);
    return bytes;
  };
  return Buffer.concat([start, ...Array.from({ length: blocks }, (_, i) => block(i === blocks - 1 ? 1 : 0))]);
}
