/** Writes GGUF files for tests, by ggml's docs/gguf.md: an independent hand to what reads them. */

/** A value with ggml's name of its type. */
export type Written =
  | { readonly text: string }
  | { readonly u32: number }
  | { readonly bool: boolean }
  | { readonly texts: readonly (string | Buffer)[] }
  | { readonly i32s: readonly number[] }
  | { readonly f32s: readonly number[] };

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export const u64 = (value: bigint | number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

const text = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([u64(bytes.length), bytes]);
};

const list = (type: number, items: readonly Buffer[]): Buffer =>
  Buffer.concat([u32(9), u32(type), u64(items.length), ...items]);

function bytesOf(value: Written): Buffer {
  if ('text' in value) return Buffer.concat([u32(8), text(value.text)]);
  if ('u32' in value) return Buffer.concat([u32(4), u32(value.u32)]);
  if ('bool' in value) return Buffer.concat([u32(7), Buffer.of(value.bool ? 1 : 0)]);
  if ('texts' in value) return list(8, value.texts.map(text));
  if ('i32s' in value)
    return list(
      5,
      [Buffer.from(Int32Array.from(value.i32s).buffer)].flatMap((all) => fours(all)),
    );
  return list(6, fours(Buffer.from(Float32Array.from(value.f32s).buffer)));
}

const fours = (all: Buffer): Buffer[] =>
  Array.from({ length: all.length / 4 }, (_, i) => all.subarray(4 * i, 4 * i + 4));

export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** A file of this metadata and of tensors without their data. */
export function ggufFile(
  metadata: Readonly<Record<string, Written>>,
  tensors: readonly WrittenTensor[] = [],
): Buffer {
  const pairs = Object.entries(metadata).flatMap(([key, value]) => [text(key), bytesOf(value)]);
  const lines = tensors.flatMap(({ name, shape, type, offset }) => [
    text(name),
    u32(shape.length),
    ...shape.map(u64),
    u32(type),
    u64(offset),
  ]);
  const counts = [u64(tensors.length), u64(Object.keys(metadata).length)];
  return Buffer.concat([Buffer.from('GGUF'), u32(3), ...counts, ...pairs, ...lines]);
}
