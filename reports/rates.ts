/** Rates with their intervals: of clusters of samples, and those of a target in one language or in all of them. */

import type { ScriptCode } from '../detectors/index.js';
import type { Event, IdenticalRepeats, Outcomes, RateName, State } from './judging/index.js';
import { type Pooled, wilson } from './statistics/index.js';
import type { CellReport, Rate } from './types.js';
import { type Inference, pooledFor, unitsOf } from './units.js';

/** The rate of pooled clusters, with Wilson's 95% interval over the effective number of samples. */
export function rateOf({ events, trials, effective }: Pooled): Rate {
  const rate = trials === 0 ? null : events / trials;
  const interval = rate === null ? null : wilson(rate, effective);
  return { mixed: events, of: trials, rate, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** The rate of an event, by what was drawn; over several languages as over one. */
function eventRate(languages: readonly Outcomes[], event: Event, inference: Inference): Rate {
  return rateOf(
    pooledFor(
      inference,
      languages.flatMap((outcomes) => outcomes.clusters(event)),
    ),
  );
}

/** How many of the samples tell something of their own, as a share of them: 1 where no prompt was asked twice. */
export function independence(
  languages: readonly Outcomes[],
  measure: 'mixing' | RateName,
  inference: Inference,
): number {
  const event: Event = measure === 'mixing' ? { measure, script: '*' } : { measure };
  const clusters = languages.flatMap((outcomes) => outcomes.clusters(event));
  const { trials, effective } = pooledFor(inference, clusters);
  return trials === 0 ? 1 : effective / trials;
}

/** Samples by state, over these languages. */
export function countOf(languages: readonly Outcomes[]): Record<State, number> {
  const counts = {
    clean: 0,
    mixed: 0,
    damaged: 0,
    wrong_language: 0,
    error: 0,
    empty: 0,
    refused: 0,
    too_short: 0,
    asked_otherwise: 0,
  };
  for (const outcomes of languages) for (const [state, n] of outcomes.count()) counts[state] += n;
  return counts;
}

/** Prompts whose repeats are one text, in the languages where most are; undefined where there is no such language. */
function identicalIn(languages: readonly Outcomes[]): IdenticalRepeats | undefined {
  const found = languages.flatMap((outcomes) => outcomes.identical() ?? []);
  if (found.length === 0) return undefined;
  return found.reduce((sum, { prompts, of }) => ({ prompts: sum.prompts + prompts, of: sum.of + of }));
}

/** The numbers of a target, or of a channel beside its answers, over these languages. */
export function cellOf(languages: readonly Outcomes[], inference: Inference = 'prompts'): CellReport {
  const { clean, mixed, damaged, wrong_language, ...excluded } = countOf(languages);
  const scored = clean + mixed + damaged + wrong_language;
  const identical = identicalIn(languages);
  const rate = (event: Event): Rate => eventRate(languages, event, inference);
  const units = unitsOf(
    inference,
    languages.flatMap((outcomes) => outcomes.clusters({ measure: 'script_mixing' })),
  );
  return {
    samples: Object.values(excluded).reduce((sum, n) => sum + n, scored),
    scored,
    ...(units === 'repeats' && { units }),
    mixing: rate({ measure: 'mixing', script: '*' }),
    script_mixing: rate({ measure: 'script_mixing' }),
    word_mixing: rate({ measure: 'word_mixing' }),
    wrong_language: rate({ measure: 'wrong_language' }),
    code_mixing: rate({ measure: 'code_mixing' }),
    damage: rate({ measure: 'damage' }),
    punctuation: rate({ measure: 'punctuation' }),
    ...(identical && { identical_repeats: identical }),
  };
}

/** Rates of mixing with each of these scripts. */
export function scriptRates(
  languages: readonly Outcomes[],
  scripts: readonly ScriptCode[],
  inference: Inference = 'prompts',
): Readonly<Record<ScriptCode, Rate>> {
  return Object.fromEntries(
    scripts.map((script) => [script, eventRate(languages, { measure: 'mixing', script }, inference)]),
  );
}
