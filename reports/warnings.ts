/** What stands over a report because its rates cannot be read without it. */

import { count, languageName, plural } from './display/index.js';
import type { Report, TargetReport, Warning } from './types.js';

/** Fewest answers that the prompt excuses for a warning, and their share of those that are mixed. */
const FEWEST = 3;
const RIVALS = 0.5;

/** Whether what prompts excused rivals what was found. */
export const rivals = (excused: number, mixed: number): boolean =>
  excused >= FEWEST && excused >= RIVALS * mixed;

/** The warnings about targets: languages in which what prompts excused rivals what was found. */
export function warningsAbout(targets: readonly Pick<TargetReport, 'id' | 'languages'>[]): Warning[] {
  return targets.flatMap(({ id, languages }) =>
    Object.entries(languages).flatMap(([language, { excused_by_prompt: excused = 0, mixing }]): Warning[] =>
      rivals(excused, mixing.mixed)
        ? [{ kind: 'excused_by_prompt', target: id, language, excused, mixed: mixing.mixed, of: mixing.of }]
        : [],
    ),
  );
}

/** A warning in a sentence, without its target. */
export const warningText = ({ language, excused, mixed, of }: Warning): string =>
  `${languageName(language)}: ${plural(excused, 'clean answer')} of ${count(of)} hold another script or language that only the prompt excuses, since it asks for it or holds it; ${count(mixed)} are mixed. The mixing rate says nothing about them: read what they hold, or switch this off (exempt: {prompt: false}).`;

/** What is to be known of runs that were judged by something else before, a sentence each. */
export const judgedBefore = ({ runs, detector }: Report): string[] =>
  runs.flatMap(({ path, judged_before: before }) =>
    before === undefined
      ? []
      : [
          `${path} was judged before by detector ${before.detector} under policy ${before.policy} (${before.identifier}): figures from then may differ from these, by detector ${detector.version} under policy ${detector.policy}. offscript rejudge lists what changed.`,
        ],
  );
