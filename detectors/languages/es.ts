/** Spanish. */

import type { Language } from './language.js';

export const es: Language = {
  tag: 'es',
  scripts: ['Latn'],
  close: ['gl', 'pt'],
  functionWords:
    'de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son también fue desde muy hasta hay donde quien han ni nos durante todos puede estos mi porque qué',
  ownNames: ['español', 'castellano'],
  forbidsBefore: 'no nunca jamás sin evita evite evitar ningún ninguna prohibido',
  forbidsBehind: 'prohibido prohibidos no_está no_se',
};
