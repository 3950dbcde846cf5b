/** The language that an answer is in instead of the one asked for, where detection says no more than its script. */

import type { Identifier, WrongLanguage } from '../../detectors/bare/index.js';

/** Lines that are asked about, and code units of each: what follows changes hardly an answer. */
const LINES = 3;
const HEAD = 200;
/** Shorter lines are names as often as sentences. */
const LEAST = 20;
/** Share of what was told that has to be in one language. */
const MOST = 0.5;

/** Lines of running text, without the signs of Markdown. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const plain = line
      .slice(0, 2 * HEAD)
      .replace(/[#*`>_|~]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (plain.length >= LEAST) lines.push(plain.slice(0, HEAD).toLowerCase());
    if (lines.length === LINES) break;
  }
  return lines;
}

/** Whether a language is written in a script; of Han in whichever of its forms. */
function isWrittenIn(language: string, script: string): boolean {
  try {
    const own = new Intl.Locale(language).maximize().script ?? '';
    return own === script || (/^Han/.test(script) && /^(?:Han[ist]|Jpan)$/.test(own));
  } catch {
    return false;
  }
}

/** Its tag where most of its lines are in one language, by the identifier; else its script. */
export function insteadOf(
  text: string,
  { language, script }: WrongLanguage,
  identifier: Identifier | undefined,
): string {
  if (language !== undefined || identifier === undefined) return language ?? script;
  const told = new Map<string, number>();
  let all = 0;
  for (const line of linesOf(text)) {
    const guess = identifier.identify(line).find((one) => isWrittenIn(one.language, script));
    if (guess === undefined) continue;
    all += line.length;
    told.set(guess.language, (told.get(guess.language) ?? 0) + line.length * guess.probability);
  }
  const [first] = [...told].sort(([, a], [, b]) => b - a);
  return first !== undefined && first[1] > MOST * all ? first[0] : script;
}
