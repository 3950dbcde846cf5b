/** Languages as logs write them, beside what is written everywhere: codes of countries, and names to speak of them by. */

import { hasPolicy, plainTag, policyFor } from '../../detectors/bare/index.js';

export { hasPolicy, tagOfLanguage } from '../../detectors/bare/index.js';

/** Tags of languages that are taken for another's, since its country has that code. */
const MISTAKEN: ReadonlySet<string> = new Set(['kr', 'se']);

/** `ko` for `kr`: the listed language of the country whose code is written where a language was to stand. */
export function languageOfCountry(code: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(code) || (hasPolicy(code) && !MISTAKEN.has(code.toLowerCase()))) return undefined;
  try {
    if (
      new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code.toUpperCase()) === undefined
    )
      return undefined;
    const { language, script } = new Intl.Locale(`und-${code}`).maximize();
    const tag = plainTag(language === 'zh' ? `${language}-${script}` : (language ?? 'und'));
    return policyFor(tag)?.origin === 'listed' ? tag : undefined;
  } catch {
    return undefined;
  }
}

/** `Kanuri` for `kr`, in English; the tag itself where it has no name. */
export function nameOfLanguage(tag: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
}
