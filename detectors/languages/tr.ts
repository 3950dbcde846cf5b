/** Turkish. */

import type { Language } from './language.js';

export const tr: Language = {
  tag: 'tr',
  scripts: ['Latn'],
  close: ['az'],
  marks: 'ığş',
  functionWords:
    've bir bu için ile de da olarak olan çok daha en gibi kadar her ne sonra ancak ya o ise olduğu değil bunu onun veya göre bile ki hem tarafından arasında var üzerinde şekilde önemli büyük bazı ama aynı bana belki ben biri biz bizim buna bundan bunlar böyle çünkü diğer diye fakat hangi herkes hiç içinde ilgili karşı kendi kim nasıl neden nedir nerede oldu olduğunu olmak olup onlar onu sadece sana sen siz şey şu tüm üzere yani yok zaman mı mi mu mü',
  ownNames: ['Türkçe'],
  forbidsBehind:
    'kullanma kullanmayın karıştırma karıştırmayın yazma yazmayın asla olmadan değil yok kaçın yasak kullanmadan kaçın* yasak* hariç \\p{L}+m[ae]y[ıi]n(?:[ıi]z)? \\p{L}+m[ae]s[ıi]n(?:l[ae]r)? \\p{L}+m[ae]d[ae]n \\p{L}+m[ae](?=[^\\p{L}]*$) ^\\S{0,5}_yerine ^\\S{0,5}(?:_\\p{L}+){0,2}_(?:sil|silin|kaldır*|çıkar*|temizle*)',
  translates: 'çevir* tercüme*',
  asks: {
    ways: "~(?:'?(?:ya|ye|a|e))(?![\\p{L}]) ~_(?:diline|dilinde|dili_ile|olarak|harfleriyle|karakterlerle) ~(?=_(?:yaz|söyle|cevap|yanıt|anlat|açıkla|konuş(?![\\p{L}])|nasıl|ne_de|karşılı|çevirisi|bir_(?:metin|cümle|şiir|mektup|hikâye|hikaye|paragraf))) (?:sadece|yalnızca)_~ ~(?=_(?:olsun|lütfen))",
    about:
      "~_(?:kelime*|sözcü*|cümle*|ifade*|deyim*|atasöz*|alfabe*|harf*|dilbilgisi*|gramer*|fiil*|isim*|sıfat*|telaffuz*|çeviri*|ek*) ~(?:'?(?:yı|yi|u|ü|ı|i))?_(?:öğren*|öğret*|çalış*)! ~s[ıiuü](?=_(?:ne|nedir))",
    verbs:
      'istiyorum isterim çevir* çeviri* tercüme* öğret öğretin yaz yazın yazar_mısın* yazınız yanıtla* yanıt cevapla* cevap söyle* söylenir denir de anlat* açıkla* özetle* tekrarla* göster* oluştur* üret* ver verin ver* nasıl ne nedir demek lazım yardım kullan kullanın konuş betimle* ifade',
    breaks:
      'yazılmış yazılan yazan konuşulan konuşan yayımlanan gelen yazılı (?:kitap|film|roman|gazete|dergi|şarkı|podcast|dizi|kanal|albüm)\\p{L}{0,5}_(?:öner*|tavsiye|bul*|sat*|var)',
    toldBefore: '(?:neden|niye)(?=_?$)',
    toldBehind:
      '(?:\\p{L}+d[ıiuü]n(?:[ıiuü]z)?|\\p{L}+t[ıiuü]n(?:[ıiuü]z)?)(?=_?$) varsa ise (?:zor|kolay)_m[uıiü] söylüyor',
    please: 'hepsi tamamı lütfen olsun teşekkürler şimdi sadece yalnızca da de ama bir_daha',
    and: 've veya ya_da ile',
    verbsLast: true,
  },
  callsOthers: 'zh:Mandarin und-Hani:kanji la:Latince und-Cyrl:Kiril ja:Japonca',
};
