/** Folds samples into patterns: those of whole questions, of which no further one is to come. */

import { groupsOf, samplesIn } from '../judging/index.js';
import type { ColumnsData } from './data.js';
import type { Pattern, Patterns } from './patterns.js';

/** The samples of a target that are folded. */
export interface FoldedSide {
  readonly target: string;
  readonly columns: ColumnsData;
  /** What a code is called. */
  readonly kindOf: (code: number) => string;
  /** Whether texts of this code are compared, to find repeats that are one text. */
  readonly isCompared: (code: number) => boolean;
  /** Tags of a question, sorted. */
  readonly tagsOf?: (prompt: number) => readonly string[];
}

/** Within its length wherever this file asks. */
const at = (column: Int32Array, i: number): number => column[i] as number;

/** Repeats of a question by number; where several have one, those that come later by their texts are further ones. */
export const RANK = 1_000_000;

/** The samples of a question in their order, each with its repeat: whichever of the same number is another one is told by its text. */
export function settled(
  columns: Pick<ColumnsData, 'repeats' | 'codes' | 'texts'>,
  samples: Int32Array,
): readonly (readonly [sample: number, repeat: number])[] {
  const { repeats, codes, texts } = columns;
  if (samples.length === 1) return [[at(samples, 0), at(repeats, at(samples, 0))]];
  const order = [...samples].sort(
    (a, b) => at(repeats, a) - at(repeats, b) || at(texts, a) - at(texts, b) || at(codes, a) - at(codes, b),
  );
  let [last, rank] = [-1, 0];
  return order.map((sample) => {
    const repeat = at(repeats, sample);
    rank = repeat === last ? rank + 1 : 0;
    last = repeat;
    return [sample, repeat + rank * RANK] as const;
  });
}

/** Whether the compared texts are all the same one; null of fewer than two. */
function sameIn({ columns: { codes, texts }, isCompared }: FoldedSide, samples: Int32Array): boolean | null {
  let [counted, first] = [0, 0];
  let alike = true;
  for (const sample of samples) {
    if (!isCompared(at(codes, sample))) continue;
    if (counted++ === 0) first = at(texts, sample);
    else alike &&= at(texts, sample) === first;
  }
  return counted < 2 ? null : alike;
}

interface Asked {
  readonly side: FoldedSide;
  readonly samples: Int32Array;
}

function patternOf(asked: readonly Asked[], prompt: number): Pattern {
  const rows = new Map<number, (string | null)[]>();
  for (const [place, { side, samples }] of asked.entries())
    for (const [sample, repeat] of settled(side.columns, samples)) {
      const row = rows.get(repeat) ?? new Array<string | null>(asked.length).fill(null);
      rows.set(repeat, row);
      row[place] = side.kindOf(at(side.columns.codes, sample));
    }
  const counts = new Map<string, { times: number; readonly kinds: readonly (string | null)[] }>();
  for (const kinds of rows.values()) {
    const name = kinds.join('\n');
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { times: 1, kinds });
    else known.times++;
  }
  return {
    targets: asked.map(({ side, samples }) => ({
      target: side.target,
      same: sameIn(side, samples),
      tags: side.tagsOf?.(prompt) ?? [],
    })),
    rows: [...counts.values()],
  };
}

/** Adds the questions of these samples: all targets of one together where they are compared with each other, else each by itself. */
export function foldInto(patterns: Patterns, given: readonly FoldedSide[], together: boolean): void {
  const sides = [...given].sort((a, b) => (a.target < b.target ? -1 : 1));
  const questions = new Map<number, Asked[]>();
  for (const side of sides) {
    const groups = groupsOf(side.columns.prompts, side.columns.repeats);
    for (const [group, prompt] of groups.prompts.entries()) {
      const one = { side, samples: samplesIn(groups, group) };
      const known = questions.get(prompt);
      if (known === undefined) questions.set(prompt, [one]);
      else known.push(one);
    }
  }
  for (const [prompt, asked] of questions)
    if (together) patterns.add(patternOf(asked, prompt));
    else for (const one of asked) patterns.add(patternOf([one], prompt));
}
