/** Turkish. */

import type { Language } from './language.js';

export const tr: Language = {
  tag: 'tr',
  scripts: ['Latn'],
  close: ['az'],
  functionWords:
    've bir bu için ile de da olarak olan çok daha en gibi kadar her ne sonra ancak ya o ise olduğu değil bunu onun veya göre bile ki hem tarafından arasında var üzerinde şekilde önemli büyük bazı',
  ownNames: ['Türkçe'],
  forbidsBehind:
    'kullanma kullanmayın karıştırma karıştırmayın yazma yazmayın asla olmadan değil yok kaçın yasak kullanmadan',
};
