/** Where the numbers of a report come from, in a line: method, seed, packs, sampling, detector, date. */

import { namesOf } from './arrange.js';
import { count, escapeHidden, plural } from './display/index.js';
import type { Report, RunSource, TargetReport } from './types.js';

const TESTS = {
  tango: "Tango's score test over pairs of prompts",
  'miettinen-nurminen': "Miettinen and Nurminen's score test",
} as const;

const TREND = 'trends by sign flips of slopes of prompts';

function methodOf({ comparisons, level, series }: Report): string {
  const used = new Set(comparisons.map(({ test }) => test));
  const tests = (['tango', 'miettinen-nurminen'] as const).filter((test) => used.has(test));
  const intervals = `Wilson intervals at ${level * 100}%`;
  return [intervals, ...(series === undefined ? [] : [TREND]), ...tests.map((test) => TESTS[test])].join(
    ', ',
  );
}

/** Each once, in order. */
const distinct = (values: readonly (string | number | undefined)[]): string[] => [
  ...new Set(values.flatMap((value) => (value === undefined ? [] : [String(value)]))),
];

const listed = (name: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`${name} ${values.map(escapeHidden).join(', ')}`.trimStart()];

/** `temperature 0.7, top_p 0.9`. */
const samplingText = ({ sampling = {} }: TargetReport): string =>
  Object.entries(sampling)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');

/** How answers were drawn: once where it is the same of all targets, else target by target. */
function samplingOf(report: Report): string[] {
  const { targets } = report;
  const [first = '', ...others] = targets.map(samplingText);
  if (others.every((other) => other === first))
    return first === '' ? [] : [`sampling ${escapeHidden(first)}`];
  const called = namesOf(report);
  const each = targets.map(
    (target) => `${escapeHidden(called(target.id))}: ${escapeHidden(samplingText(target) || 'not said')}`,
  );
  return [`sampling of ${each.join('; ')}`];
}

/** The day of a moment in ISO 8601; what is none stays as it is. */
const dayOf = (moment: string): string => (/^\d{4}-\d\d-\d\dT/.test(moment) ? moment.slice(0, 10) : moment);

/** `asked until its gate is decided (it is): 366 of 2,000 questions, ...`. */
const untilText = ({ decided, questions }: NonNullable<RunSource['until_decided']>): string =>
  `asked until its gate is decided (${decided ? 'it is' : 'it is not yet'}): ${count(questions.asked)} of ${plural(questions.planned, 'question')}, whose gate has a test that may be looked at all the time; changes here are tested as in a plan of fixed size`;

/** Hidden characters are escaped; a format escapes what is special to itself. */
export function provenanceOf(report: Report): string {
  const { runs, detector } = report;
  return `${[
    `Method: ${methodOf(report)}`,
    ...listed('seed', distinct(runs.map(({ seed }) => seed))),
    ...listed('prompt packs', distinct(runs.map(({ packs }) => packs))),
    ...samplingOf(report),
    `detector ${escapeHidden(detector.version)}, policy ${escapeHidden(detector.policy)}, Unicode ${escapeHidden(detector.unicode)}`,
    ...listed(
      'asked',
      distinct(runs.filter(({ made_by }) => made_by === 'run').map(({ created_at }) => dayOf(created_at))),
    ),
    ...listed(
      '',
      runs.flatMap(({ until_decided: one }) => (one === undefined ? [] : [untilText(one)])),
    ),
    ...listed(
      'imported',
      distinct(runs.filter(({ made_by }) => made_by === 'score').map(({ created_at }) => dayOf(created_at))),
    ),
  ].join('; ')}.`;
}
