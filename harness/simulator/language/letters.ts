/** The languages in Arabic and in Cyrillic script. */

import { type LanguageTag, policyFor } from '../../../detectors/index.js';
import { teller } from './traits.js';

/** Letters that no text of some length in a language does without (`own`), or that it is not written with (`foreign`). */
function lettersOf(language: LanguageTag, kind: 'own' | 'foreign'): string {
  return policyFor(language)?.letters?.[kind] ?? '';
}

/** Arabic, Persian or Urdu. */
export const arabicLanguage = teller([
  {
    language: 'ar',
    words:
      'في من على إلى عن أن إن ما هو هي هذا هذه ذلك التي الذي كيف لماذا ماذا هل لا لم مع أو أم ثم كان كانت بين كل لي اكتب اشرح',
  },
  {
    language: 'fa',
    words:
      'از به که این را با برای است در می یک آن هم چرا چه چطور بنویس بنویسید توضیح من تا یا شما ها های هر بود شده کن کنید',
    letters: lettersOf('fa', 'own'),
  },
  {
    language: 'ur',
    words:
      'کے کی کا ہے میں سے کو اور نے پر ہیں کہ یہ وہ ایک کیا کیوں کیسے لکھیں لکھیے بتائیں بتائیے مجھے کریں بھی تو نہیں جو تھا یا',
    letters: lettersOf('fa', 'own') + lettersOf('ur', 'own'),
  },
]);

/** Russian or Ukrainian. */
export const cyrillicLanguage = teller([
  {
    language: 'ru',
    words:
      'и в не на что с по как это для от из за у или к о а но почему напиши напишите объясни объясните мне мой я ты вы бы же его если до все',
    letters: lettersOf('uk', 'foreign'),
  },
  {
    language: 'uk',
    words:
      'і й та в у не на що з із до як це для від про або за а але чому напиши напишіть поясни поясніть мені мій я ти ви б же його якщо',
    letters: lettersOf('uk', 'own'),
  },
]);
