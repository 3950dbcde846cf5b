/** What a language calls itself: a prompt that names its own language most often asks to answer in it. */

import { allLanguages, primaryLanguage } from '../detectors/bare/index.js';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Those of a language that is listed; else as the engine's CLDR has it. */
function ownNames(language: string): readonly string[] {
  const listed = allLanguages.find(({ tag }) => primaryLanguage(tag) === language);
  const fallback = new Intl.DisplayNames([language, 'en'], { type: 'language' });
  return listed?.ownNames ?? [fallback.of(language) ?? language];
}

const known = new Map<string, RegExp>();

/** Finds any of the names that a language has in itself. */
export function namesOfItself(language: string): RegExp {
  const found = known.get(language);
  if (found !== undefined) return found;
  const names = new RegExp(ownNames(primaryLanguage(language)).map(escaped).join('|'), 'iu');
  known.set(language, names);
  return names;
}
