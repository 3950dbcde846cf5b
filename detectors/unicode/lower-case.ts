/** Lower case that keeps places. */

/** The text in lower case, in as many units: the few letters that would change their length (İ) stay as they are. */
export function lowerCased(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (letter) => {
    const own = letter.toLowerCase();
    return own.length === letter.length ? own : letter;
  }).join('');
}
