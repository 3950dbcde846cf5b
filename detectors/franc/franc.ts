/** franc as an identifier: trigrams (Cavnar and Trenkle 1994), small, pure, also in browsers. */

import { francAll } from 'franc';
import type { Guess, Identifier, Trust } from '../identify/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';

/** franc's ISO 639-3 codes that BCP 47 writes otherwise, with their tags; other codes are tags themselves. */
const PAIRS =
  'afr:af als:sq amh:am arb:ar azj:az bam:bm bel:be ben:bn bod:bo bos:bs bul:bg cat:ca ces:cs cmn:zh dan:da deu:de ' +
  'ekk:et ell:el eng:en epo:eo ewe:ee fin:fi fra:fr glg:gl guj:gu hat:ht hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ' +
  'ibo:ig iii:ii ind:id ita:it jav:jv jpn:ja kan:kn kat:ka kaz:kk khk:mn khm:km kin:rw kir:ky kor:ko lao:lo lin:ln ' +
  'lit:lt lug:lg lvs:lv mal:ml mar:mr mkd:mk mya:my ndo:ng nld:nl nno:nn nob:nb npi:ne nya:ny pan:pa pbu:ps pes:fa ' +
  'plt:mg pol:pl por:pt ron:ro run:rn rus:ru sag:sg sin:si slk:sk slv:sl sna:sn som:so sot:st spa:es src:sc srp:sr ' +
  'ssw:ss sun:su swe:sv swh:sw tam:ta tat:tt tel:te tgk:tg tgl:fil tha:th tir:ti tsn:tn tso:ts tuk:tk tur:tr uig:ug ' +
  'ukr:uk urd:ur uzn:uz ven:ve vie:vi wol:wo xho:xh ydd:yi yor:yo zlm:ms zul:zu prs:fa-AF';

const tagOf = new Map(PAIRS.split(' ').map((pair) => pair.split(':') as [string, LanguageTag]));
const codeOf = new Map([...tagOf].map(([code, tag]) => [tag, code]));

const GUESSES = 3;

/** Its scores are shares of the best one's: of a short line they say nothing. */
const TRUST: Trust = { other: 1, short: 2, own: 0.85, calibrated: false };

/** franc's code for a tag: that of the tag itself, or of its language alone. */
function francCode(tag: LanguageTag): string {
  const language = primaryLanguage(tag);
  return codeOf.get(tag) ?? codeOf.get(language) ?? language;
}

/** Whether franc tells a language; of those with three letters it has most. */
const hasFranc = (language: LanguageTag): boolean => language.length > 2 || codeOf.has(language);

/**
 * franc, which takes a line as given. `languages` (BCP 47) are those it chooses from, all that it knows where missing: the
 * fewer, the better it tells them apart. Three guesses; none for lines under ten code units, which it knows nothing of.
 */
export function francIdentifier(languages?: readonly LanguageTag[]): Identifier {
  const options = languages === undefined ? {} : { only: [...new Set(languages.map(francCode))] };
  const chosen = languages && new Set(languages.map(primaryLanguage));
  return {
    name: 'franc',
    trust: TRUST,
    knows: (language) => hasFranc(language) && (chosen?.has(language) ?? true),
    identify: (line): readonly Guess[] =>
      francAll(line, options)
        .slice(0, GUESSES)
        .filter(([code]) => code !== 'und')
        .map(([code, score]) => ({ language: tagOf.get(code) ?? code, probability: score })),
  };
}
