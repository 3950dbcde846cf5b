/** French. */

import type { Language } from './language.js';

export const fr: Language = {
  tag: 'fr',
  scripts: ['Latn'],
  functionWords:
    'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux cette ces être vous votre nous leur elle mais comme son sa ses a été ont fait si leurs peut tout entre même ainsi y je deux bien où sans dont notre afin',
  ownNames: ['français'],
  forbidsBefore: 'pas jamais sans aucun aucune évite évitez éviter interdit',
  forbidsBehind: "interdit interdite interdits n'est_pas",
};
