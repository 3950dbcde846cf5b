/** German. */

import type { Language } from './language.js';

export const de: Language = {
  tag: 'de',
  scripts: ['Latn'],
  functionWords:
    'der die und das den von ist zu mit des nicht sich ein eine auf für als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum im in dem wir ich haben kann oder aber zur durch diese dieser vor bis ihre können sein seine wurde wenn nur mehr was wie wer wo mein meine',
  ownNames: ['deutsch', 'hochdeutsch'],
  forbidsBefore: 'kein keine keinen keiner keinem nicht nie niemals ohne vermeide vermeiden verboten',
  forbidsBehind: 'verboten untersagt ist_nicht sind_nicht',
};
