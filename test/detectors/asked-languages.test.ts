import { expect } from 'chai';
import { detect, policyFor } from '../../detectors/index.js';
import { sentencesIn, WORDS } from '../support/phrases.js';

type Row = readonly [language: string, prompt: string, script: string];

/** Prompts that want words of another language. */
const WISHES: readonly Row[] = [
  ['en', 'Translate the following into Russian: Hello', 'Cyrl'],
  ['en', 'translate to korean please', 'Hang'],
  ['en', 'How do you say thank you in Arabic?', 'Arab'],
  ['en', 'Explain the Russian cases', 'Cyrl'],
  ['en', 'What does the Japanese word komorebi mean?', 'Hira'],
  ['en', 'Write a poem in Japanese.', 'Hira'],
  ['en', 'And in Russian?', 'Cyrl'],
  ['ja', 'ロシア語に訳して', 'Cyrl'],
  ['ja', '「こんにちは」をロシア語で教えてください。', 'Cyrl'],
  ['ja', 'ロシア語では何と言いますか', 'Cyrl'],
  ['ja', '韓国語の文法を説明して', 'Hang'],
  ['ja', 'ロシア語と中国語に訳してください', 'Cyrl'],
  ['ko', '"object"를 중국어로 번역해 주세요.', 'Hani'],
  ['ko', '영어를 쓰지 말고 러시아어로 답해 주세요', 'Cyrl'],
  ['ko', '안녕하세요를 러시아어로 알려줘', 'Cyrl'],
  ['ko', '일본어 조사를 설명해 주세요', 'Hira'],
  ['zh', '把下面的句子翻译成俄语', 'Cyrl'],
  ['ru', 'Дай короткий отрывок на древнегреческом языке с переводом.', 'Grek'],
  ['ru', 'Как сказать это по-корейски?', 'Hang'],
  ['ru', 'Переведи на китайский без пояснений', 'Hani'],
  ['ru', 'Объясни грамматику японского языка, японские глаголы', 'Hira'],
  ['de', 'Übersetze das ins Russische', 'Cyrl'],
  ['de', 'Schreib mir bitte einen Brief auf Russisch', 'Cyrl'],
  ['de', 'Was heißt das auf Altgriechisch?', 'Grek'],
  ['de', 'Erkläre mir die chinesischen Schriftzeichen', 'Hani'],
  ['fr', 'Traduis en russe: bonjour', 'Cyrl'],
  ['fr', 'Comment dit-on merci en japonais ?', 'Hira'],
  ['es', 'Traduce esto al ruso', 'Cyrl'],
  ['es', '¿Cómo se dice "no" en ruso?', 'Cyrl'],
  ['it', 'Come si dice "grazie" in cinese', 'Hani'],
  ['pt', 'Traduza para o russo', 'Cyrl'],
  ['pl', 'Napisz to po rosyjsku', 'Cyrl'],
  ['pl', 'Przetłumacz na chiński', 'Hani'],
  ['cs', 'Napiš větu ve staré řečtině a přelož ji.', 'Grek'],
  ['cs', 'Přelož do ruštiny', 'Cyrl'],
  ['cs', 'Řekni to rusky', 'Cyrl'],
  ['nl', 'Vertaal dit naar het Russisch', 'Cyrl'],
  ['nl', 'Schrijf het in het Chinees', 'Hani'],
  ['sv', 'Översätt till ryska', 'Cyrl'],
  ['sv', 'Skriv på japanska', 'Hira'],
  ['tr', 'Bunu Rusçaya çevir', 'Cyrl'],
  ['tr', 'Bunu Rusça nasıl söylerim', 'Cyrl'],
  ['ar', 'ترجم إلى الروسية', 'Cyrl'],
  ['ar', 'كيف أقول هذا بالصينية', 'Hani'],
  ['hi', 'इसे रूसी में अनुवाद करें', 'Cyrl'],
  ['vi', 'Dịch sang tiếng Nga', 'Cyrl'],
  ['th', 'แปลเป็นภาษารัสเซีย', 'Cyrl'],
  ['id', 'Terjemahkan ke dalam bahasa Jepang', 'Hira'],
  ['el', 'Μετάφρασε στα ρωσικά', 'Cyrl'],
  ['he', 'תרגם לרוסית', 'Cyrl'],
  ['fa', 'به روسی ترجمه کن', 'Cyrl'],
  ['ur', 'اسے روسی میں ترجمہ کریں', 'Cyrl'],
  ['bn', 'এটি রুশ ভাষায় অনুবাদ করুন', 'Cyrl'],
  ['ta', 'இதை ரஷ்ய மொழியில் எழுதுங்கள்', 'Cyrl'],
  ['te', 'దీన్ని జపనీస్ లోకి అనువదించండి', 'Hira'],
  ['sw', 'Tafsiri kwa Kirusi', 'Cyrl'],
  ['ms', 'Terjemahkan ke bahasa Jepun', 'Hira'],
  ['ro', 'Tradu în rusă', 'Cyrl'],
  ['ja', 'Translate into Russian: hello', 'Cyrl'],
  [
    'en',
    'I am learning Mandarin. Could you give me some advice to memorize how to write Chinese characters and speed up my learning?',
    'Hani',
  ],
  ['en', 'Translate into Bulgarian', 'Cyrl'],
  ['en', 'Write it in Cyrillic', 'Cyrl'],
  ['en', 'Could you put this paragraph into Hindi for my grandmother?', 'Deva'],
  ['en', 'I need a Greek translation of "good morning".', 'Grek'],
  ['en', 'Give me five common Thai greetings', 'Thai'],
  ['en', 'whats the japanese word for umbrella', 'Hira'],
  ['en', 'Respond only in Ukrainian from now on', 'Cyrl'],
  ['en', 'Please write the birthday message in both Hebrew and English.', 'Hebr'],
  ['en', 'How is "love" written in Korean?', 'Hang'],
  ['ja', '「ありがとう」は韓国語でなんと言いますか？', 'Hang'],
  ['ko', '다음 문장을 일본어로 바꿔 주세요', 'Hira'],
  ['ko', '러시아어로 "사랑"을 뭐라고 하나요?', 'Cyrl'],
  ['ko', '아랍어 알파벳을 알려 주세요', 'Arab'],
  ['zh', '“谢谢”韩语怎么说？', 'Hang'],
  ['zh', '帮我用俄语写一封感谢信', 'Cyrl'],
  ['zh', '教我几个泰语的日常用语', 'Thai'],
  ['ru', 'Как по-арабски будет «мир»?', 'Arab'],
  ['ru', 'Приведи примеры слов на хинди', 'Deva'],
  ['ru', 'Помоги выучить корейский алфавит', 'Hang'],
  ['ru', 'Составь диалог на японском', 'Hira'],
  ['uk', 'Як сказати «дякую» японською?', 'Hira'],
  ['de', 'Kannst du mir das auf Griechisch sagen?', 'Grek'],
  ['de', 'Welche Buchstaben hat das hebräische Alphabet?', 'Hebr'],
  ['de', 'Schreibe eine Geschichte auf Japanisch', 'Hira'],
  ['fr', 'Peux-tu écrire ce message en arabe ?', 'Arab'],
  ['fr', 'Donne-moi la traduction en coréen de « merci »', 'Hang'],
  ['fr', "Explique-moi l'alphabet grec", 'Grek'],
  ['es', '¿Puedes escribirlo en japonés?', 'Hira'],
  ['es', 'Dame cinco palabras en árabe', 'Arab'],
  ['it', 'Scrivimi una poesia in giapponese', 'Hira'],
  ['it', 'Traduci in arabo la frase seguente', 'Arab'],
  ['pt', 'Como se diz obrigado em coreano?', 'Hang'],
  ['pl', 'Jak powiedzieć „dziękuję” po japońsku?', 'Hira'],
  ['pl', 'Napisz krótki list w języku ukraińskim', 'Cyrl'],
  ['cs', 'Jak se řekne děkuji japonsky?', 'Hira'],
  ['cs', 'Napiš mi dopis v ruštině', 'Cyrl'],
  ['nl', 'Hoe zeg je dank je in het Koreaans?', 'Hang'],
  ['sv', 'Hur säger man tack på ryska?', 'Cyrl'],
  ['tr', '“Teşekkürler” Japoncada nasıl denir?', 'Hira'],
  ['tr', 'Arapça alfabeyi öğret', 'Arab'],
  ['ar', 'اكتب قصيدة باللغة اليابانية', 'Hira'],
  ['ar', 'ما معنى كلمة سلام بالروسية؟', 'Cyrl'],
  ['hi', '“धन्यवाद” को जापानी में क्या कहते हैं?', 'Hira'],
  ['vi', '“Cảm ơn” tiếng Nhật là gì?', 'Hira'],
  ['vi', 'Hãy viết một bài thơ bằng tiếng Trung', 'Hani'],
  ['th', 'คำว่ารักภาษาเกาหลีพูดว่าอย่างไร', 'Hang'],
  ['id', 'Bagaimana cara mengatakan terima kasih dalam bahasa Rusia?', 'Cyrl'],
  ['id', 'Tulis puisi dalam bahasa Arab', 'Arab'],
  ['he', 'איך אומרים תודה ביפנית?', 'Hira'],
  ['el', 'Πώς λέγεται ευχαριστώ στα ιαπωνικά;', 'Hira'],
  ['ro', 'Cum se spune mulțumesc în japoneză?', 'Hira'],
  ['ur', 'شکریہ کو جاپانی میں کیا کہتے ہیں؟', 'Hira'],
  ['bn', 'এই বাক্যটি জাপানি ভাষায় লিখুন', 'Hira'],
  ['en', 'Reply in Farsi please', 'Arab'],
  ['en', 'What are some Korean tongue twisters? Write three Korean sentences.', 'Hang'],
  ['en', 'Can you transliterate my name into Arabic letters?', 'Arab'],
  ['en', 'Make a flashcard list of 20 Russian words with their meanings.', 'Cyrl'],
  ['ja', 'タイ語の挨拶を五つ教えて', 'Thai'],
  ['ja', 'ロシア語でメールの返信を作成して', 'Cyrl'],
  ['ko', '중국어로 자기소개서를 써줘', 'Hani'],
  ['zh-Hans', '把“我爱你”翻成阿拉伯语', 'Arab'],
  ['ru', 'Какие есть приветствия на тайском? Напиши на тайском языке', 'Thai'],
  ['ru', 'Как пишется «дом» на иврите?', 'Hebr'],
  ['uk', 'Напиши привітання китайською мовою', 'Hani'],
  ['de', 'Nenne mir drei russische Sprichwörter', 'Cyrl'],
  ['de', 'Wie sagt man „Danke“ auf Koreanisch?', 'Hang'],
  ['fr', 'Réponds-moi en chinois', 'Hani'],
  ['es', 'Escríbeme un poema en ruso', 'Cyrl'],
  ['es', 'Traduzca el siguiente texto al chino', 'Hani'],
  ['it', 'Come si scrive "pace" in arabo?', 'Arab'],
  ['pt', 'Dê-me cinco frases em japonês', 'Hira'],
  ['pl', 'Podaj przykłady zdań w języku greckim', 'Grek'],
  ['tr', 'Bana beş Korece kelime öğret', 'Hang'],
  ['ar', 'ترجم هذه الجملة إلى اليابانية من فضلك', 'Hira'],
  ['hi', 'मेरे लिए रूसी में एक कविता लिखो', 'Cyrl'],
  ['th', 'ช่วยแปลประโยคนี้เป็นภาษาญี่ปุ่น', 'Hira'],
  ['fa', 'یک شعر به زبان روسی بنویس', 'Cyrl'],
];

