/** Whether the clause around a name or a word forbids it or takes it away: "never use Chinese", 중국어를 섞지 마세요. */

import type { LanguageTag } from '../types.js';
import { anyOf, inParts, languageFile } from './words.js';

/** What forbids what follows it, and what forbids what it follows. */
interface Forbidding {
  /** Expressions that look like it and are none. */
  readonly nothing: RegExp | undefined;
  readonly before: RegExp | undefined;
  readonly behind: RegExp;
  /** A comma that ends no clause. */
  readonly runsOn: RegExp | undefined;
  readonly translates: RegExp;
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
        runsOn:
          known.runsOn === undefined
            ? undefined
            : new RegExp(`,(?=\\s*${anyOf(known.runsOn, parts).source})`, 'giu'),
        translates: anyOf(known.translates, parts),
      },
    );
  }
  return compiled.get(display);
}

/** What ends a clause: "answer in Korean, not in Chinese" forbids one of them. */
export const CLAUSE_END = /[.!?。！？।؟\n,،、，;；؛:：—–]/u;

/** What is asked about says nothing itself: how do you say "no" in Russian? */
export const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」|『[^』\n]*』|„[^“\n]*“/gu;

/** Longest clause that is looked at on either side of a name, in code units. */
const LONGEST_CLAUSE = 120;

/** What a clause has before a place, and behind another, as far as it is looked at. */
function around(text: string, at: number, end: number, known: readonly Forbidding[]): [string, string] {
  const from = Math.max(0, at - LONGEST_CLAUSE);
  const within = known.reduce(
    (rest, { runsOn }) => (runsOn === undefined ? rest : rest.replace(runsOn, ' ')),
    text.slice(from, end + LONGEST_CLAUSE),
  );
  const clean = (part: string): string =>
    known.reduce((rest, { nothing }) => (nothing === undefined ? rest : rest.replace(nothing, ' ')), part);
  const before = within
    .slice(0, at - from)
    .replace(QUOTED, ' ')
    .split(CLAUSE_END)
    .at(-1);
  const behind = within
    .slice(end - from)
    .replace(QUOTED, ' ')
    .split(CLAUSE_END, 1)[0];
  return [clean(before ?? ''), clean(behind ?? '')];
}

const knownIn = (displays: readonly LanguageTag[]): readonly Forbidding[] =>
  displays.map(forbiddingIn).filter((one) => one !== undefined);

/** Whether the clause around a name forbids it or takes it away, in one of these languages. */
export function isForbidden(
  text: string,
  at: number,
  end: number,
  displays: readonly LanguageTag[],
): boolean {
  const known = knownIn(displays);
  const [ahead, behind] = around(text, at, end, known);
  return known.some((one) => one.behind.test(behind) || (one.before?.test(ahead) ?? false));
}

/** Whether it says that words are to be left as they are, or turned into others: then none of them is forbidden. */
export function isTranslated(
  text: string,
  at: number,
  end: number,
  displays: readonly LanguageTag[],
): boolean {
  const known = knownIn(displays);
  const [ahead, behind] = around(text, at, end, known);
  return known.some(({ translates }) => translates.test(ahead) || translates.test(behind));
}
