/** Which rates have a row in a series, and where. */

import type { LanguageTag } from '../../detectors/index.js';
import type { Event, RateName } from '../judging/index.js';
import type { Step } from './strata.js';

/** A rate in a language, or in all of them. */
export interface Place {
  readonly where: LanguageTag | '*';
  readonly measure: 'mixing' | RateName;
  /** The languages that it is taken over. */
  readonly languages: readonly LanguageTag[];
}

export const eventOf = ({ measure }: Pick<Place, 'measure'>): Event =>
  measure === 'mixing' ? { measure, script: '*' } : { measure };

/** Those that stand wherever they happened. */
const MEASURES: readonly RateName[] = ['word_mixing', 'wrong_language', 'code_mixing', 'damage'];

const happens = (steps: readonly Step[], languages: readonly string[], event: Event): boolean =>
  steps.some(({ tally }) => languages.some((language) => tally.languages.get(language)?.has(event) ?? false));

/** Script mixing always, others where they happened; mixing where words are mixed, as it is script mixing elsewhere. */
function placesIn(steps: readonly Step[], where: Place['where'], languages: readonly string[]): Place[] {
  const found = MEASURES.filter((measure) => happens(steps, languages, { measure }));
  const measures: readonly Place['measure'][] = [
    'script_mixing',
    ...(found.includes('word_mixing') ? (['word_mixing', 'mixing'] as const) : []),
    ...(['wrong_language', 'code_mixing', 'damage'] as const).filter((measure) => found.includes(measure)),
  ];
  return measures.map((measure) => ({ where, measure, languages }));
}

/** A run may be going on. */
const hasAnswers = ({ tally }: Step): boolean => tally.languages.size > 0;

const isAlike = (one: Step, languages: readonly string[]): boolean =>
  one.tally.languages.size === languages.length &&
  languages.every((language) => one.tally.languages.has(language));

/** All languages together, where all steps and the baseline were asked in the same ones; then each, where there are several. */
export function placesOf(steps: readonly Step[], baseline: Step): Place[] {
  const asked = steps.filter(hasAnswers);
  const languages = [...new Set(asked.flatMap(({ tally }) => [...tally.languages.keys()]))].sort();
  const isWhole =
    languages.length > 0 &&
    [...asked, ...(hasAnswers(baseline) ? [baseline] : [])].every((step) => isAlike(step, languages));
  return [
    ...(isWhole ? placesIn(steps, '*', languages) : []),
    ...(isWhole && languages.length < 2
      ? []
      : languages.flatMap((language) => placesIn(steps, language, [language]))),
  ];
}
