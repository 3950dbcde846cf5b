/** Polish. */

import type { Phrases } from './types.js';

export const pl: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Rano na targu pachnie świeżym koperkiem i młodymi ziemniakami.',
    'Babcia lepiła pierogi tak szybko, że nikt nie nadążał z jedzeniem.',
    'Jesienią całą rodziną chodzimy do lasu na grzyby.',
    'Tramwaj stanął w korku, więc resztę drogi przeszłam pieszo.',
    'W małej kawiarni przy rynku zawsze ktoś gra na pianinie.',
    'Zanim człowiek przyzwyczai się do nowej pracy, musi minąć trochę czasu.',
    'Dzieci ulepiły bałwana i zamiast nosa wetknęły mu marchewkę.',
    'Sąsiad z parteru naprawia rowery i nigdy nie odmawia pomocy.',
    'Latem jeździmy nad jezioro, gdzie woda jest czysta i ciepła.',
    'Oddałam książkę do biblioteki, choć chętnie przeczytałabym ją jeszcze raz.',
    'W deszczowe dni najlepiej smakuje gorąca zupa pomidorowa.',
    'Wieczorem siadamy na ganku i słuchamy świerszczy.',
    'Kot wyleguje się na parapecie i obserwuje gołębie.',
    'Przed świętami w całym domu pachnie piernikiem i pomarańczami.',
    'Jeśli masz kłopot, porozmawiaj z kimś, komu ufasz.',
    'Dziadek hoduje pszczoły i co roku daje nam kilka słoików miodu.',
    'Za oknem pociągu przesuwały się pola, brzozy i małe stacje.',
    'Wiosną bociany wracają do gniazda na starym kominie.',
  ],
  headings: ['Codzienne życie', 'Cztery pory roku', 'Ulice miasta', 'Praca i nauka', 'Przy kuchennym stole'],
};
