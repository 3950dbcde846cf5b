/** Paths, and file names with a common ending. */

import { type ExemptionRule, inZone, matches, type ZonePattern } from './rule.js';
import { DOTTED } from './url.js';

/** A name does not begin behind a letter that looks like one of its own: `аpp.ts` with a Cyrillic а is a slip, and no file `pp.ts`. */
const PATTERNS: readonly ZonePattern[] = [
  {
    needs: '.',
    also: DOTTED,
    pattern:
      /(?<![\w.-])(?:(?<![\p{Script=Cyrl}\p{Script=Grek}\p{Script=Armn}])|(?=-))[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:html?|css|jsx?|tsx?|py|rb|rs|go|java|cpp|sh|exe|dll|json|jsonl|ya?ml|toml|ini|xml|csv|tsv|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|mp[34]|zip|tar|gz|txt|md|log|sql)(?![\w-])/gu,
  },
  { needs: '/', pattern: /(?<![\w/.<])(?:~|\.{1,2})?\/(?:[\w.@+-]{1,80}\/){1,20}[\w.@+-]{0,80}/g },
  { needs: ':\\', pattern: /\b[A-Za-z]:\\(?:[\w.@ +-]{1,80}\\){0,20}[\w.@+-]{0,80}/g },
];

const isPath = inZone('path');

export const path: ExemptionRule<'path'> = {
  name: 'path',
  title: 'File names',
  why: 'paths, and names with a common ending',
  what: 'paths, and file names with a common ending',
  priority: 40,
  zones: (text) => matches(text, PATTERNS),
  covers: { line: isPath, word: isPath, punctuation: isPath },
  examples: [
    { language: 'ja', text: 'ファイルは report_final.pdf です。', exempt: ['report', 'final', 'pdf'] },
    {
      language: 'ru',
      text: 'Настройки лежат в /etc/nginx/sites.d и там же.',
      exempt: ['etc', 'nginx', 'sites', 'd'],
    },
    { language: 'en', text: 'Open /workspaces/src/аpp.ts now, please.', exempt: [], found: ['а'] },
  ],
};
