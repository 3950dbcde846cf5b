/** Malay. */

import type { Language } from './language.js';

export const ms: Language = {
  tag: 'ms',
  scripts: ['Latn'],
  close: ['id'],
  indistinct: ['id'],
  functionWords:
    'yang dan di untuk dengan dalam ini pada itu adalah kepada oleh tidak akan daripada sebagai juga telah mereka boleh ialah atau dapat serta lebih bagi kita anda seperti dari ke kerana saya ada beliau tersebut sahaja hendaklah supaya',
  ownNames: ['bahasa Melayu', 'bahasa Malaysia'],
  forbidsBefore:
    'jangan tidak tanpa elakkan bukan dilarang tak kecuali daripada (?:hapus*|buang*|padam*|ganti*|keluarkan)(?!.*_(?:dan|dengan|lalu)_)',
  forbidsBehind: 'dilarang tidak_boleh',
  forbidsNothing: 'tidak_tahu tidak_hanya bukan_hanya bukan_sahaja',
  translates: 'terjemah* menterjemah* diterjemah*',
  asks: {
    ways: '(?:dalam|ke|ke_dalam|kepada|dengan|menggunakan)_bahasa_~ gunakan_bahasa_~ (?:dalam|dengan)_(?:aksara|huruf|tulisan)_~',
    about:
      '(?:perkataan|kata|ayat|frasa|ungkapan|peribahasa|tatabahasa|kata_kerja|kata_nama|sebutan|abjad|huruf|tulisan|terjemahan|kosa_kata)_(?:dalam_)?(?:bahasa_)?~ (?:belajar|ajar_saya)_bahasa_~ perkataan_~_untuk',
    verbs:
      '(?:mahu|ingin)(?!_(?:mem)?baca(?!_(?:ini|itu))|_(?:me)?nonton|_belajar|_(?:men)?dengar*|_(?:ber|me)nyanyi|_berfikir|_memahami|_mengikuti) terjemah* tulis* jawab* katakan sebut* beri* berikan ungkap* nyatakan ringkas* rumus* jelas* terangkan gambarkan ulang* ceritakan tunjuk* buat* cipta* bagaimana apa maksud disebut perlu tolong bantu* gunakan tukar* huraikan',
    breaks:
      'ditulis yang_berbahasa diterbitkan tertulis dihantar (?<!tentang_)(?:filem|buku|novel|akhbar|majalah|lagu|podcast|siri|saluran)_?$',
    toldBefore:
      'masih (?:kenapa|mengapa)(?!_tidak|.*_disebut) (?:jika|kalau|sekiranya)(?!_(?:boleh|mungkin)) (?:awak|anda|kamu)_(?:tadi_|sudah_|telah_|selalu_)*(?:menjawab|menulis|menggunakan) (?:sukar|susah|mudah)_\\p{L}+ menyanyi adakah',
    please: 'semua semuanya ya sila tolong terima_kasih sekarang sahaja juga tetapi lagi',
    and: 'dan atau serta',
  },
  callsOthers: 'zh:Mandarin und-Hani:kanji la:Latin',
};
