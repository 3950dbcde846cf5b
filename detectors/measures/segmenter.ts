/** Words of languages without spaces, as the engine's own segmenter cuts them. */

import type { LanguageTag } from '../types.js';

const segmenters = new Map<LanguageTag, Intl.Segmenter>();

/** Made once a language: making one takes longer than cutting a text. */
export function segmenter(language: LanguageTag): Intl.Segmenter {
  let found = segmenters.get(language);
  if (found === undefined) {
    found = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, found);
  }
  return found;
}
