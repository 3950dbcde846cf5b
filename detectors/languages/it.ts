/** Italian. */

import type { Language } from './language.js';

export const it: Language = {
  tag: 'it',
  scripts: ['Latn'],
  functionWords:
    'di e il la che in un per del una con non le si da i dei al nel alla della gli sono è più come anche delle ha o ma se lo questo dal sua suo dalla nella essere degli ai tra questa tutti può ed quando dove hanno molto cui sul loro',
  ownNames: ['italiano'],
  forbidsBefore: 'non mai senza evita evitare nessun nessuna vietato niente',
  forbidsBehind: 'vietato vietati non_è',
};
