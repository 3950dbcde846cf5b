/** Indonesian. */

import type { Language } from './language.js';

export const id: Language = {
  tag: 'id',
  scripts: ['Latn'],
  close: ['ms'],
  indistinct: ['ms'],
  functionWords:
    'yang dan di dari untuk dengan ini dalam pada adalah itu dapat atau tidak akan sebagai juga ke mereka kita anda lebih oleh karena bisa telah saya ada seperti secara tersebut bagi ia banyak dia memiliki menjadi namun serta dan sangat harus kami sebuah beberapa',
  ownNames: ['bahasa Indonesia'],
  forbidsBefore: 'jangan tidak tanpa hindari bukan dilarang',
  forbidsBehind: 'dilarang tidak_boleh',
};
