/** Swahili. */

import type { Language } from './language.js';

export const sw: Language = {
  tag: 'sw',
  scripts: ['Latn'],
  functionWords:
    'na ya wa kwa ni za katika la kuwa kama kwamba cha lakini yake hata hivyo sasa wake au watu hii zaidi vya huo kwenye si ili kila ambao ambayo yao wao kuna kutoka pamoja bila huu hayo sana ndani wetu kuhusu',
  ownNames: ['Kiswahili'],
  forbidsBefore: 'usitumie msitumie usichanganye usiandike bila kamwe epuka',
  forbidsBehind: 'hairuhusiwi',
};
