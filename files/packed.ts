/** Plain data with long columns of integers, in bytes: JSON for the one, as few bytes an integer as it takes for the others, and a hash over all of it. */

import { createHash } from 'node:crypto';
import { endianness } from 'node:os';

/** What stands for a column in the JSON: its place among the columns. No name of anything has this character. */
const PLACE = '\0column';

const MAGIC = Buffer.from('OFFSPAK1');
const LENGTH = 4;
const HASH = 32;

/** How a column lies there: bytes as they are, or integers in one, two or four bytes each, little-endian. */
type Form = 'bytes' | 'u8' | 'u16' | 'i32';
const WIDTH: Readonly<Record<Form, number>> = { bytes: 1, u8: 1, u16: 2, i32: 4 };

type Head = { readonly columns: readonly (readonly [Form, number])[]; readonly data: unknown };

const IS_LITTLE = endianness() === 'LE';

/** Bytes of integers in the order of the file, which those of this machine may not have. */
function littleEndian(bytes: Buffer, width: number): Buffer {
  if (IS_LITTLE || width === 1) return bytes;
  return width === 2 ? bytes.swap16() : bytes.swap32();
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

function formOf(column: Int32Array | Uint8Array): Form {
  if (column instanceof Uint8Array) return 'bytes';
  let [low, high] = [0, 0];
  for (const value of column) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  if (low < 0 || high > 0xffff) return 'i32';
  return high > 0xff ? 'u16' : 'u8';
}

function written(column: Int32Array | Uint8Array, form: Form): Buffer {
  if (form === 'bytes' || form === 'u8') return bytesOf(Uint8Array.from(column));
  return littleEndian(
    bytesOf(form === 'u16' ? Uint16Array.from(column) : Int32Array.from(column)),
    WIDTH[form],
  );
}

/** The pieces of packed data: anything that JSON has, with `Int32Array` and `Uint8Array` wherever a list may stand. */
export function* pack(data: unknown): Generator<Uint8Array> {
  const columns: (Int32Array | Uint8Array)[] = [];
  const json = JSON.stringify(data, function (this: Readonly<Record<string, unknown>>, name, value: unknown) {
    // As it stands there: a buffer has made something else of itself.
    const own = this[name];
    if (!(own instanceof Int32Array || own instanceof Uint8Array)) return value;
    return { [PLACE]: columns.push(own) - 1 };
  });
  const forms = columns.map((column): [Form, number] => [formOf(column), column.length]);
  const head = Buffer.from(`{"columns":${JSON.stringify(forms)},"data":${json}}`);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(head.length);
  const hash = createHash('sha256');
  function* hashed(bytes: Buffer): Generator<Buffer> {
    hash.update(bytes);
    yield bytes;
  }
  yield* hashed(MAGIC);
  yield* hashed(length);
  yield* hashed(head);
  for (const [i, column] of columns.entries()) yield* hashed(written(column, forms[i]?.[0] ?? 'i32'));
  yield hash.digest();
}

const broken = (): Error => new Error('this is no packed data, or it is damaged');

function columnOf(bytes: Buffer, form: Form): Int32Array | Uint8Array {
  if (form === 'bytes') return Uint8Array.from(bytes);
  if (form === 'u8') return Int32Array.from(bytes);
  // Views need places that their width divides.
  const own = littleEndian(bytesOf(Uint8Array.from(bytes)), WIDTH[form]);
  const count = own.length / WIDTH[form];
  return form === 'u16'
    ? Int32Array.from(new Uint16Array(own.buffer, own.byteOffset, count))
    : new Int32Array(own.buffer, own.byteOffset, count);
}

function columnsOf(bytes: Buffer, forms: Head['columns']): (Int32Array | Uint8Array)[] {
  let from = 0;
  const columns = forms.map(([form, count]) => {
    if (!(form in WIDTH) || !Number.isSafeInteger(count) || count < 0) throw broken();
    const to = from + count * WIDTH[form];
    if (to > bytes.length) throw broken();
    const column = columnOf(bytes.subarray(from, to), form);
    from = to;
    return column;
  });
  if (from !== bytes.length) throw broken();
  return columns;
}

/** The data with its columns where their places stood. */
function filled(data: unknown, columns: readonly unknown[]): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) {
    for (let i = 0; i < data.length; i++) if (typeof data[i] === 'object') data[i] = filled(data[i], columns);
    return data;
  }
  const place = (data as { readonly [PLACE]?: unknown })[PLACE];
  if (place !== undefined) return columns[place as number];
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, filled(value, columns)]));
}

/** The data that `pack` gave pieces of. Throws an error for what is none, or was damaged. */
export function unpack(bytes: Uint8Array): unknown {
  const all = bytesOf(bytes);
  const [from, end] = [MAGIC.length + LENGTH, all.length - HASH];
  if (end < from || !all.subarray(0, MAGIC.length).equals(MAGIC)) throw broken();
  if (!createHash('sha256').update(all.subarray(0, end)).digest().equals(all.subarray(end))) throw broken();
  const to = from + all.readUInt32LE(MAGIC.length);
  if (to > end) throw broken();
  const { columns, data } = JSON.parse(all.toString('utf8', from, to)) as Head;
  if (!Array.isArray(columns)) throw broken();
  return filled(data, columnsOf(all.subarray(to, end), columns));
}
