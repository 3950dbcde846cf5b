/** A tally of whole questions without their names: patterns by language, and what adds up anyway. It is as large as there are different patterns. */

import * as v from 'valibot';
import type { LanguageTag } from '../../detectors/bare/index.js';
import { foldedTimes, isScored, STATES, UNTOLD } from '../judging/index.js';
import { RunTally, type StoredTally, type TallyKey, withoutColumns } from '../tally/index.js';
import { type Kind, type MeasuresData, measuresIn, outcomesIn, type TagsData } from './data.js';
import { type FoldedSide, foldInto } from './fold.js';
import { FoldedLengths, storedLengths } from './lengths.js';
import { orderedTally } from './ordered.js';
import { Patterns } from './patterns.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const number = v.pipe(v.number(), v.integer(), v.minValue(-1));
const storedPatterns = v.strictObject({
  targets: v.array(v.string()),
  kinds: v.array(v.string()),
  tags: v.array(v.string()),
  patterns: v.array(v.strictTuple([v.array(v.array(number)), v.array(v.array(number)), whole])),
});

export const storedFolded = v.strictObject({
  /** What adds up without a question: a tally with no sample. */
  counts: v.looseObject({}),
  /** By language, and what is told of answers: their outcomes, signs of collapse, positions, channels, what their prompts expect. */
  patterns: v.array(v.strictTuple([v.string(), v.string(), storedPatterns])),
  lengths: v.array(v.strictTuple([v.string(), storedLengths])),
});
export type StoredFolded = v.InferInput<typeof storedFolded>;

/** What is told of answers. */
export const OUTCOMES = 'outcomes';
export const COLLAPSE = 'collapse';
export const POSITIONS = 'positions';
export const EXPECTED = 'expected';
export const CHANNEL = 'channel ';

/** In these all targets stand together, since they are compared question by question. */
const TOGETHER: ReadonlySet<string> = new Set([OUTCOMES, COLLAPSE]);

export const kindName = (kind: Kind): string => JSON.stringify(kind);

const isScoredKind = ([state]: Kind): boolean => STATES.some((one) => one === state && isScored(one));

/** The tags of prompts. */
function tagsFrom(tags: TagsData | undefined): (prompt: number) => readonly string[] {
  if (tags === undefined) return () => [];
  const lists = new Map(Array.from(tags.prompts, (prompt, i) => [prompt, tags.lists[tags.of[i] ?? 0] ?? []]));
  return (prompt) => lists.get(prompt) ?? [];
}

/** A tally that holds no sample: what adds up without a question. */
function countsOf(tally: StoredTally): StoredTally {
  return {
    ...tally,
    prompts: [],
    targets: tally.targets.map((target) => {
      const {
        collapse: _,
        channels: __,
        expected: ___,
        positions: ____,
        tags: _____,
        times,
        ...counts
      } = measuresIn(target.measures).measures;
      const added = Object.entries(times).map(([language, of]) => [language, foldedTimes(of)] as const);
      const measures = { ...counts, times: Object.fromEntries(added) };
      return { ...target, languages: [], measures: { samples: 0, measures } };
    }),
  };
}

export class Folded {
  readonly #counts: RunTally;
  readonly #patterns = new Map<LanguageTag, Map<string, Patterns>>();
  readonly #lengths = new Map<LanguageTag, FoldedLengths>();

  constructor(key: TallyKey) {
    this.#counts = new RunTally(key);
  }

  /** What adds up without a question. */
  get counts(): RunTally {
    return this.#counts;
  }

  get patterns(): ReadonlyMap<LanguageTag, ReadonlyMap<string, Patterns>> {
    return this.#patterns;
  }

  lengthsIn(language: LanguageTag): FoldedLengths {
    const known = this.#lengths.get(language) ?? new FoldedLengths();
    this.#lengths.set(language, known);
    return known;
  }

