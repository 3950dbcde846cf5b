/** Candidate against baseline: all rows of a pair of targets. */

import type { RateName } from '../judging/index.js';
import type { Comparison, Flips, LatentChange, LengthChange } from '../types.js';
import type { Inference } from '../units.js';
import { cellIn } from './cell.js';
import { withCollapse } from './degraded.js';
import { eventsOf, WORSE } from './events.js';
import { flipsOf } from './flips.js';
import { latentChange } from './latent.js';
import { lengthChange } from './lengths.js';
import { type Named, placesOf, sidesOf } from './sides.js';
import { type JudgedRow, judgedOutcomes, judgedSigns, type Row } from './verdicts.js';

/** What became of a candidate. */
export interface Change {
  readonly comparisons: readonly Comparison[];
  readonly lengths: readonly LengthChange[];
  readonly latents: readonly LatentChange[];
  /** Null where no prompt is shared. */
  readonly flips: Flips | null;
  /** Comparisons that count just the samples of another one, with that: where there is one language, one script, or no words are mixed. */
  readonly repeated: ReadonlyMap<Comparison, Comparison>;
  /** A row of the same two targets that was tested elsewhere, with what else became of the answers. */
  readonly besides: (row: Comparison) => Comparison;
}

/** How targets are compared. */
export interface Comparing {
  readonly inference?: Inference;
  /** The rates over all languages that a decision was said to hang on beforehand: each is tested by itself. */
  readonly named?: readonly ('mixing' | RateName)[];
}

/** What a release hangs on where nobody says otherwise. */
export const HEADLINE: readonly RateName[] = ['script_mixing'];

const repeatedOf = (rows: readonly Comparison[], judged: readonly JudgedRow[]): [Comparison, Comparison][] =>
  rows.flatMap((row, i): [Comparison, Comparison][] => {
    const twin = rows[judged[i]?.repeats ?? -1];
    return twin === undefined ? [] : [[row, twin]];
  });

/**
 * All rows of one pair of targets: all languages together, then each language with every intruding script, over the languages that
 * both were asked in; then the signs of collapse.
 */
export function compareTargets(
  baseline: Named,
  candidate: Named,
  { inference = 'prompts', named = HEADLINE }: Comparing = {},
): Change {
  const sides = sidesOf(baseline, candidate, inference);
  const places = placesOf(sides);
  const rows = places.flatMap((where) =>
    eventsOf(sides, where).map(
      (compared): Row => ({ where, compared, cell: cellIn(sides, where, compared) }),
    ),
  );
  const signs = places
    .flatMap((where) =>
      WORSE.map(
        (measure): Row => ({ where, compared: { measure }, cell: cellIn(sides, where, { measure }) }),
      ),
    )
    .filter(({ cell }) => cell.baseline.events + cell.candidate.events > 0);
  const lengths = places.flatMap((where) => lengthChange(sides, where) ?? []);
  const judged = judgedOutcomes(rows, sides, named);
  const outcomes = judged.map(({ row }) => row);
  const signsJudged = judgedSigns(signs, sides);
  const tested = signsJudged.map(({ row }) => row);
  const besides = (row: Comparison): Comparison => withCollapse(row, outcomes, tested, lengths, sides);
  const final = outcomes.map(besides);
  return {
    comparisons: [...final, ...tested],
    lengths,
    latents: places.flatMap((where) => latentChange(sides, where) ?? []),
    flips: flipsOf(sides),
    repeated: new Map([...repeatedOf(final, judged), ...repeatedOf(tested, signsJudged)]),
    besides,
  };
}
