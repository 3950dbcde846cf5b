/** Persian. Persian written with the letters of Arabic is told by none. */

import type { Language } from './language.js';
import { PASHTO_KURDISH, URDU } from './letters.js';

export const fa: Language = {
  tag: 'fa',
  scripts: ['Arab'],
  letters: { foreign: URDU + PASHTO_KURDISH, telling: 'ةيىكإ', own: 'پچژگکی' },
  ownNames: ['فارسی'],
  forbidsBehind:
    'نکن نکنید ننویس ننویسید بدون نباید هرگز نه پرهیز ممنوع نده ندهید نگو نگویید نیاور نیاورید خودداری اجتناب',
  asks: {
    ways: 'به_(?:زبان_)?~ به_(?:زبان_)?(?:ساده_)~ با_(?:حروف|خط|الفبای)_~ به_خط_~',
    about:
      '(?:کلمه|کلمات|واژه|واژه‌های|جمله|جملات|عبارت|ضرب‌المثل|فعل|اسم|صفت|الفبای|حروف|دستور_زبان|گرامر|تلفظ|ترجمه|ترجمهٔ|معادل)_(?:زبان_)?~ (?:یاد_گرفتن|آموزش|یادگیری)_(?:زبان_)?~! ~_(?:یاد_بده|یاد_می‌گیرم|می‌آموزم)!',
    verbs:
      'ترجمه برگردان* بنویس* پاسخ جواب بگو* بگویید می‌گویند می‌شود چه چی چطور چگونه بده* بدهید توضیح خلاصه شرح تکرار بساز* کن کنید معنی معادل لازم کمک بیان',
    breaks: 'نوشته* نوشت که_به سخن_می چاپ',
    and: 'و یا',
    verbsLast: true,
  },
  callsOthers: 'en:انگلیسی zh:ماندارین la:لاتین tr:ترکی und-Hani:کانجی',
};
