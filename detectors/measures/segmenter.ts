/** Words of languages without spaces, as the engine's own segmenter cuts them. */

import type { LanguageTag, Span } from '../types.js';

const segmenters = new Map<LanguageTag, Intl.Segmenter>();

/** Made once a language: making one takes longer than cutting a text. */
function segmenter(language: LanguageTag): Intl.Segmenter {
  let found = segmenters.get(language);
  if (found === undefined) {
    found = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, found);
  }
  return found;
}

/** Code units that are cut at once: each step of an engine's segmenter may take time by all of them. Hardly a line has as many. */
const WINDOW = 4096;

/** Code units at the end of a window of which the next one tells better where words end: it begins with the word before them. */
const OVERLAP = 128;

/** The stretches that a segmenter cuts a text into, words and what stands between them, in order and without gaps. */
export function* segments(text: string, language: LanguageTag): Generator<Span> {
  const words = segmenter(language);
  for (let from = 0; from < text.length; ) {
    const isLast = text.length - from <= WINDOW;
    const window = from === 0 && isLast ? text : text.slice(from, from + WINDOW);
    let end = from;
    for (const { segment, index } of words.segment(window)) {
      const start = from + index;
      if (!isLast && index > 0 && index + segment.length > WINDOW - OVERLAP) break;
      end = start + segment.length;
      yield { start, end };
    }
    from = end;
  }
}
