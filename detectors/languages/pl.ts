/** Polish. */

import type { Language } from './language.js';

export const pl: Language = {
  tag: 'pl',
  scripts: ['Latn'],
  functionWords:
    'i w na z do się że nie jest to o jak po od za dla przez jego przy oraz być które który która także ich ale może są a było był tym tego tej jako już tylko co ma lub więc między bez aby jej',
  ownNames: ['po polsku', 'polszczy', 'języku polskim', 'język polski'],
  forbidsBefore: 'nie nigdy bez unikaj żadnych żadnego',
  forbidsBehind: 'zabroniony zabronione zakazany',
};
