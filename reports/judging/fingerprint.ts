/** Tells texts apart by a number: repeats that are the same text say one thing, not many. */

/** FNV-1a over UTF-16 code units, a signed integer of 32 bits (Fowler, Noll and Vo, 1991). Two of a prompt's texts share one by chance once in 4 billion. */
export function fingerprintOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
