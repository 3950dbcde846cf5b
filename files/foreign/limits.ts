/** What a reader of a foreign format may take, by the size of its file: a few changed bytes can make it run or grow for ever. */

export interface Limits {
  /** Milliseconds of the processor, over all that is asked of it. */
  readonly time: number;
  /** Bytes. */
  readonly memory: number;
}

/** For a file of any size. The start of a thread takes a tenth of a second of it; a page or a member may have 256 MiB. */
const BASE: Limits = { time: 4000, memory: 320 << 20 };

/** For each byte of a file. A real one takes a hundredth of the time: text that repeats itself is packed a hundredfold, but not slower to read. */
const TIME_A_MEBIBYTE = 1000;
const MEMORY_A_BYTE = 8;

/** What no file is worth: V8's heap, and a group of rows of a gibibyte, end near it too. */
const MOST_MEMORY = 4 * 2 ** 30;

/** The limits for a file of so many bytes. */
export const limitsFor = (bytes: number): Limits => ({
  time: BASE.time + (bytes / 2 ** 20) * TIME_A_MEBIBYTE,
  memory: Math.min(MOST_MEMORY, BASE.memory + bytes * MEMORY_A_BYTE),
});

/** Bytes of Zstandard that go in at once: a block of four may come out as 128 KiB, so this bounds what one step can make. */
export const ZSTD_STEP = 1024;
