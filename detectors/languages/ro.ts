/** Romanian. */

import type { Language } from './language.js';

export const ro: Language = {
  tag: 'ro',
  scripts: ['Latn'],
  functionWords:
    'și de în a la cu că pe din nu este o un pentru care mai sau se prin sunt după ca fi fost are dar între al ale unei unui să acest această lor lui cele cel către fiecare poate atât',
  ownNames: ['română', 'românește'],
  forbidsBefore: 'nu niciodată fără evită evitați niciun nicio',
  forbidsBehind: 'interzisă interzis',
};
