/** Turkish. */

import type { Phrases } from './types.js';

export const tr: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Sabahları çarşıda taze ekmek ve demlenmiş çay kokusu yayılır.',
    'Bahar gelince insanlar parklarda piknik yapmaya başlar.',
    'İstasyonun yanındaki küçük lokanta her gün farklı bir çorba pişirir.',
    'Yoğun bir günde bile bir bardak çay insanı dinlendirir.',
    'Çocukken her yaz tatilini köyde dedemlerin evinde geçirirdik.',
    'Günlerce yağmur yağınca çamaşırlar bir türlü kurumuyor.',
    'Yeni bir işe alışmak her zaman biraz zaman alır.',
    'Kütüphaneden aldığım kitabı geri vermeden önce bir kez daha okudum.',
    'Akşamları komşular kapının önünde oturup sohbet eder.',
    'Sonbahar geceleri serin olur ve yürüyüş yapmak için çok uygundur.',
    'Bir arkadaşımla buluşacağım zaman birkaç dakika erken gitmeye çalışırım.',
    'Okuldan sonra çocuklar hava kararana kadar mahallede top oynar.',
    'Hafta sonu evi toplar, sonra birlikte güzel bir yemek hazırlarız.',
    'Soğuk kış sabahlarında sıcak yataktan kalkmak zor gelir.',
    'Bayram günlerinde bütün aile aynı sofrada bir araya gelir.',
    'Bir derdiniz varsa güvendiğiniz biriyle konuşmak iyi gelebilir.',
    'Bahçede yetişen sebzeler pek düzgün değildir ama çok lezzetlidir.',
    'Trenin penceresinden tarlaların yavaş yavaş dağlara dönüştüğü görülür.',
  ],
  headings: ['Günlük hayat', 'Mevsimlerin güzelliği', 'Şehrin sokakları', 'İş ve okul', 'Sofra sohbetleri'],
};
