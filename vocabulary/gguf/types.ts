/** What the beginning of a GGUF file holds (ggml's docs/gguf.md). */

/** Bytes that can be read at any place: a file, or ranges of what a server has. */
export interface GgufSource {
  /** What it is called in messages. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** So many bytes from `offset` on; fewer only where it ends. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Texts of a list, each as its bytes: a token need not be whole characters, and may begin with a byte order mark. */
export interface GgufTexts {
  readonly kind: 'texts';
  readonly length: number;
  bytesAt(index: number): Uint8Array;
}

/** A list of numbers or of truth values (0 and 1). */
export interface GgufNumbers {
  readonly kind: 'numbers';
  readonly length: number;
  readonly values: Float64Array;
}

/** A value of the metadata. Whole numbers beyond 2^53 have lost their last digits. */
export type GgufValue = string | number | boolean | GgufTexts | GgufNumbers;

/** A tensor, as the file lists it. */
export interface GgufTensor {
  readonly name: string;
  /** Elements along each axis, the innermost first: of a matrix of rows the length of a row, then the number of rows. */
  readonly shape: readonly number[];
  /** ggml's number of the type: 0 f32, 1 f16, 8 q8_0, 30 bf16. */
  readonly type: number;
  /** Bytes from the beginning of the file on. */
  readonly offset: number;
}

export interface Gguf {
  readonly version: number;
  /** By key; of those that were not asked for there is none. */
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  /** Bytes of the header: behind it, aligned, are the tensors. */
  readonly length: number;
}
