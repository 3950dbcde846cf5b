/** Malay. */

import type { Phrases } from './types.js';

export const ms: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Setiap pagi mak cik di simpang jalan menjual nasi lemak yang masih panas.',
    'Apabila musim durian tiba, bau buahnya semerbak sampai ke jalan besar.',
    'Adik suka berlari di tepi sawah sambil menarik layang-layang.',
    'Kedai kopi di pekan itu sentiasa penuh kerana roti bakarnya sedap.',
    'Saya sempat membaca akhbar sebelum bertolak ke pejabat.',
    'Hujan lebat petang semalam menyebabkan jalan raya sesak.',
    'Nenek mengajar kami menganyam tikar daripada daun mengkuang.',
    'Jiran sebelah rumah selalu berkongsi kuih yang baru dimasak.',
    'Sesiapa yang baru mula bekerja memerlukan sedikit masa untuk menyesuaikan diri.',
    'Pada cuti sekolah, kami sekeluarga balik ke kampung menaiki kereta api.',
    'Abang membaiki basikal lama itu sehingga boleh dikayuh semula.',
    'Buku yang dipinjam daripada perpustakaan perlu dipulangkan minggu depan.',
    'Pada waktu petang, ramai orang berjalan kaki di taman berhampiran tasik.',
    'Ayah menanam cili dan kangkung di belakang rumah.',
    'Pada pagi raya, semua orang memakai baju baharu dan saling bermaafan.',
    'Jangan malu bertanya kepada guru jika tidak faham.',
    'Dari tingkap bas kelihatan bukit hijau dan ladang getah.',
    'Kakak sedang memasak gulai ikan, baunya membuat semua orang lapar.',
  ],
  headings: ['Kehidupan harian', 'Cuaca dan musim', 'Suasana pekan', 'Kerja dan pelajaran', 'Dari dapur ibu'],
};
