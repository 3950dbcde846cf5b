/** What CLDR knows of languages (cldr-core, cldr-localenames-full; Unicode License v3): likely scripts, and names. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const CLDR_VERSION = require('cldr-core/package.json').version;

const { likelySubtags } = require('cldr-core/supplemental/likelySubtags.json').supplemental;

const scriptOf = (tag) => likelySubtags[tag]?.split('-')[1];

/**
 * Languages that are not in Latin script, and those that are in another script in a region, by script.
 * @returns {string} `Arab:ar,az-IR,fa;Cyrl:ab,...`
 */
export function likelyScripts() {
  const byScript = new Map();
  for (const tag of Object.keys(likelySubtags)) {
    if (!/^(?!und)[a-z]{2,3}(?:-(?:[A-Z]{2}|\d{3}))?$/.test(tag)) continue;
    const script = scriptOf(tag);
    const usual = tag.includes('-') ? scriptOf(tag.split('-')[0]) : 'Latn';
    if (script !== undefined && script !== usual)
      byScript.set(script, [...(byScript.get(script) ?? []), tag]);
  }
  return [...byScript]
    .sort()
    .map(([script, tags]) => `${script}:${tags.sort().join()}`)
    .join(';');
}

/** CLDR's locale of a language: Traditional Chinese has one of its own, Simplified is plain `zh`. */
const localeOf = (tag) => (tag === 'zh-Hans' ? 'zh' : tag);

/**
 * The names of languages in each other.
 * @param {readonly string[]} tags languages whose speakers name the others
 * @param {readonly string[]} named language subtags
 * @returns {Record<string, string>} by tag, names in the order of `named`, with | between them
 */
export function languageNames(tags, named) {
  return Object.fromEntries(
    tags.map((tag) => {
      const locale = localeOf(tag);
      const { main } = require(`cldr-localenames-full/main/${locale}/languages.json`);
      const names = main[locale].localeDisplayNames.languages;
      return [tag, named.map((one) => names[one] ?? '').join('|')];
    }),
  );
}
