/** Japanese and the two kinds of Chinese. */

import type { LanguageTag } from '../../../detectors/index.js';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SIMPLIFIED = /[这个们对说话过还进门问题关学国会来时为请写给让开长车东发现动种两样头气电书认识几]/gu;
const TRADITIONAL = /[這個們對說話過還進門問題關學國會來時為請寫給讓開長車東發現動種兩樣頭氣電書認識幾]/gu;

/** The language of a text with Han or kana: Simplified Chinese where nothing tells. */
export function hanLanguage(text: string): LanguageTag {
  if (KANA.test(text)) return 'ja';
  const count = (forms: RegExp): number => text.match(forms)?.length ?? 0;
  return count(TRADITIONAL) > count(SIMPLIFIED) ? 'zh-Hant' : 'zh-Hans';
}
