/**
 * The commonest words of a language tell running text in it at a glance (Grefenstette, Comparing two language identification schemes,
 * JADT 1995). They only save the slower identification where there is no doubt: they never say that a text is in another language.
 */

import type { LanguageTag } from '../types.js';

const LISTS: Readonly<Record<LanguageTag, string>> = {
  cs: 'a se v na je že o s z do i to k ve pro za by ale si po jako podle od jsou který které která jeho však nebo jsem tak být při než až také jen bylo byl byla může jejich aby kde když před mezi pokud této tento tato jsme',
  de: 'der die und das den von ist zu mit des nicht sich ein eine auf für als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum im in dem wir ich haben kann oder aber zur durch diese dieser vor bis ihre können sein seine wurde wenn nur mehr was wie wer wo mein meine',
  en: 'the of and to in is that for it as with was on are this be by have from or an you your can which will their has not but they we been more when if would about a i he his at all one there so what my into other also than its our these some who do them how up out',
  es: 'de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son también fue desde muy hasta hay donde quien han ni nos durante todos puede estos mi porque qué',
  fr: 'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux cette ces être vous votre nous leur elle mais comme son sa ses a été ont fait si leurs peut tout entre même ainsi y je deux bien où sans dont notre afin',
  id: 'yang dan di dari untuk dengan ini dalam pada adalah itu dapat atau tidak akan sebagai juga ke mereka kita anda lebih oleh karena bisa telah saya ada seperti secara tersebut bagi ia banyak dia memiliki menjadi namun serta dan sangat harus kami sebuah beberapa',
  it: 'di e il la che in un per del una con non le si da i dei al nel alla della gli sono è più come anche delle ha o ma se lo questo dal sua suo dalla nella essere degli ai tra questa tutti può ed quando dove hanno molto cui sul loro',
  ms: 'yang dan di untuk dengan dalam ini pada itu adalah kepada oleh tidak akan daripada sebagai juga telah mereka boleh ialah atau dapat serta lebih bagi kita anda seperti dari ke kerana saya ada beliau tersebut sahaja hendaklah supaya',
  nl: 'de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar door over worden hij tot heeft ze wordt je kan deze hebben werd was meer zich geen hun wat al kunnen',
  pl: 'i w na z do się że nie jest to o jak po od za dla przez jego przy oraz być które który która także ich ale może są a było był tym tego tej jako już tylko co ma lub więc między bez aby jej',
  pt: 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser são você isso também pelo pela até muito já entre quando nos há depois sobre está era sem mesmo aos seus nas',
  ro: 'și de în a la cu că pe din nu este o un pentru care mai sau se prin sunt după ca fi fost are dar între al ale unei unui să acest această lor lui cele cel către fiecare poate atât',
  sv: 'och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan man när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då sedan över bara dessa',
  sw: 'na ya wa kwa ni za katika la kuwa kama kwamba cha lakini yake hata hivyo sasa wake au watu hii zaidi vya huo kwenye si ili kila ambao ambayo yao wao kuna kutoka pamoja bila huu hayo sana ndani wetu kuhusu',
  tr: 've bir bu için ile de da olarak olan çok daha en gibi kadar her ne sonra ancak ya o ise olduğu değil bunu onun veya göre bile ki hem tarafından arasında var üzerinde şekilde önemli büyük bazı',
  vi: 'và của là các có trong được cho một với không người để những này khi đó từ đã như cũng về bạn nhiều thể làm vào ra sẽ đến tôi việc hơn năm rất nhưng theo trên lại hoặc bằng họ cần sự tại nên phải vì nếu',
};

const tags = Object.keys(LISTS);

/** For each word the lists that have it, a bit each. */
const listsOf = new Map<string, number>();
for (const [i, list] of Object.values(LISTS).entries())
  for (const word of list.split(' ')) listsOf.set(word, (listsOf.get(word) ?? 0) | (1 << i));

/** Counts of a segment. A word that several languages have counts as the own one's, and against it for none. */
export interface FunctionWords {
  readonly words: number;
  /** Function words of the language asked about. */
  readonly own: number;
  /** The most of them that any one other list has as well. */
  readonly shared: number;
  /** Function words of other languages only. */
  readonly others: number;
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;

const sharing = new Uint32Array(tags.length);

/** Counts the function words of `language` and of others in `text`, which is in lower case. */
export function countFunctionWords(text: string, language: LanguageTag): FunctionWords {
  const index = tags.indexOf(language);
  const bit = index < 0 ? 0 : 1 << index;
  sharing.fill(0);
  let words = 0;
  let own = 0;
  let others = 0;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    words++;
    const lists = listsOf.get(match[0]);
    if (lists === undefined) continue;
    if ((lists & bit) === 0) others++;
    else {
      own++;
      for (let rest = lists & ~bit; rest !== 0; rest &= rest - 1)
        (sharing[31 - Math.clz32(rest & -rest)] as number)++;
    }
  }
  let shared = 0;
  for (const count of sharing) if (count > shared) shared = count;
  return { words, own, shared, others };
}

/** True where a segment is beyond doubt in the language that was counted for; false says nothing. */
export function isPlain({ words, own, shared, others }: FunctionWords): boolean {
  return shared < own && 8 * own >= words && (others === 0 || (own >= 2 && own >= 4 * others));
}
