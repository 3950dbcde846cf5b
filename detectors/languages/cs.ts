/** Czech. */

import type { Language } from './language.js';

export const cs: Language = {
  tag: 'cs',
  scripts: ['Latn'],
  close: ['sk'],
  functionWords:
    'a se v na je že o s z do i to k ve pro za by ale si po jako podle od jsou který které která jeho však nebo jsem tak být při než až také jen bylo byl byla může jejich aby kde když před mezi pokud této tento tato jsme',
  ownNames: ['češtin', 'česky'],
  forbidsBefore: 'nikdy bez nepoužívej nepoužívejte nemíchej nemíchejte nepiš nepište vyhni žádné žádná',
  forbidsBehind: 'zakázána zakázáno zakázaná',
};
