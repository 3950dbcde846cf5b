/** The words that slip in, by script, and the scripts that would be no intruders in a language. */

import { type LanguageTag, policyFor, type ScriptCode } from '../../detectors/bare/index.js';
import type { IntrudingScript } from './types.js';

/** Every word of `Hans` has a character of GB2312 that JIS X 0208 does not have, so it is foreign in Japanese too. */
export const intruders: Readonly<Record<IntrudingScript, readonly string[]>> = {
  Arab: ['انتشار', 'مثلا', 'يمكن', 'مشكلة', 'استخدام', 'أيضا', 'بشكل', 'عملية', 'الوقت', 'جميع'],
  Cyrl: [
    'посмотреть',
    'использовать',
    'например',
    'однако',
    'поэтому',
    'развитие',
    'качество',
    'возможно',
    'необходимо',
    'время',
  ],
  Deva: ['लेकिन', 'उपयोग', 'समस्या', 'उदाहरण', 'क्योंकि', 'विकास', 'जानकारी', 'महत्वपूर्ण'],
  Grek: ['πρόβλημα', 'αλλά', 'επίσης', 'σημαντικό', 'ανάπτυξη', 'παράδειγμα', 'χρήση', 'συνήθως'],
  Hang: ['그리고', '하지만', '문제', '사용', '경우', '확인', '때문에', '가능', '중요한', '다양한'],
  Hani: ['能力', '解决', '规范', '通常', '提供', '神经', '个人', '效果', '基本', '方法'],
  Hans: ['这个', '问题', '经济发展', '应该', '我们', '时间', '进行', '对话', '关系', '选择', '实际', '认为'],
  Hebr: ['למשל', 'אבל', 'חשוב', 'בעיה', 'להשתמש', 'אפשר', 'תהליך', 'מידע'],
  Latn: [
    'actually',
    'however',
    'because',
    'important',
    'usually',
    'various',
    'process',
    'simply',
    'together',
    'experience',
  ],
  Thai: ['แต่', 'สามารถ', 'ปัญหา', 'และ', 'ความสำคัญ', 'เช่น', 'ต้องการ', 'ประโยชน์'],
};

/** Scripts without spaces between words. */
const UNSPACED: ReadonlySet<ScriptCode> = new Set(['Hani', 'Hans', 'Hant', 'Jpan', 'Thai']);

/** What stands between two words of a script. */
export function wordSeparator(script: ScriptCode): '' | ' ' {
  return UNSPACED.has(script) ? '' : ' ';
}

/**
 * Whether a language is written in `script`, so that it cannot slip in. English words in German are slips, so Latin script is
 * English's own alone.
 */
export function isOwn(language: LanguageTag, script: IntrudingScript): boolean {
  if (script === 'Latn') return language === 'en';
  const policy = policyFor(language);
  if (script === 'Hans') return policy?.han === 'simplified';
  return policy?.scripts.includes(script) ?? false;
}