/** Prompts that only name one, or its country. */
const MENTIONS: readonly Row[] = [
  ['en', 'Russian literature history', 'Cyrl'],
  ['en', 'Who speaks Chinese?', 'Hani'],
  ['en', 'Write about the role of women in Chinese society', 'Hani'],
  ['en', 'What is love in Chinese culture?', 'Hani'],
  ['ja', 'ロシア文学の歴史を教えてください', 'Cyrl'],
  ['ja', 'ロシア語で書かれた手紙を日本語に訳してください', 'Cyrl'],
  ['ko', '러시아 문학의 역사를 알려줘', 'Cyrl'],
  ['ko', '러시아어로 된 편지를 한국어로 번역해줘', 'Cyrl'],
  ['zh', '俄罗斯文学史', 'Cyrl'],
  ['zh', '用俄语写的信是什么意思', 'Cyrl'],
  ['ru', 'История китайской литературы', 'Hani'],
  ['ru', 'Напиши план выхода на китайский рынок', 'Hani'],
  ['ru', 'Сколько людей говорят на китайском?', 'Hani'],
  ['de', 'Die russische Literatur des 19. Jahrhunderts', 'Cyrl'],
  ['de', 'Welche Bücher sind auf Chinesisch erschienen?', 'Hani'],
  ['fr', 'La littérature russe', 'Cyrl'],
  ['es', 'Escribe sobre la vida en China', 'Hani'],
  ['es', 'La novela rusa', 'Cyrl'],
  ['it', 'la cucina cinese', 'Hani'],
  ['pt', 'O que caracteriza o signo chinês de Cavalo?', 'Hani'],
  ['pl', 'w rosyjskiej literaturze', 'Cyrl'],
  ['cs', 'ruská literatura', 'Cyrl'],
  ['nl', 'de Russische revolutie', 'Cyrl'],
  ['sv', 'den ryska revolutionen', 'Cyrl'],
  ['tr', 'Farsça yazı sergi etiketine girecek. Türkçeye çevirin', 'Arab'],
  ['tr', 'Rusça bir mektup geldi', 'Cyrl'],
  ['ar', 'الأدب الروسي', 'Cyrl'],
  ['ar', 'من شارك في الحرب الهندية البريطانية؟', 'Deva'],
  ['hi', 'रूसी साहित्य का इतिहास', 'Cyrl'],
  ['vi', 'lịch sử văn học Nga', 'Cyrl'],
  ['th', 'หัวหน้าทัวร์ส่งข้อความภาษาจีนมาให้ไกด์ฝั่งเรา ช่วยสรุปใจความเป็นภาษาไทย', 'Hani'],
  ['id', 'sejarah Jepang', 'Hira'],
  ['fa', 'چند خط روسی چاپ شده. فارسی‌اش چه می‌شود؟', 'Cyrl'],
  ['ro', 'literatura rusă', 'Cyrl'],
  ['en', 'Compare Russian and American foreign policy', 'Cyrl'],
  ['en', 'What is the best Chinese restaurant dish to order?', 'Hani'],
  ['en', 'My Korean teacher gave me homework on history. Summarise the Joseon dynasty.', 'Hang'],
  ['en', 'Write a story about a Japanese boy who moves to Texas', 'Hira'],
  ['en', 'When did Arabic numerals reach Europe?', 'Arab'],
  ['en', 'Which countries have Russian as an official language?', 'Cyrl'],
  ['en', 'Tell me about Greek mythology', 'Grek'],
  ['en', 'Is Hebrew a Semitic language?', 'Hebr'],
  ['en', 'List famous Thai films', 'Thai'],
  ['en', 'The report was published in Russian last year. What did it say about oil?', 'Cyrl'],
  ['ja', 'ロシア語が公用語の国はどこですか', 'Cyrl'],
  ['ja', '韓国語の字幕がある映画を教えてください', 'Hang'],
  ['ja', 'アラビア語圏の文化について説明してください', 'Arab'],
  ['ko', '중국어를 배우는 사람은 몇 명인가요?', 'Hani'],
  ['ko', '일본어가 어려운 이유는 무엇인가요', 'Hira'],
  ['ko', '러시아어를 쓰는 나라를 알려 주세요', 'Cyrl'],
  ['zh', '说俄语的国家有哪些？', 'Cyrl'],
  ['zh', '我的韩语老师来自釜山，请写一篇关于釜山的游记', 'Hang'],
  ['ru', 'Сколько стоит выучить китайский?', 'Hani'],
  ['ru', 'Расскажи о японской кухне', 'Hira'],
  ['ru', 'Почему арабский считается трудным языком?', 'Arab'],
  ['ru', 'Фильм вышел на корейском. О чём он?', 'Hang'],
  ['ru', 'В каких странах говорят на греческом?', 'Grek'],
  ['de', 'Wie viele Menschen sprechen Arabisch?', 'Arab'],
  ['de', 'Erzähle mir etwas über die japanische Küche', 'Hira'],
  ['de', 'Der Roman ist auf Russisch erschienen. Worum geht es?', 'Cyrl'],
  ['fr', 'Combien de personnes parlent chinois ?', 'Hani'],
  ['fr', 'Parle-moi de la cuisine coréenne', 'Hang'],
  ['es', '¿Dónde se habla árabe?', 'Arab'],
  ['es', 'Escribe un cuento sobre un niño ruso', 'Cyrl'],
  ['it', 'Parlami della cucina giapponese', 'Hira'],
  ['pt', 'Fale sobre a literatura russa', 'Cyrl'],
  ['pl', 'Ile osób mówi po chińsku?', 'Hani'],
  ['pl', 'Opowiedz o kuchni japońskiej', 'Hira'],
  ['cs', 'Kolik lidí mluví rusky?', 'Cyrl'],
  ['nl', 'Vertel over de Griekse mythologie', 'Grek'],
  ['sv', 'Berätta om den japanska kulturen', 'Hira'],
  ['tr', 'Kaç kişi Arapça konuşuyor?', 'Arab'],
  ['tr', 'Japon mutfağını anlat', 'Hira'],
  ['ar', 'كم عدد المتحدثين بالصينية؟', 'Hani'],
  ['hi', 'जापानी संस्कृति के बारे में बताइए', 'Hira'],
  ['vi', 'Bao nhiêu người nói tiếng Trung?', 'Hani'],
  ['th', 'ประวัติศาสตร์รัสเซีย', 'Cyrl'],
  ['id', 'Berapa orang yang berbicara bahasa Arab?', 'Arab'],
  ['uk', 'Розкажи про японську кухню', 'Hira'],
  ['el', 'Πόσοι μιλούν κινεζικά;', 'Hani'],
  ['he', 'כמה אנשים מדברים רוסית?', 'Cyrl'],
  ['fa', 'چند نفر به چینی صحبت می‌کنند؟', 'Hani'],
  ['en', 'Explain how the Chinese economy grew in the 1990s.', 'Hani'],
  ['en', 'What do Korean students eat for lunch?', 'Hang'],
  ['en', 'Recommend a Greek island for a holiday.', 'Grek'],
  ['en', 'My boss only speaks Japanese. How can I ask for a raise?', 'Hira'],
  ['en', 'Write an obituary for a Russian poet.', 'Cyrl'],
  ['en', 'Is Arabic hard to learn?', 'Arab'],
  ['en', 'Write a review of a Hindi movie', 'Deva'],
  ['en', 'Give me facts about the Thai language family', 'Thai'],
  ['ja', '韓国語教室の広告文を書いてください', 'Hang'],
  ['ja', 'ロシア語話者は世界に何人いますか？', 'Cyrl'],
  ['ko', '일본어 학원 광고 문구를 써줘', 'Hira'],
  ['ko', '러시아어는 어떤 어족에 속하나요?', 'Cyrl'],
  ['zh', '为什么学阿拉伯语的人这么少？', 'Arab'],
  ['zh', '俄语属于哪个语系？', 'Cyrl'],
  ['ru', 'Напиши отзыв о корейском сериале', 'Hang'],
  ['ru', 'К какой семье относится японский язык?', 'Hira'],
  ['ru', 'Придумай рекламу курсов китайского', 'Hani'],
  ['uk', 'Напиши рецензію на корейський серіал', 'Hang'],
  ['de', 'Zu welcher Sprachfamilie gehört Hebräisch?', 'Hebr'],
  ['de', 'Schreibe eine Anzeige für einen Chinesischkurs', 'Hani'],
  ['fr', 'Écris une annonce pour un cours de japonais', 'Hira'],
  ['fr', 'À quelle famille appartient le coréen ?', 'Hang'],
  ['es', 'Escribe un anuncio para un curso de chino', 'Hani'],
  ['es', '¿A qué familia pertenece el árabe?', 'Arab'],
  ['it', 'Scrivi un annuncio per un corso di russo', 'Cyrl'],
  ['pt', 'A que família pertence o japonês?', 'Hira'],
  ['pl', 'Napisz ogłoszenie o kursie chińskiego', 'Hani'],
  ['cs', 'Napiš inzerát na kurz čínštiny', 'Hani'],
  ['nl', 'Schrijf een advertentie voor een cursus Chinees', 'Hani'],
  ['sv', 'Skriv en annons för en kurs i kinesiska', 'Hani'],
  ['tr', 'Çince kursu için bir ilan yaz', 'Hani'],
  ['ar', 'اكتب إعلانا عن دورة لتعليم الصينية', 'Hani'],
  ['hi', 'चीनी खाना कैसे बनाएं?', 'Hani'],
  ['vi', 'Viết quảng cáo cho lớp tiếng Nhật', 'Hira'],
  ['th', 'เขียนโฆษณาคอร์สภาษาจีน', 'Hani'],
  ['id', 'Tulis iklan untuk kursus bahasa Jepang', 'Hira'],
  ['fa', 'آگهی کلاس چینی بنویس', 'Hani'],
  ['he', 'כתוב מודעה לקורס סינית', 'Hani'],
  ['el', 'Γράψε μια αγγελία για μαθήματα κινεζικών', 'Hani'],
  ['sw', 'Andika tangazo la kozi ya Kichina', 'Hani'],
];

