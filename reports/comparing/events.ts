/** Which rows a comparison has in a place: the events that happened there, and those that a release is judged by. */

import { type Event, LOSSES, type Outcomes, type RateName, SIGNS } from '../judging/index.js';
import { outcomesOf, type Sides, sharedLanguages, type Where } from './sides.js';

/** What becomes of answers besides, compared as rates. */
export const WORSE = [...SIGNS, ...LOSSES] as const;

const isIn = (outcomes: readonly Outcomes[], measure: RateName): boolean =>
  outcomes.some((one) => one.has({ measure }));

const eventsIn = (outcomes: readonly Outcomes[], measures: readonly RateName[]): Event[] =>
  measures.filter((measure) => isIn(outcomes, measure)).map((measure) => ({ measure }));

/** The outcomes of both sides there, of languages that both were asked in. */
export function outcomesIn(sides: Sides, where: Where): Outcomes[] {
  return sharedLanguages(sides)
    .filter((tag) => where === '*' || tag === where)
    .flatMap((tag) => [sides.baseline, sides.candidate].flatMap((tally) => outcomesOf(tally, tag)));
}

/** The scripts that were found in either. */
export const scriptsIn = (outcomes: readonly Outcomes[]): string[] =>
  [...new Set(outcomes.flatMap((one) => one.scripts()))].sort();

/** The events worth a row in a language: those that happened in either target. */
function eventsOfLanguage(both: readonly Outcomes[]): Event[] {
  return [
    { measure: 'mixing', script: '*' },
    // Where no words are mixed, all mixing is of scripts.
    ...(isIn(both, 'word_mixing') ? eventsIn(both, ['script_mixing', 'word_mixing']) : []),
    ...scriptsIn(both).map((script): Event => ({ measure: 'mixing', script })),
    ...eventsIn(both, ['wrong_language', 'code_mixing', 'damage', 'punctuation']),
  ];
}

/** The events of all languages: always those that a release is judged by. */
const overallEvents = (sides: readonly Outcomes[]): Event[] => [
  { measure: 'script_mixing' },
  { measure: 'mixing', script: '*' },
  { measure: 'wrong_language' },
  ...eventsIn(sides, ['word_mixing', 'code_mixing', 'damage', 'punctuation']),
];

export function eventsOf(sides: Sides, where: Where): Event[] {
  const both = outcomesIn(sides, where);
  return where === '*' ? overallEvents(both) : eventsOfLanguage(both);
}

/** Whether all mixing there is of scripts, so that both rates are one. */
export const mixesScriptsAlone = (sides: Sides, where: Where): boolean =>
  !isIn(outcomesIn(sides, where), 'word_mixing');
