/** What counts come to, by class. */

import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Coverage } from './types.js';

/** A token that is a target in fewer samples is not covered: the published investigation found fewer than so many for those that were forgotten. */
export const LEAST_SAMPLES = 5;

export interface ClassCoverage {
  readonly class: TokenClass;
  readonly tokens: number;
  /** Targets in fewer than {@link LEAST_SAMPLES} samples, those in none among them: the rarest first, of equal ones those that are read most. */
  readonly uncovered: readonly TokenId[];
  /** Targets in no sample. */
  readonly never: number;
  /** Times that tokens of the class are targets. */
  readonly targets: number;
}

export interface CoverageSummary {
  readonly samples: number;
  readonly unread: number;
  readonly targets: number;
  readonly read: number;
  /** Tokens that a text could have: neither special, nor unused, nor padding. */
  readonly tokens: number;
  readonly uncovered: number;
  readonly never: number;
  readonly classes: readonly ClassCoverage[];
}

/** Classes that no text is meant to have. */
const WITHOUT_TEXT: ReadonlySet<TokenClass> = new Set(['special', 'unused', 'padding']);

const sum = (numbers: Iterable<number>): number => {
  let all = 0;
  for (const one of numbers) all += one;
  return all;
};

/** Counts by class of the vocabulary that they were counted with. */
export function summarize(vocabulary: Vocabulary, coverage: Coverage): CoverageSummary {
  const { samples, targets, read, files } = coverage;
  const ids = new Map<TokenClass, TokenId[]>();
  for (let id = 0; id < vocabulary.size; id++) {
    const name = classOf(vocabulary, id);
    const members = ids.get(name);
    if (members === undefined) ids.set(name, [id]);
    else members.push(id);
  }
  const at = (numbers: Float64Array, id: TokenId): number => numbers[id] ?? 0;
  const classes = Array.from(ids, ([name, members]) => ({
    class: name,
    tokens: members.length,
    uncovered: members
      .filter((id) => at(samples, id) < LEAST_SAMPLES)
      .sort((a, b) => at(samples, a) - at(samples, b) || at(read, b) - at(read, a) || a - b),
    never: members.filter((id) => at(samples, id) === 0).length,
    targets: sum(members.map((id) => at(targets, id))),
  })).sort(inClassOrder);
  const ofText = classes.filter((one) => !WITHOUT_TEXT.has(one.class));
  return {
    samples: sum(files.map((file) => file.samples)),
    unread: sum(files.map((file) => file.unread)),
    targets: sum(targets),
    read: sum(read),
    tokens: sum(ofText.map((one) => one.tokens)),
    uncovered: sum(ofText.map((one) => one.uncovered.length)),
    never: sum(ofText.map((one) => one.never)),
    classes,
  };
}