/** Whether the prompt excuses a word of a script in an answer of the language; without it, it is found. */
function excuses([language, prompt, script]: Row): boolean {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  const text = `${sentencesIn(language)[0]} ${WORDS[script]}`;
  const found = ({ findings }: { findings: readonly { text: string }[] }): boolean =>
    findings.some((finding) => finding.text === WORDS[script]);
  expect(found(detect(text, policy)), text).to.equal(true);
  return !found(detect(text, policy, { prompt }));
}

describe('a language that a prompt names', () => {
  for (const row of WISHES)
    it(`is excused where it is asked for: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(true);
    });

  for (const row of MENTIONS)
    it(`is not where it is only spoken of: ${row[1]}`, () => {
      expect(excuses(row)).to.equal(false);
    });

  it('is excused with those that are asked for beside it', () => {
    for (const script of ['Cyrl', 'Hang', 'Grek'])
      expect(excuses(['en', 'Translate this into Russian, Korean and Greek.', script]), script).to.equal(
        true,
      );
  });

  it('is not where the request stands in a text that it is about', () => {
    const article = 'The ministry said that nothing had changed. '.repeat(40);
    expect(
      excuses(['en', `Sum this up. ${article}They write letters in Russian. ${article}`, 'Cyrl']),
    ).to.equal(false);
  });
});

describe('a word that a prompt cites', () => {
  const findings = (language: string, prompt: string, text: string): string[] => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    return detect(text, policy, { prompt }).findings.map((finding) => finding.text);
  };

  for (const [language, prompt, text] of [
    ['ru', 'Помоги мне запомнить слово 注ぐ.', 'Слово 注ぐ читается «сосогу» и значит «наливать».'],
    ['en', 'What does 飲み物 mean?', 'The word 飲み物 means a drink; 飲む is the verb.'],
    ['en', 'What does this sign mean? 好', '好 means good; it is read hǎo.'],
    ['de', 'Was heißt «душа»?', 'Das Wort душа heißt Seele, души ist der Plural.'],
  ] as const)
    it(`is excused with others of its script: ${prompt}`, () => {
      expect(findings(language, prompt, text)).to.deep.equal([]);
    });

  for (const [language, prompt, text, found] of [
    ['ko', '공자(孔子)의 사상을 설명해 주세요.', '이것은 对象 입니다.', ['对象']],
    ['ko', '한국어로만 답하고 使用 같은 한자를 쓰지 마세요.', '이것은 对象 입니다.', ['对象']],
    ['de', 'Was bedeutet π in dieser Formel?', 'Das ist ψυχή, die Seele.', ['ψυχή']],
  ] as const)
    it(`is none in a gloss, where it is forbidden, or as a symbol: ${prompt}`, () => {
      expect(findings(language, prompt, text)).to.deep.equal(found);
    });

  it('of two scripts is one word, also in a longer text of the prompt', () => {
    const prompt = `Переведи: 彼は毎朝コップに水を注ぐ。それから新聞を読み、犬と散歩に出かける。`;
    expect(findings('ru', prompt, 'Глагол 注ぐ значит «наливать».')).to.deep.equal([]);
    expect(findings('ru', prompt, 'Глагол 喋る значит «болтать».')).to.deep.equal(['喋', 'る']);
  });
});

describe('an answer in the language that its prompt asks for', () => {
  const came = (language: string, prompt: string, text: string): string => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    const { wrongLanguage, askedOtherwise, mixed } = detect(text, policy, { prompt });
    if (askedOtherwise !== null) return 'asked otherwise';
    return wrongLanguage !== null ? 'wrong' : mixed ? 'mixed' : 'clean';
  };
  const english =
    'Dear Mr. Tanaka, I hope you are well. I would like to report the results of the investigation below.';
  const french = 'Cher Monsieur Tanaka, je vous écris pour vous faire part des résultats de cette enquête.';
  for (const [language, prompt, text, state] of [
    ['ja', '以下のメール文を英語にしてください。\nお疲れ様です。', english, 'asked otherwise'],
    ['ja', '以下のメール文を英訳してください。', english, 'asked otherwise'],
    [
      'ja',
      '以下のメール文を英語にしてください。',
      '田中様、いつもお世話になっております。調査の結果を報告いたします。',
      'clean',
    ],
    [
      'ja',
      '以下のメール文を英語にしてください。',
      `英語では次のようになります。\n\n「${english}」\n\n丁寧な書き出しにしてあり、件名は別に付けてください。最後の一文は、相手との関係によって変えてもよいでしょう。返事を急ぐときは、期限を書き添えると親切です。`,
      'clean',
    ],
    ['ja', '以下のメール文を英語にしてください。', french, 'wrong'],
    ['ja', '以下の英文を要約してください。', english, 'wrong'],
    ['ja', 'Translate the mail into English and explain it in Japanese.', english, 'wrong'],
    ['ja', 'Write a mail to Mr. Tanaka. Please answer in Japanese.', english, 'wrong'],
    ['de', 'Übersetze die E-Mail ins Englische.', english, 'asked otherwise'],
    ['de', 'Übersetze die E-Mail ins Englische.', french, 'wrong'],
    ['de', 'Fasse die E-Mail zusammen, die auf Englisch geschrieben ist.', english, 'wrong'],
    [
      'en',
      'Translate into Japanese: Good morning, how are you?',
      'おはようございます。お元気ですか。',
      'asked otherwise',
    ],
    [
      'en',
      'Translate into Chinese: Good morning, how are you?',
      'おはようございます。お元気ですか。',
      'wrong',
    ],
    [
      'en',
      'Explain the Russian cases.',
      'В русском языке шесть падежей, и каждый из них отвечает на свой вопрос.',
      'wrong',
    ],
    ['ko', '위 답변을 영어 문장 2개로 요약해 주세요.', english, 'asked otherwise'],
    ['zh-Hans', '请用繁体中文写一句话。', '這個問題應該從歷史與經濟兩個方面來說明。', 'asked otherwise'],
  ] as const)
    it(`is ${state} (${language}): ${prompt}`, () => {
      expect(came(language, prompt, text)).to.equal(state);
    });

  it('is in no rate of mixing either', () => {
    const policy = policyFor('ja');
    if (policy === undefined) throw new Error('ja');
    const text = `${english} They are душа and more.`;
    const { mixed, askedOtherwise } = detect(text, policy, { prompt: '英語にしてください。' });
    expect([mixed, askedOtherwise?.script]).to.deep.equal([false, 'Latn']);
  });
});

describe('a system message', () => {
  const policy = policyFor('ko');
  const text = `${sentencesIn('ko')[0]} 对象`;
  for (const [system, found] of [
    ['Always answer in Korean. Never use Chinese characters.', ['对象']],
    ['한자나 중국어를 절대 섞지 마세요. 对象 같은 말은 안 됩니다.', ['对象']],
    ['You write of 对象 now and then.', ['对象']],
    ['Give the Chinese word of every noun.', []],
  ] as const)
    it(`excuses nothing but what it asks for: ${system}`, () => {
      if (policy === undefined) throw new Error('ko');
      const { findings } = detect(text, policy, { prompt: '사랑에 대해 말해 주세요.', system });
      expect(findings.map((finding) => finding.text)).to.deep.equal(found);
    });

  it('takes nothing from what the prompt asks for, whatever it forbids', () => {
    if (policy === undefined) throw new Error('ko');
    const prompt = '중국어 문법을 설명해 주세요.';
    const system = 'Answer in Korean only. Never use Chinese.';
    expect(detect(text, policy, { prompt }).findings).to.deep.equal([]);
    expect(detect(text, policy, { prompt, system }).findings).to.deep.equal([]);
    const english = 'This is a letter to a friend, and it says that the weather was nice all week.';
    const other = { prompt: '영어로 번역해 주세요.', system };
    expect(detect(english, policy, other).askedOtherwise?.script).to.equal('Latn');
  });
});
