/** Dutch. */

import type { Language } from './language.js';

export const nl: Language = {
  tag: 'nl',
  scripts: ['Latn'],
  close: ['af'],
  functionWords:
    'de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar door over worden hij tot heeft ze wordt je kan deze hebben werd was meer zich geen hun wat al kunnen',
  ownNames: ['Nederlands'],
  forbidsBefore: 'geen niet nooit zonder vermijd vermijden verboden',
  forbidsBehind: 'verboden is_niet',
};
