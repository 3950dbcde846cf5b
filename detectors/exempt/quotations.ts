/** Quotations and titles: what stands in quotation marks without a letter of the language around it. */

import type { Zone } from './zones.js';

/** Quotation marks on one line. The length is bounded, so that time grows with the text and not faster. */
const QUOTED =
  /"([^"\n]{2,200})"|“([^”\n]{2,200})”|„([^“”\n]{2,200})[“”]|«([^»\n]{2,200})»|「([^」\n]{2,200})」|『([^』\n]{2,200})』|《([^》\n]{2,200})》|〈([^〉\n]{2,200})〉|‘([^’\n]{2,200})’/g;

const NEEDS = /["“„«「『《〈‘]/;

/** Quotations of which `isForeign` says that they hold nothing of the language itself; sorted and disjoint. */
export function quotationZones(text: string, isForeign: (quoted: string) => boolean): Zone[] {
  const zones: Zone[] = [];
  if (!NEEDS.test(text)) return zones;
  for (const match of text.matchAll(QUOTED)) {
    if (isForeign(match[0]))
      zones.push({ start: match.index, end: match.index + match[0].length, reason: 'quotation' });
  }
  return zones;
}
