/** What may be wrong with what a suite says of detection. */

import { type Case, settings } from './cases.js';

export const badDetection: readonly Case[] = [
  {
    name: 'a script in a policy that Unicode does not have',
    files: settings('policies:', '  ja:', '    tolerated: [Cyrl, Cyrillic]'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:23: "policies\.ja\.tolerated\[1\]" "Cyrillic" is no script of Unicode; use ISO 15924, such as Latn or Hani$/,
  },
  {
    name: 'a writing system in the place of its scripts',
    files: settings('policies: { ja: { scripts: [Jpan] } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:29: "policies\.ja\.scripts\[0\]" "Jpan" is no script of Unicode; use Hani, Hira, Kana$/,
  },
  {
    name: 'an exemption that there is not',
    files: settings('policies:', '  ja:', '    exempt:', '      code: false', '      names: false'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:5:7: "policies\.ja\.exempt" "names" is no exemption; there are code, url, /,
  },
  {
    name: 'a field that a policy does not have',
    files: settings('policies:', '  ja:', '    script: [Hani]'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:5: there is no field "script" here$/,
  },
  {
    name: 'a policy for a malformed tag',
    files: settings('policies:', '  ja:', '    close: [zh]', '  j_:', '    close: []'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:4:3: "policies" "j_" is no language tag; use BCP 47, /,
  },
  {
    name: 'a policy without scripts for a language that is not listed',
    files: settings('policies:', '  sr:', '    close: []'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:3:5: "policies\.sr" needs "scripts": sr is none of the listed languages \(offscript languages\)$/,
  },
  {
    name: 'a policy in Latin script where it is a guest',
    files: settings('policies: { de: { latin: guest } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:17: "policies\.de" needs other "scripts" where Latin script is a guest$/,
  },
  {
    name: 'scripts and Latin that contradict each other',
    files: settings('policies: { sr: { scripts: [Cyrl], latin: own } }'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:17: "policies\.sr" has "latin: own", and its "scripts" say otherwise; leave "latin" out$/,
  },
  {
    name: 'an identification of languages that there is not',
    files: settings('lid: cld3'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:6: "lid" must be \("fasttext" \| "franc"\), not "cld3"$/,
  },
  {
    name: 'allowed terms that are no list',
    files: settings('allow: kubectl'),
    words: ['run', 's.yaml'],
    says: /^offscript: s\.yaml:1:8: "allow" must be Array, not a text$/,
  },
];
