import { expect } from 'chai';
import { type Detection, detect, type Identifier, languages, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

let identifier: Identifier;

function detectIn(language: string, text: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(`no policy for ${language}`);
  return detect(text, policy, { identifier });
}

/** A line before and one behind, in the language. */
const AROUND: Readonly<Record<string, readonly [before: string, behind: string]>> = {
  ca: [
    'Aquesta és la primera frase de la resposta i parla de la feina.',
    "Després en ve una altra que també és d'aquí.",
  ],
  de: [
    'Das ist der erste Satz der Antwort, und er ist auf Deutsch.',
    'Danach kommt noch ein Satz, der es auch ist.',
  ],
  en: [
    'This is the first sentence of the answer and it is in English.',
    'There is another one behind it that is as well.',
  ],
  es: [
    'Esta es la primera frase de la respuesta y está en español.',
    'Después viene otra frase que también lo está.',
  ],
  fr: [
    'Voici la première phrase de la réponse, qui est en français.',
    'Il y en a une autre derrière qui est en français aussi.',
  ],
  id: [
    'Ini adalah kalimat pertama dari jawaban yang ditulis untuk Anda.',
    'Setelah itu ada kalimat lain yang juga begitu.',
  ],
  it: [
    'Questa è la prima frase della risposta ed è in italiano.',
    'Dopo ne viene un’altra che è anche in italiano.',
  ],
  ja: ['これは回答の最初の文です。', 'そのあとにもう一つの文が続きます。'],
  pt: ['Esta é a primeira frase da resposta e está em português.', 'Depois vem outra frase que também está.'],
  tr: ['Bu, cevabın ilk cümlesidir ve Türkçe yazılmıştır.', 'Ondan sonra Türkçe olan bir cümle daha gelir.'],
  vi: [
    'Đây là câu đầu tiên của câu trả lời bằng tiếng Việt.',
    'Sau đó là một câu khác cũng bằng tiếng Việt.',
  ],
};

const inText = (language: string, line: string): string =>
  [AROUND[language]?.[0], line, AROUND[language]?.[1]].join('\n\n');

const found = ({ findings }: Detection): string[] =>
  findings.filter(({ kind }) => kind === 'line').map(({ language, text }) => `${language} ${text}`);

/** Formulas and what looks like them. */
const FORMULAS = [
  'y = 3x - 2',
  'a x + b y = c',
  '2. x*y = 9z^2',
  'P(A ∪ B) = P(A) + P(B)',
  'E = k * q * r * ne * la',
  '| x | y | z |',
  '| nah | e ø | ɘ ɵ | ɤ o |',
  '4 * (a - b) = 4 * ((x + y) / 4)',
  '1.5 km + 300 m = 1.8 km',
  'B2 AG F2 E2|DE FG A2 A2|c2 de f2',
  '/kurse/mathe/12-03-einfuehrung-in-die-statistik-herbst/',
];

/** Lines of an English answer that an identifier takes for another language, by their kind. */
const ENGLISH: Readonly<Record<string, readonly string[]>> = {
  'a request': ['Pour the sauce into a pan.', 'Pour the dressing over the beans.', 'Ready to pour a cup?'],
  'a rate': ['apples per basket', 'Letters per minute:', '9,000 grams / 12 grams per bag'],
  names: [
    'Wilhelm von Berg - Marengo',
    '(1931) - Karl von Sternheim',
    'Rio de Janeiro / Los Angeles',
    'Anna Berg von der Leyen, Prof.',
  ],
  syllables: ['in·tər·lū·dəz', 'ɪn-ˈtɜr-luːdz'],
  'a list of things': ['Leafy greens (kale, spinach)', 'Fresh fruits (berries, apples, bananas)'],
};

/** Lines whose commonest words another language has as well. */
const OWN: Readonly<Record<string, string>> = {
  it: 'Se tu vuoi bene a lei, lei vuole bene a te.',
};

/** Real lines of other languages, as they may stand in an answer: the language of the answer, the line, and the language that it is in. */
const FOREIGN: readonly (readonly [language: string, line: string, is: string])[] = [
  ['en', 'Los perros duermen en la casa.', 'es'],
  ['en', 'Use it on plastic và rubber parts to prevent fading.', 'vi'],
  ['en', 'Das ist nicht die Antwort auf deine Frage.', 'de'],
  ['de', 'Here are some of the questions that you could ask:', 'en'],
  ['es', 'Aquí are some of the points that you should consider:', 'en'],
  ['es', 'I am Carla, I am Carla, I will keep the 2, 3, 4,', 'en'],
  ['es', 'Leave a comment', 'en'],
  ['ca', 'I am Carla, I am Carla, I will keep the 2, 3, 4,', 'en'],
  ['it', 'La maison est dans la rue avec les autres.', 'fr'],
  ['tr', 'The answer is in the first chapter of the book.', 'en'],
  ['id', 'This is what the others said about it.', 'en'],
];

/** English lines around the text of web pages. */
const PAGES = [
  'Click here to read more',
  'All rights reserved',
  'Skip to main content',
  'Read the full story',
];

describe('lines between languages in Latin script', () => {
  before(async () => {
    identifier = await loadIdentifier('fasttext', languages);
  });

  for (const language of ['en', 'de', 'es', 'fr', 'it', 'tr', 'vi'])
    it(`are no formulas, in ${language}`, () => {
      for (const formula of FORMULAS) {
        const { findings, wrongLanguage } = detectIn(language, inText(language, formula));
        expect({ findings, wrongLanguage }, formula).to.deep.equal({ findings: [], wrongLanguage: null });
      }
    });

  it('are no formulas where Latin script is a guest', () => {
    for (const formula of ['∫ udv = uv - ∫ vdu', 'y = 3x - 2', '\\[\n[fg]_a^b = \\int_a^b fg\\,dx\n\\]'])
      expect(detectIn('ja', inText('ja', formula)).findings, formula).to.deep.equal([]);
  });

  for (const [what, lines] of Object.entries(ENGLISH))
    it(`are none where English has ${what}, in an answer and alone`, () => {
      for (const line of lines) {
        expect(found(detectIn('en', inText('en', line))), line).to.deep.equal([]);
        const { wrongLanguage } = detectIn('en', `- ${line}\n- ${line}`);
        expect(wrongLanguage, line).to.equal(null);
      }
    });

  for (const [language, line] of Object.entries(OWN))
    it(`are none where their words are those of two languages: ${line}`, () => {
      expect(found(detectIn(language, inText(language, line)))).to.deep.equal([]);
    });

  for (const [language, line, is] of FOREIGN)
    it(`are found: ${is} in ${language}, «${line}»`, () => {
      expect(found(detectIn(language, inText(language, line)))).to.deep.equal([`${is} ${line}`]);
    });

  for (const language of ['de', 'es', 'fr', 'id', 'it', 'pt', 'tr', 'vi'])
    it(`are found where they stand around the text of pages, in ${language}`, () => {
      for (const line of PAGES)
        expect(found(detectIn(language, inText(language, line)))).to.deep.equal([`en ${line}`]);
    });

  it('are told as a whole where a quotation parts them', () => {
    const text = inText('es', 'No lo sé. This means "Yo estoy buena" translates to nothing');
    expect(found(detectIn('es', text))).to.deep.equal(['en This means', 'en translates to nothing']);
  });

  it('are none beside a quotation in the language itself', () => {
    expect(
      found(detectIn('es', inText('es', 'La palabra "house" significa "casa" y nada más.'))),
    ).to.deep.equal([]);
  });
});
