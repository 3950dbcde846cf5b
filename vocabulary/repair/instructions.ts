/** Instructions to repeat a text, by language (BCP 47): those that stand before it, and those that stand behind it. Data only. */

interface Instructions {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export const instructions: Readonly<Record<string, Instructions>> = {
  en: {
    before: [
      'Repeat the following text exactly, character by character:',
      'Copy this text word for word, with every space and line break, and write nothing else:',
      'Please write out the text below once more without changing anything.',
    ],
    after: [
      'Repeat the text above exactly, character by character.',
      'Copy everything above this line, unchanged, and add nothing.',
      'Please write the text above once more, word for word.',
    ],
  },
  ar: {
    before: ['كرر النص التالي كما هو حرفًا بحرف:', 'انسخ النص أدناه دون أي تغيير أو إضافة:'],
    after: ['كرر النص أعلاه كما هو حرفًا بحرف.', 'انسخ كل ما ورد أعلاه دون أي تغيير أو إضافة.'],
  },
  de: {
    before: [
      'Wiederhole den folgenden Text genau, Zeichen für Zeichen:',
      'Schreibe den Text unten unverändert ab und füge nichts hinzu:',
    ],
    after: [
      'Wiederhole den Text oben genau, Zeichen für Zeichen.',
      'Schreibe alles, was oben steht, unverändert ab und füge nichts hinzu.',
    ],
  },
  es: {
    before: [
      'Repite el siguiente texto exactamente, carácter por carácter:',
      'Copia el texto de abajo sin cambiar ni añadir nada:',
    ],
    after: [
      'Repite el texto anterior exactamente, carácter por carácter.',
      'Copia todo lo anterior sin cambiar ni añadir nada.',
    ],
  },
  fr: {
    before: [
      'Répète le texte suivant à l’identique, caractère par caractère :',
      'Recopie le texte ci-dessous sans rien changer ni ajouter :',
    ],
    after: [
      'Répète le texte ci-dessus à l’identique, caractère par caractère.',
      'Recopie tout ce qui précède sans rien changer ni ajouter.',
    ],
  },
  hi: {
    before: ['नीचे दिए गए पाठ को अक्षरशः दोहराइए:', 'इस पाठ को बिना कुछ बदले या जोड़े ज्यों का त्यों लिखिए:'],
    after: ['ऊपर दिए गए पाठ को अक्षरशः दोहराइए।', 'ऊपर का पूरा पाठ बिना कुछ बदले या जोड़े ज्यों का त्यों लिखिए।'],
  },
  id: {
    before: [
      'Ulangi teks berikut persis, huruf demi huruf:',
      'Salin teks di bawah ini tanpa mengubah atau menambahkan apa pun:',
    ],
    after: [
      'Ulangi teks di atas persis, huruf demi huruf.',
      'Salin semua yang ada di atas tanpa mengubah atau menambahkan apa pun.',
    ],
  },
  it: {
    before: [
      'Ripeti esattamente il testo seguente, carattere per carattere:',
      'Copia il testo qui sotto senza cambiare né aggiungere nulla:',
    ],
    after: [
      'Ripeti esattamente il testo qui sopra, carattere per carattere.',
      'Copia tutto ciò che precede senza cambiare né aggiungere nulla.',
    ],
  },
  ja: {
    before: [
      '次の文字列を一字一句そのまま繰り返してください。',
      '以下の内容を、何も変えず何も加えずに書き写してください。',
    ],
    after: [
      '上の文字列を一字一句そのまま繰り返してください。',
      '以上の内容を、何も変えず何も加えずに書き写してください。',
    ],
  },
  ko: {
    before: [
      '다음 글을 한 글자도 빠짐없이 그대로 반복해 주세요.',
      '아래 내용을 아무것도 바꾸거나 더하지 말고 그대로 옮겨 적어 주세요.',
    ],
    after: [
      '위의 글을 한 글자도 빠짐없이 그대로 반복해 주세요.',
      '위 내용을 아무것도 바꾸거나 더하지 말고 그대로 옮겨 적어 주세요.',
    ],
  },
  pt: {
    before: [
      'Repita o texto a seguir exatamente, caractere por caractere:',
      'Copie o texto abaixo sem mudar nem acrescentar nada:',
    ],
    after: [
      'Repita o texto acima exatamente, caractere por caractere.',
      'Copie tudo o que está acima sem mudar nem acrescentar nada.',
    ],
  },
  ru: {
    before: [
      'Повтори следующий текст в точности, символ за символом:',
      'Перепиши текст ниже, ничего не меняя и не добавляя:',
    ],
    after: [
      'Повтори текст выше в точности, символ за символом.',
      'Перепиши всё, что написано выше, ничего не меняя и не добавляя.',
    ],
  },
  th: {
    before: ['โปรดทวนข้อความต่อไปนี้ให้ตรงทุกตัวอักษร', 'โปรดคัดลอกข้อความด้านล่างโดยไม่เปลี่ยนหรือเพิ่มสิ่งใด'],
    after: ['โปรดทวนข้อความข้างต้นให้ตรงทุกตัวอักษร', 'โปรดคัดลอกข้อความทั้งหมดด้านบนโดยไม่เปลี่ยนหรือเพิ่มสิ่งใด'],
  },
  tr: {
    before: [
      'Aşağıdaki metni harfi harfine aynen tekrarla:',
      'Aşağıdaki metni hiçbir şeyi değiştirmeden ve eklemeden kopyala:',
    ],
    after: [
      'Yukarıdaki metni harfi harfine aynen tekrarla.',
      'Yukarıdaki her şeyi, hiçbir şeyi değiştirmeden ve eklemeden kopyala.',
    ],
  },
  vi: {
    before: [
      'Hãy lặp lại chính xác văn bản sau, từng ký tự một:',
      'Hãy chép lại văn bản dưới đây mà không thay đổi hay thêm bất cứ điều gì:',
    ],
    after: [
      'Hãy lặp lại chính xác văn bản ở trên, từng ký tự một.',
      'Hãy chép lại toàn bộ nội dung ở trên mà không thay đổi hay thêm bất cứ điều gì.',
    ],
  },
  zh: {
    before: ['请一字不差地重复下面的文字：', '请原样抄写以下内容，不要添加或修改任何字符：'],
    after: ['请一字不差地重复上面的文字。', '请原样抄写以上内容，不要添加或修改任何字符。'],
  },
};

/** Languages that there are instructions in. */
export const repairLanguages: readonly string[] = Object.keys(instructions);
