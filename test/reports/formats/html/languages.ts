/** A real report on many targets and languages: sentences of each language, with words of another script in some. */

import { type Built, type ReportOptions, report } from '../../../../reports/index.js';
import { sentencesIn, WORDS } from '../../../support/phrases.js';

export const THIRTY =
  'ar bn cs de el en es fa fr he hi id it ja ko ms nl pl pt ro ru sv sw ta te th tr uk vi zh-Hans'.split(' ');

/** Share of the answers of a target in a language that slip into Cyrillic, or Han where that is the language's own. */
type Slips = (target: string, language: string) => number;

const PROMPTS = 40;

function* rowsOf(targets: readonly string[], languages: readonly string[], slips: Slips) {
  for (const language of languages) {
    const sentences = sentencesIn(language);
    const word = language === 'ru' || language === 'uk' ? WORDS.Hani : WORDS.Cyrl;
    for (const target of targets)
      for (let i = 0; i < PROMPTS; i++) {
        const two = [sentences[i % sentences.length], sentences[(i + 7) % sentences.length]];
        const text = i < slips(target, language) * PROMPTS ? [two[0], word, two[1]] : two;
        yield { target, language, promptId: `${language}-${i}`, prompt: `${i}`, text: text.join(' ') };
      }
  }
}

export const reportOnLanguages = (
  targets: readonly string[],
  languages: readonly string[],
  slips: Slips,
  options: ReportOptions = {},
): Promise<Built> => report(rowsOf(targets, languages, slips), options);
