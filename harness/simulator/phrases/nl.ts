/** Dutch. */

import type { Phrases } from './types.js';

export const nl: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'Op zaterdagochtend haalt mijn vader verse broodjes bij de bakker om de hoek.',
    'Als de zon schijnt, zitten alle terrasjes langs de gracht binnen een uur vol.',
    'Mijn oma bakte op zondag een appeltaart waar de hele straat van meegenoot.',
    'Door de harde wind duurde het fietstochtje over de dijk veel langer dan gedacht.',
    'Na een lange werkdag is er niets fijners dan een kop thee op de bank.',
    'De kinderen bouwen een hut van takken achter in de tuin.',
    'Zodra het een nacht vriest, hoopt iedereen dat de sloten dichtgaan.',
    'In het begin is een nieuwe baan vermoeiend, maar dat went vanzelf.',
    'Onze buurvrouw geeft de planten water wanneer wij op vakantie zijn.',
    'Ik had mijn paraplu vergeten en kwam doorweekt thuis.',
    'Het boek was zo spannend dat ik tot diep in de nacht heb doorgelezen.',
    'Op de markt roept de visboer al vroeg dat zijn haring de beste is.',
    'In de herfst rapen we kastanjes in het bos en maken we er poppetjes van.',
    'Wie ergens mee zit, kan er beter met een vriend over praten.',
    'Vanuit de trein zie je weilanden, koeien en hier en daar een molen.',
    'Mijn broer repareert oude fietsen en geeft ze daarna weg.',
    'Met erwtensoep en roggebrood komen wij de koudste dagen goed door.',
    'Aan het eind van de middag ruikt het hele huis naar gebakken uien.',
  ],
  headings: [
    'Het leven van alledag',
    'Het hele jaar rond',
    'Onderweg in de stad',
    'Werk en school',
    'Uit de keuken',
  ],
};
