/** English. */

import type { Language } from './language.js';

export const en: Language = {
  tag: 'en',
  scripts: ['Latn'],
  functionWords:
    'the of and to in is that for it as with was on are this be by have from or an you your can which will their has not but they we been more when if would about a i he his at all one there so what my into other also than its our these some who do them how up out',
  ownNames: ['English'],
  negations: "never not don't no avoid without instead except cannot forbidden prohibited",
};
