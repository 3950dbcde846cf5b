/** German. */

import type { Phrases } from './types.js';

export const de: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Am Samstagmorgen riecht es auf dem Wochenmarkt nach frischem Brot und Käse.',
    'Sobald der Frühling kommt, sitzen die Leute wieder draußen vor den Cafés.',
    'In der kleinen Gaststätte am Bahnhof gibt es jeden Tag eine andere Suppe.',
    'Auch an einem langen Arbeitstag sollte man sich Zeit für eine Tasse Kaffee nehmen.',
    'Als Kinder haben wir die Sommerferien immer bei den Großeltern auf dem Land verbracht.',
    'Wenn es tagelang regnet, wird die Wäsche auf dem Balkon einfach nicht trocken.',
    'An eine neue Arbeit muss man sich erst gewöhnen, und das braucht Zeit.',
    'Bevor ich das Buch in die Bücherei zurückbrachte, habe ich es noch einmal gelesen.',
    'Am Abend stehen die Nachbarn am Gartenzaun und unterhalten sich über das Wetter.',
    'Im Herbst gehen viele Familien in den Wald, um Pilze und Kastanien zu sammeln.',
    'Ich versuche immer, ein paar Minuten vor der verabredeten Zeit da zu sein.',
    'Nach der Schule spielen die Kinder auf dem Bolzplatz, bis es dunkel wird.',
    'Am Wochenende räumen wir die Wohnung auf und backen danach einen Kuchen.',
    'An einem kalten Wintermorgen fällt es schwer, das warme Bett zu verlassen.',
    'In der Adventszeit duftet die ganze Stadt nach Zimt und gebrannten Mandeln.',
    'Wer Sorgen hat, sollte mit einem Menschen darüber sprechen, dem er vertraut.',
    'Das Gemüse aus dem eigenen Garten sieht nicht immer schön aus, schmeckt aber wunderbar.',
    'Aus dem Zugfenster sieht man, wie die Felder langsam in Hügel übergehen.',
  ],
  headings: [
    'Aus dem Alltag',
    'Im Lauf des Jahres',
    'Unterwegs in der Stadt',
    'Arbeit und Schule',
    'Am Küchentisch',
  ],
};
