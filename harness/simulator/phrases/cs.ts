/** Czech. */

import type { Phrases } from './types.js';

export const cs: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Ráno voní celá ulice čerstvými rohlíky z pekárny na rohu.',
    'Na podzim jezdíme s košíky do lesa a doma pak sušíme houby na zimu.',
    'Babička pekla každou sobotu koláče s mákem a povidly.',
    'V hospodě u nádraží vaří nejlepší svíčkovou v celém městě.',
    'Než se člověk zabydlí v novém bytě, chvíli to trvá.',
    'Děti staví na zahradě sněhuláka a hádají se, čí čepici mu nasadí.',
    'Tramvaj měla zase zpoždění, tak jsem šel do práce pěšky.',
    'V létě trávíme víkendy na chalupě, kde není slyšet nic než potok.',
    'Soused nám přinesl plnou bednu jablek ze své zahrady.',
    'Knížku, kterou jsi mi půjčila, jsem přečetl za jediný večer.',
    'Když prší, sedíme pod střechou a hrajeme karty.',
    'Dědeček tvrdí, že bez polévky není oběd obědem.',
    'Po dlouhé procházce chutná horký čaj s medem nejlíp.',
    'Na náměstí se každý čtvrtek konají trhy s ovocem a květinami.',
    'Před Vánoci pečeme cukroví a celý byt voní po vanilce.',
    'Z okna vlaku je vidět, jak se řeka vine mezi kopci.',
    'Když si nevíš rady, zeptej se někoho, komu věříš.',
    'Večer si rád sednu k oknu a poslouchám, jak šumí lípy.',
  ],
  headings: ['Všední dny', 'Od jara do zimy', 'Město a jeho lidé', 'Práce a škola', 'Vůně z kuchyně'],
};
