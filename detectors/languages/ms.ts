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
  forbidsBefore: 'jangan tidak tanpa elakkan bukan dilarang tak kecuali',
  forbidsBehind: 'dilarang tidak_boleh',
  forbidsNothing: 'tidak_tahu tidak_hanya bukan_hanya bukan_sahaja',
  asks: {
    ways: '(?:dalam|ke|ke_dalam|kepada|dengan|menggunakan)_bahasa_~ gunakan_bahasa_~ (?:dalam|dengan)_(?:aksara|huruf|tulisan)_~',
    about:
      '(?:perkataan|kata|ayat|frasa|ungkapan|peribahasa|tatabahasa|kata_kerja|kata_nama|sebutan|abjad|huruf|tulisan|terjemahan|kosa_kata)_(?:dalam_)?(?:bahasa_)?~ (?:belajar|ajar_saya)_bahasa_~',
    verbs:
      'terjemah* tulis* jawab* katakan sebut* beri* berikan ungkap* nyatakan ringkas* rumus* jelas* terangkan gambarkan ulang* ceritakan tunjuk* buat* cipta* bagaimana apa maksud disebut perlu tolong bantu* gunakan tukar* huraikan',
    breaks: 'ditulis yang_berbahasa diterbitkan tertulis dihantar',
    and: 'dan atau serta',
  },
  callsOthers: 'zh:Mandarin und-Hani:kanji la:Latin',
};
