/**
 * Milliseconds in fixed buckets, whose counts add up: as in HdrHistogram (Tene) with two digits, a millisecond each below 256 ms, and above 128 of one width
 * between each power of two and the next. The middle of a bucket is within 0.4% of what lies in it.
 */

const PARTS_LOG2 = 7;
const PARTS = 2 ** PARTS_LOG2;
const MOST = 0x7fffffff;

/** Buckets that there are. */
export const BUCKETS = (31 - PARTS_LOG2) * PARTS + PARTS;

/** The bucket of a duration; of less than none, and of no number, that of none. */
export function bucketOf(ms: number): number {
  const whole = Math.min(MOST, Math.round(Math.max(0, ms))) || 0;
  const shift = Math.max(0, 31 - Math.clz32(whole) - PARTS_LOG2);
  return shift * PARTS + (whole >> shift);
}

/** The whole milliseconds that a bucket holds: the least, the middle and the most. */
export function bucketBounds(bucket: number): {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
} {
  const shift = Math.max(0, Math.floor(bucket / PARTS) - 1);
  const low = (bucket - shift * PARTS) * 2 ** shift;
  const high = low + 2 ** shift - 1;
  return { low, middle: Math.floor((low + high) / 2), high };
}

/** The logarithm of a bucket's middle in whole parts of a power of two. */
export const bucketLog = (bucket: number): number =>
  Math.round(PARTS * Math.log2(Math.max(1, bucketBounds(bucket).middle)));
