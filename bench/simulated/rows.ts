/** Simulated comparisons with all their rows: languages, scripts, words, wrong language. */

import { type ClusterPair, type Evidence, pairedEvidence } from '../../reports/statistics/index.js';
import { normal } from './prompts.js';

/** A row: the headline, one over all languages, of a language, of a script in a language. */
export interface SimulatedRow {
  readonly level: 'headline' | 'all' | 'language' | 'script';
  readonly language: number;
  /** Index of the row that it is a part of. */
  readonly parent: number | undefined;
  readonly pairs: ClusterPair[];
}

/** Rates of an answer to hold each of three scripts. */
export type ScriptRates = readonly [number, number, number];

export interface Setting {
  readonly languages: number;
  readonly prompts: number;
  readonly repeats: number;
  readonly rates: (language: number, isCandidate: boolean) => ScriptRates;
}

const WORDS = 0.03;
const WRONG = 0.01;

/** Indices of the rows over all languages. */
const [HEADLINE, MIXING, WRONG_LANGUAGE, WORD] = [0, 1, 2, 3];

interface Places {
  readonly mixing: number;
  readonly script: number;
  readonly word: number | undefined;
  readonly wrong: number;
  readonly scripts: readonly number[];
}

/** Words are mixed in every other language. */
const mixesWords = (language: number): boolean => language % 2 === 1;

function emptyRows(languages: number): { rows: SimulatedRow[]; places: Places[] } {
  const rows: SimulatedRow[] = [];
  const add = (level: SimulatedRow['level'], language: number, parent?: number): number =>
    rows.push({ level, language, parent, pairs: [] }) - 1;
  add('headline', -1);
  for (let i = 0; i < 3; i++) add('all', -1);
  const places = Array.from({ length: languages }, (_, language): Places => {
    const mixing = add('language', language, MIXING);
    return {
      mixing,
      script: add('language', language, HEADLINE),
      word: mixesWords(language) ? add('language', language, WORD) : undefined,
      wrong: add('language', language, WRONG_LANGUAGE),
      scripts: [0, 1, 2].map(() => add('script', language, mixing)),
    };
  });
  return { rows, places };
}

/** One comparison, with the rows in which anything happened or which are always there. */
export function simulateRows(
  { languages, prompts, repeats, rates }: Setting,
  random: () => number,
): SimulatedRow[] {
  const { rows, places } = emptyRows(languages);
  for (const [language, place] of places.entries()) {
    const own = [
      HEADLINE,
      MIXING,
      WRONG_LANGUAGE,
      WORD,
      place.mixing,
      place.script,
      place.wrong,
      ...place.scripts,
    ];
    if (place.word !== undefined) own.push(place.word);
    for (let prompt = 0; prompt < prompts; prompt++) {
      const ease = Math.exp(normal(random) - 0.5);
      const counts = [new Map<number, number>(), new Map<number, number>()] as const;
      for (const [side, happened] of counts.entries())
        for (let repeat = 0; repeat < repeats; repeat++) {
          const add = (row: number): void => void happened.set(row, (happened.get(row) ?? 0) + 1);
          const scripts = rates(language, side === 0).map((rate) => random() < rate * ease);
          const words = mixesWords(language) && random() < WORDS * ease;
          const isMixed = scripts.some(Boolean);
          for (const [i, has] of scripts.entries()) if (has) add(place.scripts[i] as number);
          if (isMixed) [HEADLINE, place.script].forEach(add);
          if (words) [WORD, place.word as number].forEach(add);
          if (isMixed || words) [MIXING, place.mixing].forEach(add);
          if (random() < WRONG * ease) [WRONG_LANGUAGE, place.wrong].forEach(add);
        }
      for (const row of own)
        rows[row]?.pairs.push({
          trials: repeats,
          candidate: counts[0].get(row) ?? 0,
          baseline: counts[1].get(row) ?? 0,
        });
    }
  }
  return rows;
}

/** What a row tells. */
export function evidenceOf({ pairs }: SimulatedRow): Evidence {
  const evidence = pairedEvidence(pairs);
  if (evidence === null) throw new Error('a row without prompts');
  return evidence;
}
