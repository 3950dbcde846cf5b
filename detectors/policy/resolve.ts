/** From a language tag to its policy. */

import { localeOf, primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { type Policy, policies, policyWith } from './policies.js';
import { likelyScript, scriptsOf } from './scripts.js';

const byTag = new Map(policies.map((policy) => [policy.language, policy]));

/** Tags of all languages that have a policy, sorted. */
export const languages: readonly LanguageTag[] = policies.map((policy) => policy.language);

/** Whether a language has a policy of the table. */
export function isListed(language: LanguageTag): boolean {
  return byTag.has(language);
}

/** The language subtag; not every engine's `Intl.Locale` has one for the undetermined language. */
export function languageOf({ baseName }: Intl.Locale): LanguageTag {
  return primaryLanguage(baseName);
}

const assumed = new Map<LanguageTag, Policy>();

/** What is asked of Han where a writing system says which kind it is. */
const HAN: Readonly<Record<ScriptCode, Partial<Policy>>> = {
  Jpan: { essential: ['Hira', 'Kana'], han: 'japanese' },
  Hans: { han: 'simplified' },
  Hant: { han: 'traditional' },
};

/** The policy of a language that is not listed, by its script alone: one object for one name. */
function assume(name: LanguageTag, script: ScriptCode): Policy | undefined {
  const known = assumed.get(name);
  if (known !== undefined) return known;
  const scripts = scriptsOf(script);
  if (scripts === undefined) return undefined;
  const policy = policyWith(name, scripts, { origin: 'likely-script', ...HAN[script] });
  assumed.set(name, policy);
  return policy;
}

/**
 * The policy for a BCP 47 tag: that of the tag itself; that of its language in the script that the tag names or that CLDR takes for
 * likely (`zh-TW`: `zh-Hant`; `pt-BR`: `pt`); else one made from that script, whose `origin` is `likely-script` (`sr`, `sr-Latn`).
 * Undefined where the tag is malformed or no script is known.
 */
export function policyFor(tag: LanguageTag): Policy | undefined {
  const exact = byTag.get(tag) ?? assumed.get(tag);
  if (exact !== undefined) return exact;
  const locale = localeOf(tag);
  if (locale === undefined) return undefined;
  const named = byTag.get(locale.baseName);
  if (named !== undefined) return named;
  const language = languageOf(locale);
  const script = locale.script ?? likelyScript(language, locale);
  const listed = byTag.get(language);
  if (script === undefined) return listed;
  const inScript = byTag.get(`${language}-${script}`);
  if (inScript !== undefined) return inScript;
  const usual = likelyScript(language, new Intl.Locale(language));
  if (script === usual) return listed ?? assume(language, script);
  // ko-Hang says no more than ko, whose likely script is Kore.
  if (listed !== undefined && scriptsOf(script)?.join() === listed.scripts.join()) return listed;
  return assume(`${language}-${script}`, script);
}
