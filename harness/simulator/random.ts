/** Chance that can be repeated: hashes of strings, and a generator seeded by one. */

/** The next number of a sequence, 0 <= n < 1. */
export type Random = () => number;

/** A 53-bit hash of `text`. Two multiplicative hashes side by side (cyrb53), each finished as MurmurHash3 does. */
export function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (low >>> 0) + (high & 0x1fffff) * 2 ** 32;
}

/** The generator mulberry32, seeded with `text`: the same text, the same sequence. */
export function randomOf(text: string): Random {
  let state = hash(text) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number, 0 <= n < `end`. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

/** One of `items`, which must not be empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)] as T;
}

/** `count` of `items` in random order, none twice; all of them where there are fewer. */
export function draw<T>(random: Random, items: readonly T[], count = items.length): T[] {
  const rest = [...items];
  const end = Math.min(count, rest.length);
  for (let i = 0; i < end; i++) {
    const other = i + below(random, rest.length - i);
    [rest[i], rest[other]] = [rest[other] as T, rest[i] as T];
  }
  rest.length = end;
  return rest;
}
