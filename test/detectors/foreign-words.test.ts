import { expect } from 'chai';
import { type Context, type Detection, detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

let identifier: NonNullable<Context['identifier']>;

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

const found = ({ findings }: Detection): string[] => findings.map(({ kind, text }) => `${kind} ${text}`);

interface Case {
  readonly language: string;
  readonly text: string;
  readonly prompt?: string;
  readonly finds: readonly string[];
}

const FOUND: readonly Case[] = [
  {
    language: 'es',
    text: 'La biblioteca abre a las nueve y cierra until further notice los domingos.',
    finds: ['until further notice'],
  },
  {
    language: 'de',
    text: 'Der Zug fährt heute whenever possible schneller als sonst.',
    finds: ['whenever possible'],
  },
  {
    language: 'fr',
    text: 'Nous avons mangé des pommes although everybody voulait des poires.',
    finds: ['although everybody'],
  },
  {
    language: 'it',
    text: 'Il mercato apre presto e molte persone arrivano before dinner per fare la spesa.',
    finds: ['before dinner'],
  },
  {
    language: 'pt',
    text: 'O rio fica perto da escola e as crianças caminham together todos os dias.',
    finds: ['together'],
  },
  { language: 'es', text: 'El jardín se está becoming cada vez más bonito.', finds: ['becoming'] },
  {
    language: 'id',
    text: 'Mereka berjalan ke pasar dan membeli buah yang mysterious untuk makan malam.',
    finds: ['mysterious'],
  },
  {
    language: 'tr',
    text: 'Bahçede çalışırken komşular suddenly gelip bize yardım ettiler.',
    finds: ['suddenly'],
  },
  {
    language: 'vi',
    text: 'Chúng tôi đi chợ mỗi buổi sáng và everything rất tươi ngon.',
    finds: ['everything'],
  },
  {
    language: 'tr',
    text: 'Dün akşam evde otururken plötzlich kommt der Nachbar geldi ve bize bakti.',
    finds: ['plötzlich kommt der'],
  },
  {
    language: 'de',
    text: 'Gestern waren wir im Park, ama çok güzel war es nicht.',
    finds: ['ama çok güzel'],
  },
  {
    language: 'es',
    text: 'Title: El jardín de mi abuela\n\nCada verano visitamos su casa.',
    finds: ['Title'],
  },
  {
    language: 'de',
    text: '**Introduction:** Der Garten ist schön, und wir gehen gern hin.',
    finds: ['Introduction'],
  },
  {
    language: 'es',
    text: 'La casa tiene "un jardín with beautiful flowers que cuida mi abuela cada mañana".',
    finds: ['with beautiful flowers'],
  },
  // The first word of a sentence is no name before them.
  {
    language: 'id',
    text: 'Para pemain tiba di stadion. Mereka believing bahwa timnya akan menang.',
    finds: ['believing'],
  },
  {
    language: 'de',
    text: 'Der Garten ist groß, und die Kinder because everybody spielten dort gern.',
    finds: ['because everybody'],
  },
  {
    language: 'es',
    text: 'Hay varios pasos. Debes make sure que la puerta esté cerrada.',
    finds: ['make sure'],
  },
  // A text begins as a line does, whatever marks stand before its first word.
  {
    language: 'es',
    text: '# Title: El jardín de mi abuela\n\nCada verano visitamos su casa.',
    finds: ['Title'],
  },
  {
    language: 'de',
    text: '- Answer: Der Garten ist schön, und wir gehen gern hin.',
    finds: ['Answer'],
  },
  // Three points begin no name of a file.
  { language: 'es', text: 'El jardín se está ...becoming cada vez más bonito.', finds: ['becoming'] },
  // A heading needs no colon.
  {
    language: 'it',
    text: '## Introduction\n\nIl giardino è bello e ci andiamo volentieri.\n\n### 2. Summary\n\nTorneremo.',
    finds: ['Introduction', 'Summary'],
  },
];

const CLEAN: readonly Case[] = [
  // Loans, and terms that stand beside others.
  { language: 'es', text: 'El equipo de marketing usa software de streaming para el podcast.', finds: [] },
  {
    language: 'de',
    text: 'Das Team trifft sich zum Meeting, danach gibt es Feedback und ein Update.',
    finds: [],
  },
  { language: 'it', text: 'Per il machine learning servono molti dati e un buon computer.', finds: [] },
  { language: 'fr', text: 'Ce film noir est un grand succès du hip hop et du rock and roll.', finds: [] },
  { language: 'es', text: 'Es una condición sine qua non, y tuve un déjà vu al leerla.', finds: [] },
  { language: 'es', text: 'La empresa usa redes y un decision tree para predecir las ventas.', finds: [] },
  { language: 'it', text: 'Il return on investment supera le attese del consiglio.', finds: [] },
  { language: 'sv', text: 'Kakan passar till fredagsmys eller en after work med kollegorna.', finds: [] },
  // Words of its code.
  {
    language: 'pt',
    text: 'Use `git commit -m` e `git push`. Depois do commit, a equipe revisa tudo.',
    finds: [],
  },
  {
    language: 'es',
    text: 'Lee `record.becoming` primero; si becoming tiene un valor, guarda el registro.',
    finds: [],
  },
  // Names and titles.
  {
    language: 'es',
    text: 'La exposición Masterpieces from the Collection abre mañana en la ciudad.',
    finds: [],
  },
  {
    language: 'de',
    text: 'Er las gestern Abend den Artikel The Impact of the War on Europe zu Ende.',
    finds: [],
  },
  { language: 'fr', text: 'Le mouvement Black lives matter est né aux États-Unis.', finds: [] },
  { language: 'en', text: 'His novel, À la recherche du temps perdu, has seven volumes.', finds: [] },
  {
    language: 'es',
    text: 'Sus discos favoritos:\n1. Let It Be\n2. Up On It\n\nTodos son buenos.',
    finds: [],
  },
  // What is cited.
  { language: 'es', text: 'La expresión "piece of cake" significa que algo es muy fácil.', finds: [] },
  { language: 'fr', text: 'On appelle cela *slow living*, une autre façon de vivre.', finds: [] },
  { language: 'es', text: 'El punto de control (the main checkpoint) está cerca de la frontera.', finds: [] },
  {
    language: 'es',
    text: 'García, L. (2019). Social isolation among young adults in the city. Revista, 4.',
    finds: [],
  },
  {
    language: 'de',
    text: "Der Wert ist »none« oder ›always‹, und 'never' heißt, dass nichts geschieht.",
    finds: [],
  },
  // What is no running text.
  { language: 'pl', text: 'Opcja --create tworzy plik, a -always nie robi nic nowego.', finds: [] },
  { language: 'pl', text: 'Wpisz „:always” albo :!never, a plik .becoming i $together zostaw.', finds: [] },
  {
    language: 'es',
    text: 'Lee más en ejemplo.org/learn/about-the-people/with-their-children y vuelve.',
    finds: [],
  },
  { language: 'es', text: 'Ejecuta `find the first word` en la consola y espera el resultado.', finds: [] },
  // A text that was cut off.
  { language: 'pt', text: 'As mudanças na escola podem trazer bons result', finds: [] },
  // Half of a word, whose other half cannot be read.
  {
    language: 'fr',
    text: 'Les enfants sont arriv�s et la f�te est magnifique, tout le monde est content.',
    finds: [],
  },
  // What the prompt gave.
  {
    language: 'es',
    text: 'Aquí explico qué es el "quiet quitting" y por qué el quiet quitting preocupa.',
    prompt: '¿Qué es el quiet quitting y por qué se habla tanto de eso en los últimos años?',
    finds: [],
  },
  {
    language: 'es',
    text: 'En inglés se dice I am very hungry cuando uno quiere comer.',
    prompt: '¿Cómo se dice "tengo mucha hambre" en inglés?',
    finds: [],
  },
  // Close languages, which pass for each other.
  { language: 'es', text: 'Fuimos a Lisboa y comimos muito bem com você na praia.', finds: [] },
];

/** Findings of kind `word`, which damage stands beside. */
const words = (detection: Detection): string[] =>
  found(detection).flatMap((one) => (one.startsWith('word ') ? [one.slice(5)] : []));

before(async () => {
  identifier = await loadIdentifier('fasttext');
});

describe('words of another language in Latin script', () => {
  for (const { language, text, finds } of FOUND)
    it(`are found in ${language}: ${finds.join(', ')}`, () => {
      expect(words(run(language, text))).to.deep.equal(finds);
    });

  for (const { language, text, prompt, finds } of CLEAN)
    it(`are none in ${language}: ${text.slice(0, 60)}`, () => {
      expect(words(run(language, text, prompt))).to.deep.equal(finds);
    });

  it('are word mixing, and not looked for in a text that is in that language as a whole', () => {
    const mixed = run('es', 'El jardín se está becoming cada vez más bonito.');
    expect([mixed.mixed, mixed.wordMixed, mixed.scriptMixed]).to.deep.equal([true, true, false]);
    const wrong = run('es', 'The garden is becoming more beautiful every day, and everybody enjoys it.');
    expect([wrong.wrongLanguage?.language, found(wrong)]).to.deep.equal(['en', []]);
  });

  it('say their language where one alone has them', () => {
    const languages = (language: string, text: string) =>
      run(language, text).findings.map((one) => one.language);
    expect(languages('es', 'La biblioteca cierra until further notice los domingos.')).to.deep.equal(['en']);
    expect(languages('de', 'Gestern waren wir im Park, ama çok güzel war es nicht.')).to.deep.equal(['tr']);
  });

  it('copied from a prompt in English are left untranslated', () => {
    const text = 'El informe explica el weather forecast y sus causas.';
    expect(words(run('es', text, 'Write a report about weather forecast in Spanish.'))).to.deep.equal([
      'weather forecast',
    ]);
  });

  it('are told in a text with letters of several units, at their place', () => {
    const text = '🙂 El jardín se está becoming más bonito.';
    const [finding] = run('es', text).findings;
    expect(text.slice(finding?.start, finding?.end)).to.equal('becoming');
  });
});
