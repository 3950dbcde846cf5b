/** Urdu. */

import type { Language } from './language.js';
import { PASHTO_KURDISH, URDU } from './letters.js';

export const ur: Language = {
  tag: 'ur',
  scripts: ['Arab'],
  letters: { foreign: PASHTO_KURDISH, telling: 'يكةىإ', own: URDU },
  ownNames: ['اردو'],
  forbidsBehind: 'نہ نہیں بغیر مت ہرگز منع ممنوع گریز پرہیز',
  asks: {
    ways: '~_(?:زبان_|رسم_الخط_|حروف_)?میں',
    about:
      '~(?:_کے|_کا|_کی)?_(?:لفظ|الفاظ|جملہ|جملے|محاورہ|محاورے|گرامر|قواعد|فعل|اسم|حروف|تلفظ|ترجمہ) ~_(?:سیکھ*|سکھا*)!',
    verbs:
      'ترجمہ لکھیں لکھیے لکھو لکھ_دیں بتائیں بتائیے بتاؤ جواب کہیں کہیے کہتے کیا کیسے دیں دیجیے دو کریں کیجیے وضاحت خلاصہ بیان مطلب چاہیے',
    breaks: 'لکھا لکھی لکھے_ہ* آیا آئی بولنے بولی_ج*',
    and: 'اور یا',
    verbsLast: true,
  },
  callsOthers: 'en:انگلش zh:مینڈارن la:لاطینی',
};
