/** Swedish. */

import type { Language } from './language.js';

export const sv: Language = {
  tag: 'sv',
  scripts: ['Latn'],
  close: ['da', 'nb', 'nn', 'no'],
  functionWords:
    'och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan man när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då sedan över bara dessa',
  ownNames: ['svenska'],
  forbidsBefore: 'inte aldrig utan undvik ingen inget inga',
  forbidsBehind: 'förbjudet förbjuden är_inte',
};
