/** Sentences of a language without anything of another, for texts that tests make. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './needs.js';

/** The sentences that the simulated endpoint writes in a language. */
export function sentencesIn(language: string): readonly string[] {
  const path = [language, language === 'zh' ? 'zh-Hans' : language].map((tag) =>
    join(root, 'harness/simulator/phrases', `${tag}.json`),
  );
  const file = JSON.parse(readFileSync(path.at(-1) ?? '', 'utf8')) as { readonly sentences: string[] };
  return file.sentences;
}

/** A word of a script that is no name, no unit and no symbol. */
export const WORDS: Readonly<Record<string, string>> = {
  Cyrl: 'душа',
  Hani: '对象',
  Hang: '사랑',
  Arab: 'سلام',
  Grek: 'ψυχή',
  Hebr: 'שלום',
  Deva: 'आत्मा',
  Thai: 'สวัสดี',
  Hira: 'こころ',
};
