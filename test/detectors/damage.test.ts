import { expect } from 'chai';
import { type Detection, detect, policyFor } from '../../detectors/index.js';

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
}

const damageOf = ({ findings }: Detection): string[] =>
  findings.flatMap(({ kind, sort, text }) => (kind === 'damage' ? [`${sort} ${text}`] : []));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): string =>
  Array.from(bytes(text), (byte) => String.fromCharCode(byte)).join('');
const windows = (text: string): string => new TextDecoder('windows-1252').decode(bytes(text));

describe('damage', () => {
  const found: readonly (readonly [
    what: string,
    language: string,
    text: string,
    found: readonly string[],
  ])[] = [
    ['a character that was cut in two', 'ja', '終わり\ufffd\ufffdです。', ['replacement \ufffd\ufffd']],
    ['tokens of bytes', 'ko', '오늘은 <0xEA><0xB0> 좋습니다.', ['byte <0xEA><0xB0>']],
    ['letters for spaces', 'en', 'Hello!ĠHow are you?', ['bpe Ġ']],
    ['letters for ends of lines', 'ja', '今日は晴れです。ĊĊ明日は雨です。', ['bpe ĊĊ']],
    ['signs for spaces', 'de', 'Das▁ist▁ein▁Satz.', ['bpe ▁', 'bpe ▁', 'bpe ▁']],
    ['one letter read as Latin-1', 'fr', 'Le cafÃ© est bon.', ['mojibake Ã©']],
    ['a quotation mark read as Windows-1252', 'en', 'It isnâ€™t here.', ['mojibake â€™']],
    ['what is left of a no-break space', 'en', 'It is 20 Â°C now.', ['mojibake Â°']],
    ['U+FFFD read as GBK', 'zh', '结果是锟斤拷，请重试。', ['mojibake 锟斤拷']],
    ['an emoji read as Windows-1252', 'es', 'Muy bien ðŸ˜€ amigo.', ['mojibake ðŸ˜€']],
    ['ChatML', 'ja', '今日は晴れです。<|im_end|>', ['control <|im_end|>']],
    [
      'Llama 3',
      'de',
      'Das ist alles.<|eot_id|><|start_header_id|>assistant',
      ['control <|eot_id|><|start_header_id|>assistant'],
    ],
    ['Llama 2', 'fr', 'Voilà tout. [/INST] Merci.</s>', ['control [/INST]', 'control </s>']],
    ['DeepSeek', 'zh', '今天天气很好。<｜end▁of▁sentence｜>', ['control <｜end▁of▁sentence｜>']],
    ['Gemma', 'es', 'Eso es todo.<end_of_turn>', ['control <end_of_turn>']],
    ['Cohere', 'it', 'Questo è tutto.<|END_OF_TURN_TOKEN|>', ['control <|END_OF_TURN_TOKEN|>']],
    ['MiniMax', 'en', 'That is all.[e~[', ['control [e~[']],
    ['EXAONE', 'ko', '오늘은 날씨가 좋습니다.[|endofturn|]', ['control [|endofturn|]']],
    [
      'Harmony',
      'en',
      'It is.<|start|>assistant<|channel|>final<|message|>Yes.',
      ['control <|start|>assistant<|channel|>final<|message|>'],
    ],
    ['one torn at its end', 'en', 'That is all.<|im_end', ['control <|im_end']],
    ['one torn at its start', 'en', 'That is all.im_end|>', ['control im_end|>']],
    ['one that the text ends in', 'ru', 'Вот и всё.<|endofte', ['control <|endofte']],
    ['one glued to a word', 'en', 'The label is Yesim_end|>', ['control im_end|>']],
    ['a letter read as a quotation mark', 'fr', 'Le coÃ»t est de dix euros.', ['mojibake Ã»']],
    ['letters for spaces in a list', 'ja', '例です。\n*ĠĠ晴れです。', ['bpe ĠĠ']],
    [
      'a text about tokens of which nothing was decoded',
      'en',
      'ThisĠtokenizerĠusesĠBPEĠandĠaĠvocabulary.',
      ['bpe Ġ', 'bpe Ġ', 'bpe Ġ', 'bpe Ġ', 'bpe Ġ', 'bpe Ġ'],
    ],
    ['one with a bar lost', 'en', 'That is all.<im_end|>', ['control <im_end|>']],
    [
      'one behind code that never ends',
      'en',
      'It is so:\n```python\nx = 1<|im_end|>',
      ['control <|im_end|>'],
    ],
    ['letters for spaces in code', 'en', 'So:\n```python\nreturnĠxĊ```\nThat is it.', ['bpe Ġ', 'bpe Ċ']],
    [
      'garbled text in quotation marks',
      'zh',
      '展馆名称是 "ÄêÎä³ýÖÐÎï" 和 "ÀíÉýÉí¿û"。',
      ['mojibake ÄêÎä³ýÖÐÎï', 'mojibake ÀíÉýÉí¿û'],
    ],
  ];
  for (const [what, language, text, expected] of found)
    it(`is ${what}, and no mixing`, () => {
      const detection = run(language, text);
      expect(damageOf(detection)).to.deep.equal(expected);
      expect(detection.damaged).to.equal(true);
      expect([detection.mixed, detection.wrongLanguage, detection.tooShort]).to.deep.equal([
        false,
        null,
        false,
      ]);
    });

  for (const [language, text] of Object.entries({
    ja: '今日は天気がいいので、公園に行きましょう。',
    ru: 'Сегодня хорошая погода, и мы идём гулять.',
    fr: 'L’été a été très agréable à Besançon, où l’on était déjà allés.',
    vi: 'Hôm nay trời đẹp, chúng tôi đi dạo trong công viên.',
  }))
    it(`is a whole text in ${language} that was read in another encoding`, () => {
      for (const read of [latin1, windows]) {
        const detection = run(language, read(text));
        expect(detection.damaged, read(text)).to.equal(true);
        expect([detection.mixed, detection.wrongLanguage]).to.deep.equal([false, null]);
      }
    });

  const pages: readonly (readonly [language: string, page: string, text: string])[] = [
    ['ru', 'windows-1251', 'Сегодня хорошая погода — и мы идём гулять. Да, «Ёлка» № 5!'],
    ['uk', 'windows-1251', 'Сьогодні гарна погода, і ми йдемо гуляти в парк біля річки.'],
    ['ru', 'koi8-r', 'Сегодня хорошая погода, и мы идём гулять.'],
    ['ru', 'ibm866', 'Сегодня хорошая погода, и мы идём гулять.'],
    ['ru', 'x-mac-cyrillic', 'Сегодня хорошая погода, и мы идём гулять.'],
    ['ru', 'iso-8859-5', 'Сегодня хорошая погода, и мы идём гулять.'],
    ['ar', 'windows-1256', 'هذا يوم جميل والشمس مشرقة، ونحن نذهب إلى الحديقة.'],
  ];
  for (const [language, page, text] of pages)
    it(`is UTF-8 in ${language} that was read as ${page}, a whole text of it or a word`, () => {
      const read = (utf8: string): string => new TextDecoder(page).decode(bytes(utf8));
      const whole = run(language, read(text));
      expect([whole.damaged, whole.mixed, whole.wrongLanguage, whole.tooShort]).to.deep.equal([
        true,
        false,
        null,
        false,
      ]);
      expect(whole.findings.length, damageOf(whole).join()).to.equal(1);
      const broken = text.replace(/\p{L}{5,}/u, read);
      const one = run(language, broken);
      expect(damageOf(one)).to.deep.equal([`mojibake ${read(/\p{L}{5,}/u.exec(text)?.[0] ?? '')}`]);
      expect([one.mixed, one.wrongLanguage]).to.deep.equal([false, null]);
    });

  for (const [written, garbled] of [
    ['windows-1251 read as koi8-r', 'оПХБЕР, ЙЮЙ РБНХ ДЕКЮ? щРН МЕ РН, ВРН ЛШ ДСЛЮКХ.'],
    ['koi8-r read as windows-1251', 'рТЙЧЕФ, ЛБЛ ФЧПЙ ДЕМБ? ьФП ОЕ ФП, ЮФП НЩ ДХНБМЙ.'],
    ['windows-1251 read as ibm866', '╧ЁштхЄ, ъръ Єтюш фхыр? ▌Єю эх Єю, ўЄю ь√ фєьрыш.'],
    ['ibm866 read as windows-1251', 'ЏаЁўҐв, Є\u00a0Є вў®Ё ¤Ґ«\u00a0? ќв® \u00adҐ в®, зв® ¬л ¤г¬\u00a0«Ё.'],
  ] as const)
    it(`is Cyrillic in ${written}`, () => {
      const detection = run('ru', garbled);
      expect(damageOf(detection).length).to.equal(1);
      expect([detection.damaged, detection.mixed, detection.wrongLanguage]).to.deep.equal([
        true,
        false,
        null,
      ]);
    });

  const hints: readonly (readonly [language: string, text: string, words: readonly string[]])[] = [
    ['ko', '이것은 디지턈 플랫폼입니다. 오늘은 날씨가 좋습니다.', ['디지턈']],
    ['ko', '오늘은 날씨가 됬어요. 똠얌꿍도 먹었어요. 앜!', []],
    ['ko', '이 글자는 "뷁"입니다.', []],
    ['ja', '今日は디지턈です。', []],
    ['fr', 'Oui, bien sûr.assistant\n\nNon.', ['assistant']],
    ['ko', '이 글은 다음과 같습니다.\n\n, . , , . , .\n\n끝입니다.', [', . , , . , .']],
    ['de', 'Der Assistent sagt ja.\n\n. . . . .\n\nUnd: der assistant\n\nist da.', []],
  ];
  for (const [language, text, words] of hints)
    it(`is hinted at, in no rate: ${text}`, () => {
      const detection = run(language, text);
      expect(detection.possible.map((one) => one.text)).to.deep.equal(words);
      expect(detection.damaged).to.equal(false);
    });

  it('leaves mixing beside it to be found', () => {
    const detection = run('ja', '値段を посмотреть しましょう。<|im_end|>');
    expect(detection.findings.map(({ kind }) => kind)).to.deep.equal(['script', 'damage']);
    expect([detection.mixed, detection.damaged]).to.deep.equal([true, true]);
  });

  const none: readonly (readonly [what: string, language: string, text: string, prompt?: string])[] = [
    ['a token in code', 'en', 'The token `<|endoftext|>` ends a text, `Ġ` is a space.'],
    ['a token in quotation marks', 'ja', '生成は「<|im_end|>」で終わります。'],
    ['a token as a word', 'en', 'The <|endoftext|> token ends every document.'],
    ['a token in a sentence about tokens', 'zh', '特殊标记<|endoftext|>表示文本结束。'],
    ['a token in a list', 'en', 'Special tokens:\n- <|im_start|> begins a turn\n- <|im_end|> ends one'],
    ['a token of the prompt', 'en', 'It stands for the end.<|im_end|>', 'What does <|im_end|> mean?'],
    ['tokens of a text in a list of code', 'en', "```python\n['Hello', 'Ġworld', 'Ċ']\n```"],
    ['letters for bytes in a text about BPE', 'en', 'In byte-level BPE ĠHello becomes HelloĠ here.'],
    ['a text about encodings', 'en', 'Read as Latin-1, the UTF-8 of é is Ã© and of ü is Ã¼.'],
    ['Maltese', 'mt', 'Il-Ġirja ta’ Ġorġ u Ċetta, l-Ġimgħa.'],
    ['Maltese names', 'en', 'We saw Ġgantija and the Ċittadella on Gozo.'],
    ['French quotation marks', 'fr', 'Le mot «\u00a0liberté\u00a0» et «café»… «Été».'],
    ['Portuguese in capitals', 'pt', '«AMANHû E “AMANHÔ, NÃO.'],
    ['Turkish', 'tr', 'Çıkış kapısı açık, ışıklar yanıyor; Çığ düştü.'],
    ['Vietnamese', 'vi', 'Được, chúng tôi sẽ đi Đà Nẵng vào ngày mai.'],
    ['Ukrainian in capitals', 'uk', 'СВІТІ, ДІЇ, МРІЇ, РІЧ І СІЧ; події, надії, «Їжак» № 5.'],
    [
      'Russian with signs',
      'ru',
      'Рёбра «Сёстры» — 20 °C ± 5 µm… А—Б—В, §5. МегаФон и ВКонтакте: НА ЭТОМ ВСЁ.',
    ],
    ['Serbian', 'sr', 'Ђорђе и Љубица иду у шуму; Његош, Ћуприја, Џеп. СРЊЕ.'],
    ['a table of characters', 'ru', '╔════╤════╗\n║Имя │Год ║\n╚════╧════╝\nЭто таблица.'],
    [
      'a text about a wrong code page',
      'ru',
      'Если кодировка страницы указана неверно, вместо слова «Привет» видно РџСЂРёРІРµС‚, и это бывает чаще всего там, где сервер и страница называют разные кодировки.',
    ],
    ['Czech', 'cs', 'Příští týden přijde žluťoučký kůň úpět ďábelské ódy.'],
    ['an operator of F#', 'en', 'Write f <| x |> g, or <|> for a choice.'],
    ['bars of physics', 'en', 'The mean <|x|> and the state <ψ|φ> differ.'],
    ['text that is struck out', 'en', 'It costs <s>ten</s> nine euros.'],
    ['a bar that is drawn', 'en', 'Load: ▁▂▃▄▅▆▇█ and rising.'],
    ['tags of HTML', 'en', 'Use <b>bold</b>, <i>italic</i> and <section> here.'],
  ];
  for (const [what, language, text, prompt] of none)
    it(`is not ${what}`, () => {
      expect(damageOf(run(language, text, prompt))).to.deep.equal([]);
    });

  it('is where canonically equivalent text has it', () => {
    const text = 'Le cafe\u0301 est bon.<|im_end|>';
    const [finding] = run('fr', text).findings;
    expect(finding).to.include({ kind: 'damage', text: '<|im_end|>', start: text.indexOf('<') });
  });

  it('takes time in proportion to the text', () => {
    // Quadratic, any of these would take minutes.
    for (const unit of ['<|', '<s>', 'Ã', 'ÃÃ©', 'Ġ', '▁a', '<0x', '[/', 'é»', '<|im_', 'a<|b '])
      run('en', unit.repeat(100_000 / unit.length));
  });
});
