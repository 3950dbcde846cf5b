/** Ukrainian. */

import type { Language } from './language.js';
import { RUSSIAN, SOUTH_SLAVIC } from './letters.js';

export const uk: Language = {
  tag: 'uk',
  scripts: ['Cyrl'],
  letters: { foreign: RUSSIAN + SOUTH_SLAVIC, telling: '', own: 'іїєґІЇЄҐ' },
  ownNames: ['українською', 'українська мова', 'української мови', 'українській мові'],
  forbidsBefore: 'не ні без ніколи уникай уникайте окрім крім заборонено',
  forbidsBehind: 'заборонено заборонена заборонені не_потрібна',
};
