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

/** Scripts that somebody asks for by name: each is that of many readers. */
export const NAMED_SCRIPTS =
  'Arab Armn Beng Cyrl Deva Geor Grek Hang Hani Hebr Hira Kana Latn Taml Telu Thai'.split(' ');

/** Shorter names in alphabets are other words as well: Swedish "han" is "he". */
const SHORTEST_SCRIPT = 4;
const ALPHABET = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * The names of languages in each other, and of {@link NAMED_SCRIPTS}.
 * @param {readonly string[]} tags languages whose speakers name the others
 * @param {readonly string[]} named language subtags
 * @returns {Record<string, string>} by tag, names in the order of `named` and of the scripts, with | between them
 */
export function languageNames(tags, named) {
  return Object.fromEntries(
    tags.map((tag) => {
      const locale = localeOf(tag);
      const display = (kind) =>
        require(`cldr-localenames-full/main/${locale}/${kind}.json`).main[locale].localeDisplayNames[kind];
      const languages = display('languages');
      const scripts = display('scripts');
      const scriptName = (script) => {
        const name = scripts[script] ?? '';
        return name.length < SHORTEST_SCRIPT && ALPHABET.test(name) ? '' : name;
      };
      const names = [...named.map((one) => languages[one] ?? ''), ...NAMED_SCRIPTS.map(scriptName)];
      return [tag, names.join('|')];
    }),
  );
}
