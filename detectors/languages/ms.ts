/** Malay. */

import type { Language } from './language.js';

export const ms: Language = {
  tag: 'ms',
  scripts: ['Latn'],
  close: ['id'],
  indistinct: ['id'],
  functionWords:
    'yang dan di untuk dengan dalam ini pada itu adalah kepada oleh tidak akan daripada sebagai juga telah mereka boleh ialah atau dapat serta lebih bagi kita anda seperti dari ke kerana saya ada beliau tersebut sahaja hendaklah supaya',
  ownNames: ['bahasa Melayu', 'bahasa Malaysia'],
  forbidsBefore: 'jangan tidak tanpa elakkan bukan dilarang',
  forbidsBehind: 'dilarang tidak_boleh',
};
