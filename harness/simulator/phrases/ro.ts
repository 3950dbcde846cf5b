/** Romanian. */

import type { Phrases } from './types.js';

export const ro: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Dimineața miroase a pâine caldă pe toată strada noastră.',
    'Bunica punea pe masă mămăligă cu brânză și smântână.',
    'Toamna culegem strugurii și facem must pentru toată familia.',
    'La piață găsești roșii coapte la soare și ceapă verde.',
    'Autobuzul a întârziat, așa că am mers pe jos până la birou.',
    'Copiii se joacă în fața blocului până se lasă seara.',
    'Ai nevoie de puțin timp ca să te obișnuiești cu un loc de muncă nou.',
    'Vecina de la parter udă florile tuturor când plecăm în vacanță.',
    'Vara mergem la munte, unde nopțile sunt răcoroase și liniștite.',
    'Am terminat cartea într-o singură noapte, fiindcă nu o puteam lăsa din mână.',
    'Când plouă, îmi place să stau la fereastră cu o cană de ceai.',
    'Tata repară singur tot ce se strică prin casă.',
    'De Crăciun, colindătorii trec pe la fiecare poartă.',
    'Cireșul din curte a înflorit mai devreme decât de obicei.',
    'Dacă te apasă ceva, vorbește cu un om în care ai încredere.',
    'Din tren se văd lanuri de floarea-soarelui cât cuprinzi cu ochii.',
    'Ciorba de fasole este mai gustoasă a doua zi.',
    'În parc, bătrânii joacă șah și comentează fiecare mutare.',
  ],
  headings: [
    'Viața de zi cu zi',
    'Prin anotimpuri',
    'Pe străzile orașului',
    'La lucru și la școală',
    'În jurul mesei',
  ],
};
