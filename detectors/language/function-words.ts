/**
 * The commonest words of a language tell running text in it at a glance (Grefenstette, Comparing two language identification schemes,
 * JADT 1995). They only save the slower identification where there is no doubt: they never say that a text is in another language.
 */

import type { LanguageTag } from '../types.js';

const LISTS: Readonly<Record<LanguageTag, string>> = {
  de: 'der die und das den von ist zu mit des nicht sich ein eine auf für als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum',
  en: 'the of and to in is that for it as with was on are this be by have from or an you your can which will their has not but they we been more when if would about',
  es: 'de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son',
  fr: 'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux cette ces être vous votre nous leur elle mais comme',
  id: 'yang dan di dari untuk dengan ini dalam pada adalah itu dapat atau tidak akan sebagai juga ke mereka kita anda lebih oleh karena bisa telah saya ada seperti secara',
  it: 'di e il la che in un per del una con non le si da i dei al nel alla della gli sono è più come anche delle ha o ma se lo questo dal',
  pt: 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser são você isso',
  tr: 've bir bu için ile de da olarak olan çok daha en gibi kadar her ne sonra ancak ya o ise olduğu değil bunu onun veya',
  vi: 'và của là các có trong được cho một với không người để những này khi đó từ đã như cũng về bạn nhiều thể làm vào ra',
};

/** The language of a word that is common in one language only. */
const languageOf = new Map<string, LanguageTag>();
const shared = new Set<string>();
for (const [language, words] of Object.entries(LISTS)) {
  for (const word of words.split(' ')) {
    if (languageOf.has(word)) shared.add(word);
    languageOf.set(word, language);
  }
}
for (const word of shared) languageOf.delete(word);

/** Fewest function words of the language, their least share of all words, and how many there must be for one of another language. */
const LEAST = 4;
const LEAST_SHARE = 0.1;
const OVER_OTHERS = 5;

const WORD = /\p{L}[\p{L}\p{M}]*/gu;

/** True where `text` is beyond doubt running text in `language`; false says nothing. */
export function isPlainly(text: string, language: LanguageTag): boolean {
  let words = 0;
  let own = 0;
  let others = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    words++;
    const other = languageOf.get(word);
    if (other === language) own++;
    else if (other !== undefined) others++;
  }
  return own >= LEAST && own >= LEAST_SHARE * words && own >= OVER_OTHERS * others;
}
