/** Portuguese. */

import type { Language } from './language.js';

export const pt: Language = {
  tag: 'pt',
  scripts: ['Latn'],
  close: ['es', 'gl'],
  functionWords:
    'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser são você isso também pelo pela até muito já entre quando nos há depois sobre está era sem mesmo aos seus nas',
  ownNames: ['português', 'língua portuguesa'],
  forbidsBefore: 'não nunca sem evite evita evitar nenhum nenhuma proibido',
  forbidsBehind: 'proibido não_é não_pode',
};