  #patternsOf(language: LanguageTag, what: string): Patterns {
    const own = this.#patterns.get(language) ?? new Map<string, Patterns>();
    this.#patterns.set(language, own);
    const patterns = own.get(what) ?? new Patterns();
    own.set(what, patterns);
    return patterns;
  }

  /** Adds all of a tally, whose questions are whole: none of them has a sample elsewhere. */
  fold(tally: RunTally): void {
    const data = tally.toData();
    this.#counts.merge(RunTally.fromJSON(countsOf(data)));
    const sides = new Map<string, FoldedSide[]>();
    const add = (language: LanguageTag, what: string, side: FoldedSide): void => {
      const name = JSON.stringify([language, what]);
      const known = sides.get(name) ?? [];
      sides.set(name, known);
      known.push(side);
    };
    for (const { id: target, languages, measures } of data.targets) {
      const { measures: own } = measuresIn(measures);
      for (const [language, of] of languages) {
        const { kinds, ...columns } = outcomesIn(of);
        add(language, OUTCOMES, {
          ...sideOf(target, kinds, columns),
          tagsOf: tagsFrom(own.tags[language]),
        });
      }
      for (const [language, what, side] of measuredSides(target, own)) add(language, what, side);
    }
    this.#foldLengths(tally);
    for (const [name, own] of sides) {
      const [language, what] = JSON.parse(name) as [LanguageTag, string];
      foldInto(this.#patternsOf(language, what), own, TOGETHER.has(what));
    }
  }

  #foldLengths({ ids, targets }: RunTally): void {
    const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
    for (const [i, id] of sorted.entries()) {
      const own = targets.get(id);
      for (const language of own?.languages.keys() ?? []) {
        const collapse = own?.measures.collapseIn(language);
        if (own === undefined || collapse === undefined) continue;
        const lengths = this.lengthsIn(language);
        for (const length of collapse.lengths) lengths.addLength(id, length);
        lengths.addSums(id, collapse.lengthSums());
        for (const other of sorted.slice(i + 1)) {
          const theirs = targets.get(other)?.measures.collapseIn(language);
          if (theirs !== undefined)
            lengths.addPairs(
              id,
              other,
              collapse.lengthPairs(theirs, (prompt) => prompt),
            );
        }
      }
    }
  }

  merge(other: Folded): void {
    this.#counts.merge(other.#counts);
    for (const [language, own] of other.#patterns)
      for (const [what, patterns] of own) this.#patternsOf(language, what).merge(patterns);
    for (const [language, lengths] of other.#lengths) this.lengthsIn(language).merge(lengths);
  }

  toJSON(): StoredFolded {
    const patterns = [...this.#patterns].flatMap(([language, own]) =>
      Array.from(own, ([what, of]): StoredFolded['patterns'][number] => {
        const { targets, kinds, tags, patterns: counted } = of.toJSON();
        return [
          language,
          what,
          {
            targets: [...targets],
            kinds: [...kinds],
            tags: [...tags],
            patterns: counted.map(([asked, rows, n]) => [
              asked.map((one) => [...one]),
              rows.map((row) => [...row]),
              n,
            ]),
          },
        ];
      }),
    );
    return {
      counts: { ...(withoutColumns(orderedTally(this.#counts.toData())) as object) },
      patterns: patterns.sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1)),
      lengths: Array.from(this.#lengths, ([language, of]): StoredFolded['lengths'][number] => [
        language,
        of.toJSON(),
      ]).sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  }

  /** Throws where it is none. */
  static fromJSON({ counts, patterns, lengths }: v.InferOutput<typeof storedFolded>): Folded {
    const tally = RunTally.fromJSON(counts);
    const folded = new Folded(tally.key);
    folded.#counts.merge(tally);
    for (const [language, what, of] of patterns)
      folded.#patternsOf(language, what).merge(Patterns.fromJSON(of));
    for (const [language, of] of lengths) folded.lengthsIn(language).merge(FoldedLengths.fromJSON(of));
    return folded;
  }
}

const sideOf = (target: string, kinds: readonly Kind[], columns: FoldedSide['columns']): FoldedSide => {
  const names = kinds.map(kindName);
  const scored = kinds.map(isScoredKind);
  return {
    target,
    columns,
    kindOf: (code) => names[code] ?? '',
    isCompared: (code) => scored[code] ?? false,
  };
};

/** What measures keep of single answers. */
function* measuredSides(
  target: string,
  { collapse, positions, channels, expected }: MeasuresData['measures'],
): Generator<readonly [LanguageTag, string, FoldedSide]> {
  const all = { target, isCompared: () => true };
  // Which answers repeat others is seen from all of them together: of these it can no longer be told.
  for (const [language, { lengths: _, sketches: __, ...columns }] of Object.entries(collapse))
    yield [language, COLLAPSE, { ...all, columns, kindOf: (code) => String(code | UNTOLD) }];
  for (const [language, columns] of Object.entries(positions))
    yield [language, POSITIONS, { ...all, columns, kindOf: String }];
  for (const [language, own] of Object.entries(channels))
    for (const [channel, { kinds, ...columns }] of Object.entries(own))
      yield [language, `${CHANNEL}${channel}`, sideOf(target, kinds, columns)];
  for (const [language, clusters] of Object.entries(expected))
    yield [language, EXPECTED, { ...all, columns: columnsOfClusters(clusters), kindOf: String }];
}

/** Events and other trials of prompts as samples of the codes 1 and 0. */
function columnsOfClusters(clusters: readonly (readonly [number, number, number])[]): FoldedSide['columns'] {
  const rows = clusters.flatMap(([prompt, events, trials]) =>
    Array.from({ length: trials }, (_, i) => [prompt, i, Number(i < events)] as const),
  );
  return {
    prompts: Int32Array.from(rows, ([prompt]) => prompt),
    repeats: Int32Array.from(rows, ([, repeat]) => repeat),
    codes: Int32Array.from(rows, ([, , code]) => code),
    texts: new Int32Array(rows.length),
  };
}
