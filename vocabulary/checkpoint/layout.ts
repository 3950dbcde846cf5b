/** How the values of a row are written, and how they are read as f32. */

/** bfloat16, IEEE half and single, FP8 (OCP's two forms), and GGUF's blocks of 32 eight-bit integers with a scale. */
export const LAYOUTS = ['bf16', 'f16', 'f32', 'f8_e4m3', 'f8_e5m2', 'q8_0'] as const;
export type Layout = (typeof LAYOUTS)[number];

const Q8_VALUES = 32;
const Q8_BYTES = 34;

/** The layout of a type as formats name it; undefined for one that is not read. */
export const layoutOf = (dtype: string): Layout | undefined =>
  LAYOUTS.find((one) => one === dtype.toLowerCase());

/** Bytes of a row; undefined where none has so many columns. */
export function rowBytesOf(layout: Layout, columns: number): number | undefined {
  if (layout === 'q8_0') return columns % Q8_VALUES === 0 ? (columns / Q8_VALUES) * Q8_BYTES : undefined;
  return columns * (layout === 'f32' ? 4 : layout === 'bf16' || layout === 'f16' ? 2 : 1);
}

/** The value of a float of one sign bit and so many of exponent and mantissa; `finite` where its highest exponent has numbers too (E4M3). */
function floatOf(bits: number, exponents: number, mantissas: number, finite: boolean): number {
  const mantissa = bits & ((1 << mantissas) - 1);
  const exponent = (bits >> mantissas) & ((1 << exponents) - 1);
  const sign = bits >> (exponents + mantissas) === 0 ? 1 : -1;
  const highest = (1 << exponents) - 1;
  const bias = highest >> 1;
  if (exponent === highest && !finite) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === highest && mantissa === (1 << mantissas) - 1) return Number.NaN;
  const scale = 2 ** (Math.max(exponent, 1) - bias - mantissas);
  return sign * scale * (exponent === 0 ? mantissa : mantissa + (1 << mantissas));
}

const tables = new Map<string, Float32Array>();

function tableOf(name: string, size: number, value: (bits: number) => number): Float32Array {
  const table = tables.get(name) ?? Float32Array.from({ length: size }, (_, bits) => value(bits));
  tables.set(name, table);
  return table;
}

const halves = (): Float32Array => tableOf('f16', 1 << 16, (bits) => floatOf(bits, 5, 10, false));
const e4m3 = (): Float32Array => tableOf('f8_e4m3', 256, (bits) => floatOf(bits, 4, 3, true));
const e5m2 = (): Float32Array => tableOf('f8_e5m2', 256, (bits) => floatOf(bits, 5, 2, false));

/** A power of two by its exponent alone, as scales of newer FP8 checkpoints are written (OCP's E8M0). */
const e8m0 = (): Float32Array =>
  tableOf('f8_e8m0', 256, (bits) => (bits === 255 ? Number.NaN : 2 ** (bits - 127)));

function byTable(table: Float32Array, bytes: Uint8Array | Uint16Array, into: Float32Array): void {
  for (let i = 0; i < into.length; i++) into[i] = table[bytes[i] ?? 0] ?? 0;
}

/** Values of two bytes, wherever they begin. */
function halvesOf(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, bytes.length >> 1);
}

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** Reads a row, or any stretch of values, as f32: as many as `into` has room for. All processors that Node runs on are little-endian. */
export function widen(layout: Layout | 'f8_e8m0', bytes: Uint8Array, into: Float32Array): void {
  if (layout === 'f32') new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(bytes);
  else if (layout === 'f16') byTable(halves(), halvesOf(bytes), into);
  else if (layout === 'f8_e4m3') byTable(e4m3(), bytes, into);
  else if (layout === 'f8_e5m2') byTable(e5m2(), bytes, into);
  else if (layout === 'f8_e8m0') byTable(e8m0(), bytes, into);
  else if (layout === 'q8_0') widenBlocks(bytes, into);
  else {
    const values = halvesOf(bytes);
    for (let i = 0; i < into.length; i++) {
      word[0] = (values[i] ?? 0) << 16;
      into[i] = single[0] ?? 0;
    }
  }
}

function widenBlocks(bytes: Uint8Array, into: Float32Array): void {
  const scales = halves();
  for (let from = 0, at = 0; at < into.length; from += Q8_BYTES) {
    const scale = scales[(bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8)] ?? 0;
    for (let i = 2; i < Q8_BYTES; i++) into[at++] = scale * (((bytes[from + i] ?? 0) << 24) >> 24);
  }
}
