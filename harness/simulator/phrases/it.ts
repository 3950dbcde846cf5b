/** Italian. */

import type { Phrases } from './types.js';

export const it: Phrases = {
  script: 'Latn',
  separator: ' ',
  sentences: [
    'La mattina il mercato profuma di pane appena sfornato e di frutta matura.',
    'Quando arriva la primavera, la gente torna a sedersi ai tavolini in piazza.',
    'La piccola trattoria vicino alla stazione cucina piatti semplici e buoni.',
    'Anche in una giornata piena, una tazzina di caffè aiuta a ritrovare la calma.',
    'Da bambini passavamo tutte le estati dai nonni in campagna.',
    'Dopo molti giorni di pioggia i panni stesi non si asciugano più.',
    "Ci vuole sempre un po' di tempo per abituarsi a un nuovo lavoro.",
    'Ho riletto il libro ancora una volta prima di riportarlo in biblioteca.',
    'La sera i vicini si fermano davanti al portone a chiacchierare.',
    "Le serate d'autunno sono fresche e adatte a una passeggiata.",
    'Cerco di arrivare qualche minuto prima quando ho un appuntamento.',
    'Dopo la scuola i ragazzi giocano a pallone nel cortile.',
    'Nel fine settimana mettiamo in ordine la casa e prepariamo un pranzo speciale.',
    "Nelle mattine d'inverno è difficile lasciare il letto caldo.",
    'Alla festa del paese si mangia e si balla tutti insieme fino a tardi.',
    'Se hai una preoccupazione, parlane con qualcuno di cui ti fidi.',
    "Le verdure dell'orto non sono sempre belle, ma hanno un sapore intenso.",
    'Dal finestrino del treno si vedono i campi che diventano colline.',
  ],
  headings: [
    'La vita di ogni giorno',
    'Il ritmo delle stagioni',
    'Per le strade della città',
    'Il lavoro e la scuola',
    'A tavola',
  ],
};
