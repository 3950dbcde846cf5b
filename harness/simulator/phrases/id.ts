/** Indonesian. */

import type { Phrases } from './types.js';

export const id: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Setiap pagi pasar di ujung jalan sudah ramai oleh pedagang sayur.',
    'Ketika musim hujan tiba, anak-anak senang bermain air di halaman.',
    'Warung kecil di dekat stasiun terkenal karena sotonya yang gurih.',
    'Di hari yang sibuk pun, secangkir teh hangat bisa menenangkan pikiran.',
    'Waktu kecil kami selalu menghabiskan liburan di rumah kakek dan nenek.',
    'Kalau hujan turun berhari-hari, jemuran tidak pernah benar-benar kering.',
    'Setiap orang membutuhkan waktu untuk terbiasa dengan pekerjaan baru.',
    'Saya membaca buku itu sekali lagi sebelum mengembalikannya ke perpustakaan.',
    'Pada sore hari para tetangga duduk di teras sambil mengobrol.',
    'Udara malam yang sejuk sangat cocok untuk berjalan kaki.',
    'Saya berusaha datang beberapa menit lebih awal setiap kali berjanji dengan teman.',
    'Sepulang sekolah anak-anak bermain bola di lapangan sampai hari gelap.',
    'Pada akhir pekan kami membersihkan rumah lalu memasak bersama.',
    'Bangun pagi terasa berat ketika udara di luar masih dingin.',
    'Saat hari raya seluruh keluarga berkumpul dan saling memaafkan.',
    'Jika ada masalah, sebaiknya ceritakan kepada orang yang kamu percaya.',
    'Sayuran dari kebun sendiri tidak selalu indah, tetapi rasanya lebih segar.',
    'Dari jendela kereta terlihat sawah yang membentang sampai ke kaki gunung.',
  ],
  headings: [
    'Kehidupan sehari-hari',
    'Cerita sepanjang musim',
    'Suasana kota',
    'Bekerja dan belajar',
    'Di meja makan',
  ],
};
