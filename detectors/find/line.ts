/**
 * Lines and sentences in another language of the same script: the only way to tell languages in Latin script apart, and those that
 * share another one. Lines of Latin words where Latin script is a guest are made of such words.
 */

import type { Scene } from '../scene.js';
import { weigh } from '../share.js';
import { spanAt } from '../spans.js';
import type { Finding, LanguageTag } from '../types.js';
import type { LineCandidate } from './candidate.js';
import type { Judged, Kind } from './kind.js';

/** Least share of the language's own scripts in such a line: of one that is mostly in another script, that script is found. */
const OWN = 0.75;

/** Segments that stand, one after the other on a line and in one language, make one finding. */
function joinLines({ text, policy, zones }: Scene, judged: readonly Judged<LineCandidate>[]): Finding[] {
  const found: Finding[] = [];
  let open: { start: number; end: number; script: string; language: LanguageTag } | undefined;
  const close = (): void => {
    if (open !== undefined) {
      const { start, end, script, language } = open;
      found.push({ start, end, text: text.slice(start, end), kind: 'line', script, zone: 'text', language });
    }
    open = undefined;
  };
  for (const { candidate, exempt } of judged) {
    if (exempt !== null) continue;
    const { start, end, script, language } = candidate;
    const between = open === undefined ? '' : text.slice(open.end, start);
    const goesOn =
      open !== undefined &&
      policy.latin === 'own' &&
      open.language === language &&
      /^[^\S\n]*$/.test(between) &&
      spanAt(zones, start) === undefined;
    if (open !== undefined && goesOn) open = { ...open, end };
    else {
      close();
      open = { start, end, script, language };
    }
  }
  close();
  return found;
}

export const line: Kind<'line'> = {
  kind: 'line',
  name: 'line in another language',
  what: 'A line or sentence in another language: of Latin words where Latin script is a guest, else of the same script.',
  counts: 'mixing',
  find({ text, policy }, { lines }) {
    if (lines.length === 0) return [];
    const script = policy.scripts[0] ?? 'Zyyy';
    return lines
      .filter(({ start, end }) => weigh(text.slice(start, end), policy, []).own >= OWN)
      .map(({ start, end, language, quoted }) => ({ kind: 'line', start, end, script, language, quoted }));
  },
  join: joinLines,
};
