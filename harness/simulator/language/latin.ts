/** The languages in Latin script. */

import { teller } from './traits.js';

/** Small words that Malay and Indonesian have in common. */
const MALAY =
  'yang dan di dengan untuk adalah itu ini apa bagaimana mengapa kenapa siapa berapa tulis tidak dari pada dalam saya kami kita anda ke juga akan sudah belum atau oleh kepada seperti lebih tolong jika kalau tentang tetapi supaya tanpa serta ada setiap dua tiga empat lima orang buatkan tuliskan ceritakan';

/** Words and spellings in which the two differ. */
const INDONESIAN =
  'jelaskan buatlah sebutkan karena bisa bahwa saja coba mau tabel kalimat paragraf bagian berbeda bedanya agar namun setelah sedangkan maupun padahal harus mulai menurut silakan saat kamu kalian bapak pak bu mas mbak nggak gimana banget bikin dulu besok laki teman tetangga pikir pikiran uang kantor mobil kamar jendela polisi telepon bus siswa mahasiswa dokter delapan istri putri sepeda toko perbaiki pesan indonesia';
const MALAYSIAN =
  'terangkan huraikan nyatakan senaraikan karangkan kerana boleh bahawa sahaja cuba mahu jadual ayat perenggan perkataan bahagian berbeza beza bezanya apabila selepas manakala mahupun semasa ialah iaitu daripada hendaklah mulakan mengikut sila masa awak bapa mak cik encik puan cikgu nak tak macam kena ni tu dahulu esok lelaki kawan jiran fikir fikiran wang pejabat kereta bilik tingkap polis telefon bas pelajar penuntut doktor lapan baharu semula pula bila isteri puteri basikal kedai betulkan mesej melayu sebab jumpa hendak';

/** English is the answer where nothing tells. A word stands under every language that is full of it. */
export const latinLanguage = teller([
  {
    language: 'en',
    words:
      'the and of to is are what how why do does with for that this write explain give list your my a i in it as on me be was you',
  },
  {
    language: 'de',
    words:
      'der die das und ist nicht ein eine einen wie was warum mit für auf von den dem schreibe erkläre bitte ich du mir in im man zu des sich',
    letters: 'äöüß',
  },
  {
    language: 'fr',
    words:
      'le la les des et est une un du que pour dans avec qui comment pourquoi écris explique vous sur je de en a au ce il se ne pas me mon',
    letters: 'œêèùç',
  },
  {
    language: 'es',
    words:
      'el la los las y es una un que por para con en del cómo qué escribe explica se mi de a no lo como al su me te más',
    letters: 'ñ',
  },
  {
    language: 'it',
    words:
      'il lo la gli che è di una un per con come perché scrivi spiega sono della nel più mio a i e in si non le da del mi se dei',
    letters: 'òì',
  },
  {
    language: 'pt',
    words:
      'o a os as e é uma um que não para com como em do da escreva explique por meu de se no na me dos mais ao sua',
    letters: 'ãõ',
  },
  {
    language: 'tr',
    words: 've bir bu için ile nasıl ne neden mi mı nedir yaz açıkla bana olan gibi çok da de o her',
    letters: 'ğşıçöü',
  },
  {
    language: 'vi',
    words:
      'và là của một các cho với như thế nào hãy viết giải thích tại sao những trong không có được tôi người',
    letters: 'ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
  },
  {
    language: 'id',
    words: `${MALAY} ${INDONESIAN}`,
  },
  {
    language: 'ms',
    words: `${MALAY} ${MALAYSIAN}`,
  },
  {
    language: 'nl',
    words:
      'de het een en van in is dat op te voor met niet zijn ik je mijn hoe wat waarom schrijf uit aan om ook naar bij er die maar als of graag leg',
  },
  {
    language: 'sv',
    words:
      'och i att det som en på är av för med till den har inte om ett jag hur vad varför skriv förklara min mig du de så var kan från ska',
    letters: 'åäö',
  },
  {
    language: 'cs',
    words:
      'a se v na je že o s z do i k ve pro jak co proč napiš napište vysvětli vysvětlete mi jako ale si jsem by to za u po ze jsou prosím',
    letters: 'ěřůťďňčšž',
  },
  {
    language: 'pl',
    words:
      'i w na z do się że nie jest to o jak co dlaczego napisz wyjaśnij mi proszę dla po od czy ale za są a u ze by jako mój',
    letters: 'ąęłńśźżć',
  },
  {
    language: 'ro',
    words:
      'și de în a la cu că pe din nu este o un pentru care mai sau să ce cum scrie explică mi te rog îmi al lui sunt după dar fi se am',
    letters: 'șț',
  },
  {
    language: 'sw',
    words:
      'na ya wa kwa ni za katika la kuwa kama cha vya yake yangu hii huu hiyo nini jinsi gani andika eleza mimi tafadhali lakini kila au ili sana je mtu watu kutoka kwenye kuhusu wakati mpaka hadi siku',
  },
]);
