/** Sides of a gate that are asked in a planned order, and what becomes of each of their prompts. */

import { type GateSide, tallyRun } from '../../../reports/index.js';
import { type PromptRecord, plannedOrder } from '../../../store/index.js';
import { CLEAN, CYRILLIC, type Given, run } from '../runs.js';

const SEED = 9;
const KOREAN = '오늘은 날씨가 아주 좋습니다. 내일도 좋을 것입니다.';
const KOREAN_MIXED = '오늘은 날씨가 очень 좋습니다. 내일도 좋을 것입니다.';

const promptsOf = (sizes: Readonly<Record<string, number>>): PromptRecord[] =>
  Object.entries(sizes).flatMap(([language, n]) =>
    Array.from({ length: n }, (_, i) => ({
      id: `${language}${i}`,
      language,
      messages: [{ role: 'user' as const, content: `${language} ${i}` }],
    })),
  );

/** What becomes of the prompt that is asked as the `place`th, from 0: a mixed answer, a refusal, a failure, none yet; clean where it says nothing. */
export type Fate = (
  place: number,
  language: string,
  repeat: number,
) => 'mixed' | 'refused' | 'failed' | 'none' | undefined;

interface Asking {
  readonly sizes?: Readonly<Record<string, number>>;
  readonly repeats?: number;
}

/** A target that is asked in the planned order. */
export async function plannedSide(
  name: string,
  fate: Fate,
  { sizes = { ja: 400 }, repeats = 1 }: Asking = {},
  isPlanned = true,
): Promise<GateSide> {
  const prompts = promptsOf(sizes);
  const given = plannedOrder(prompts, SEED).flatMap(({ id, language }, place) =>
    Array.from({ length: repeats }, (_, repeat): Given[] => {
      const what = fate(place, language, repeat);
      if (what === 'none') return [];
      const isKorean = language === 'ko';
      const clean = isKorean ? KOREAN : CLEAN;
      const mixed = isKorean ? KOREAN_MIXED : CYRILLIC;
      const one = { target: name, prompt: id, language, repeat, answer: what === 'mixed' ? mixed : clean };
      if (what === 'refused') return [{ ...one, answer: null, more: { refusal: 'no' } }];
      if (what !== 'failed') return [one];
      return [{ ...one, answer: null, more: { error: { kind: 'http', message: 'gone', status: 500 } } }];
    }).flat(),
  );
  const { tally } = await tallyRun(
    run(
      name,
      given,
      { repeats, seed: SEED, prompts: prompts.length, ...(isPlanned && { until_decided: true }) },
      prompts,
    ),
  );
  return { name, tally, target: name };
}

/** Clean all of them. */
export const clean: Fate = () => undefined;
/** No answer from the `n`th on. */
export const until =
  (n: number, fate: Fate = clean): Fate =>
  (place, language, repeat) =>
    place < n ? fate(place, language, repeat) : 'none';
export const mixedAt =
  (...places: readonly number[]): Fate =>
  (place) =>
    places.includes(place) ? 'mixed' : undefined;
