/** English. */

import type { Language } from './language.js';

export const en: Language = {
  tag: 'en',
  scripts: ['Latn'],
  functionWords:
    'the of and to in is that for it as with was on are this be by have from or an you your can which will their has not but they we been more when if would about a i he his at all one there so what my into other also than its our these some who do them how up out',
  ownNames: ['English'],
  forbidsBefore:
    "never not don't doesn't shouldn't mustn't can't no avoid without instead except cannot forbidden prohibited stop refrain zero",
  forbidsBehind:
    "forbidden prohibited banned unacceptable disallowed is_not are_not isn't aren't must_not should_not may_not",
};
