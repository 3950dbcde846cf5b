/** Indonesian. */

import type { Language } from './language.js';

export const id: Language = {
  tag: 'id',
  scripts: ['Latn'],
  close: ['ms'],
  indistinct: ['ms'],
  functionWords:
    'yang dan di dari untuk dengan ini dalam pada adalah itu dapat atau tidak akan sebagai juga ke mereka kita anda lebih oleh karena bisa telah saya ada seperti secara tersebut bagi ia banyak dia memiliki menjadi namun serta sangat harus kami sebuah beberapa agar antara apa bagaimana bahkan bahwa baru belum berbagai bukan dilakukan hal hanya hingga jika kepada ketika lain lainnya maka masih melalui membantu membuat mengapa menggunakan merupakan mungkin orang para perlu pernah pula saat salah satu sampai saja sebelum sehingga selain selama semua seorang setelah setiap sudah suatu tanpa tentang terhadap tetapi tetap yaitu',
  ownNames: ['bahasa Indonesia'],
  forbidsBefore:
    'jangan tidak tanpa hindari bukan dilarang tak kecuali alih-alih daripada (?:hapus*|buang*|hilangkan|ganti*)(?!.*_(?:dan|dengan|lalu)_)',
  forbidsBehind: 'dilarang tidak_boleh',
  forbidsNothing: 'tidak_tahu tidak_hanya bukan_hanya bukan_cuma',
  translates: 'terjemah* menerjemah* diterjemah*',
  asks: {
    ways: '(?:dalam|ke|ke_dalam|dengan|menggunakan|pakai)_bahasa_~ gunakan_bahasa_~ (?:dalam|dengan)_(?:aksara|huruf)_~',
    about:
      '(?:kata|kalimat|frasa|ungkapan|peribahasa|tata_bahasa|kata_kerja|kata_benda|kata_sifat|pelafalan|abjad|alfabet|huruf|aksara|terjemahan|kosakata|kasus)_(?:dalam_)?(?:bahasa_)?~ (?:belajar|ajari_saya)_bahasa_~! kata_~_untuk',
    verbs:
      '(?:mau|ingin)(?!_(?:mem)?baca(?!_(?:ini|itu))|_(?:me)?nonton|_belajar|_(?:men)?dengar*|_(?:ber|me)nyanyi|_berpikir|_memahami|_mengikuti|_kuliah) terjemah* tulis* jawab* katakan bilang ucap* beri* berikan ungkap* nyatakan ringkas* rangkum* jelas* gambarkan ulangi ceritakan tunjuk* buat* ciptakan bagaimana apa arti artinya disebut butuh tolong bantu* gunakan pakai sebutkan ubah',
    breaks:
      'ditulis yang_berbahasa diterbitkan tertulis dikirim yang_ditulis (?<!tentang_)(?:film|buku|novel|koran|majalah|lagu|podcast|serial|saluran|situs|surat_kabar)_?$',
    toldBefore:
      'masih (?:kenapa|mengapa)(?!_tidak|.*_disebut) (?:jika|kalau|bila|apabila)(?!_(?:bisa|mungkin|boleh)) (?:kamu|anda|kau)_(?:tadi_|sudah_|telah_|baru_|selalu_)*(?:menjawab|menulis|memakai|menggunakan) (?:sulit|susah|mudah|sukar)_\\p{L}+ menyanyi bernyanyi apakah_ada adalah_?$ tadi',
    please: 'semua semuanya ya tolong mohon silakan terima_kasih sekarang saja juga tapi lagi dong',
    and: 'dan atau serta',
  },
  callsOthers: 'zh:Mandarin zh:Cina zh:China und-Hani:kanji la:Latin',
};
