/** Whether the clause around a name forbids what it names: "never use Chinese", 중국어를 섞지 마세요. */

import type { LanguageTag } from '../types.js';
import { anyOf, inParts, languageFile } from './words.js';

/** What forbids what follows it, and what forbids what it follows. */
interface Forbidding {
  /** Expressions that look like it and are none. */
  readonly nothing: RegExp | undefined;
  readonly before: RegExp | undefined;
  readonly behind: RegExp;
}

const compiled = new Map<LanguageTag, Forbidding | undefined>();

/** What forbids in a language, where it is known. */
function forbiddingIn(display: LanguageTag): Forbidding | undefined {
  if (!compiled.has(display)) {
    const known = languageFile(display);
    const parts = known !== undefined && inParts(known);
    compiled.set(
      display,
      known && {
        nothing:
          known.forbidsNothing === undefined
            ? undefined
            : new RegExp(anyOf(known.forbidsNothing, parts), 'giu'),
        before: known.forbidsBefore === undefined ? undefined : anyOf(known.forbidsBefore, parts),
        behind: anyOf(known.forbidsBehind, parts),
      },
    );
  }
  return compiled.get(display);
}

/** What ends a clause: "answer in Korean, not in Chinese" forbids one of them. */
export const CLAUSE_END = /[.!?。！？।؟\n,،、，;；؛:：—–]/u;

/** What is asked about forbids nothing: how do you say "no" in Russian? */
const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」|『[^』\n]*』|„[^“\n]*“/gu;

/** Longest clause that is looked at on either side of a name, in code units. */
const LONGEST_CLAUSE = 120;

/** Whether the clause around a name forbids it, in one of these languages. */
export function isForbidden(
  text: string,
  at: number,
  end: number,
  displays: readonly LanguageTag[],
): boolean {
  const before =
    text
      .slice(Math.max(0, at - LONGEST_CLAUSE), at)
      .replace(QUOTED, ' ')
      .split(CLAUSE_END)
      .at(-1) ?? '';
  const after =
    text
      .slice(end, end + LONGEST_CLAUSE)
      .replace(QUOTED, ' ')
      .split(CLAUSE_END, 1)[0] ?? '';
  const known = displays.map(forbiddingIn).filter((one) => one !== undefined);
  const said = (part: string): string =>
    known.reduce((rest, { nothing }) => (nothing === undefined ? rest : rest.replace(nothing, ' ')), part);
  const [ahead, behind] = [said(before), said(after)];
  return known.some((one) => one.behind.test(behind) || (one.before?.test(ahead) ?? false));
}
