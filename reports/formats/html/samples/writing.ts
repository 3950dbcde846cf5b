/** How a text must be set: the `lang` that chooses its font and the direction of its lines. */

import {
  type Finding,
  isLanguageTag,
  isRightToLeft,
  type LanguageTag,
  policyFor,
  scriptsOf,
} from '../../../../detectors/bare/index.js';

/** Languages whose fonts fit a script: Han looks different in each of them. */
const languageOfScript: Readonly<Record<string, LanguageTag>> = {
  Hans: 'zh-Hans',
  Hant: 'zh-Hant',
  Hang: 'ko',
  Kore: 'ko',
  Hira: 'ja',
  Kana: 'ja',
  Jpan: 'ja',
};

export interface Writing {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** The writing of a language; `und` for what is no BCP 47 tag. */
export function writingOf(tag: LanguageTag): Writing {
  const locale = localeOf(tag);
  if (locale === null) return { lang: 'und', dir: 'ltr' };
  const scripts = locale.script === undefined ? policyFor(tag)?.scripts : scriptsOf(locale.script);
  return { lang: locale.toString(), dir: scripts?.some(isRightToLeft) ? 'rtl' : 'ltr' };
}

/** The writing of a text that is in a script or a language (either is accepted) other than the one asked for. */
export function writingInstead(instead: string, asked: LanguageTag): Writing {
  if (/^[A-Z][a-z]{3}$/.test(instead)) return writingOf(languageOfScript[instead] ?? `und-${instead}`);
  const writing = writingOf(instead);
  return writing.lang === 'und' ? writingOf(asked) : writing;
}

/** The `lang` of a finding. */
export function langOfFinding(finding: Finding): string {
  return writingInstead(finding.language ?? finding.script, 'und').lang;
}

const localeOf = (tag: string): Intl.Locale | null => (isLanguageTag(tag) ? new Intl.Locale(tag) : null);
