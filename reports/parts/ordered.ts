/** A tally in the one order that does not depend on that of its samples: then the same samples are the same bytes, whichever parts they came in. */

import type { StoredTally } from '../tally/index.js';
import {
  type CollapseData,
  type ColumnsData,
  type Kind,
  type MeasuresData,
  measuresIn,
  type OutcomesData,
  outcomesIn,
  type TagsData,
  type TimesData,
} from './data.js';
import { RANK } from './fold.js';

type Entry<Of> = readonly [string, Of];

const byName = ([a]: Entry<unknown>, [b]: Entry<unknown>): number => (a < b ? -1 : Number(a > b));

/** The values of a record under their names, in the order of these. */
const sortedRecord = <Of, To>(record: Readonly<Record<string, Of>>, to: (of: Of) => To): Record<string, To> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(byName)
      .map(([name, of]) => [name, to(of)]),
  );

/** Within its length wherever this file asks. */
const at = (column: Int32Array, i: number): number => column[i] as number;

/** Columns with prompts and codes under new numbers, and the place that each row had. */
function orderedColumns(
  { prompts, repeats, codes, texts }: ColumnsData,
  promptOf: Int32Array,
  isSettled: boolean,
  codeOf: (code: number) => number = (code) => code,
): { readonly columns: ColumnsData; readonly places: Int32Array } {
  const [asked, came] = [prompts.map((prompt) => at(promptOf, prompt)), codes.map(codeOf)];
  const places = Int32Array.from(prompts.keys()).sort(
    (a, b) =>
      at(asked, a) - at(asked, b) ||
      at(repeats, a) - at(repeats, b) ||
      at(texts, a) - at(texts, b) ||
      at(came, a) - at(came, b),
  );
  const own = isSettled ? settledRepeats(asked, repeats, places) : repeats;
  const placed = (column: Int32Array) => places.map((place) => at(column, place));
  return {
    columns: { prompts: placed(asked), repeats: placed(own), codes: placed(came), texts: placed(texts) },
    places,
  };
}

/** Repeats of which each stands once in a prompt: of those of one number, later ones in their order are further ones. */
function settledRepeats(asked: Int32Array, repeats: Int32Array, places: Int32Array): Int32Array {
  const settled = repeats.slice();
  let rank = 0;
  for (const [i, place] of places.entries()) {
    const before = places[i - 1] ?? -1;
    const isSame = before >= 0 && asked[before] === asked[place] && repeats[before] === repeats[place];
    rank = isSame ? rank + 1 : 0;
    settled[place] = at(repeats, place) + rank * RANK;
  }
  return settled;
}

const nameOf = ([state, scripts, counted]: Kind): string => `${state} ${scripts.join()} ${counted.join()}`;

function orderedOutcomes(
  { kinds, ...columns }: OutcomesData,
  promptOf: Int32Array,
  isSettled: boolean,
): OutcomesData {
  const order = kinds.map((kind, code) => [nameOf(kind), code] as const).sort(byName);
  const codes = new Map(order.map(([, code], i) => [code, i]));
  return {
    kinds: order.flatMap(([, code]) => {
      const kind = kinds[code];
      return kind === undefined ? [] : [kind];
    }),
    ...orderedColumns(columns, promptOf, isSettled, (code) => codes.get(code) ?? 0).columns,
  };
}

function orderedCollapse(
  { lengths, sketches, ...columns }: CollapseData,
  promptOf: Int32Array,
  isSettled: boolean,
): CollapseData {
  const ordered = orderedColumns(columns, promptOf, isSettled);
  const each = lengths.length === 0 ? 0 : sketches.length / lengths.length;
  const moved = new Uint8Array(sketches.length);
  for (const [to, from] of ordered.places.entries())
    moved.set(sketches.subarray(from * each, (from + 1) * each), to * each);
  return {
    ...ordered.columns,
    lengths: ordered.places.map((place) => at(lengths, place)),
    sketches: moved,
  };
}

function orderedTags({ lists, prompts, of }: TagsData, promptOf: Int32Array): TagsData {
  const used = new Set(of);
  const named = lists
    .map((list, i) => [JSON.stringify(list), i] as const)
    .filter(([, i]) => used.has(i))
    .sort(byName);
  const numbers = new Map(named.map(([, i], number) => [i, number]));
  const rows = Array.from(
    prompts,
    (prompt, i) => [at(promptOf, prompt), numbers.get(at(of, i)) ?? 0] as const,
  ).sort(([a], [b]) => a - b);
  return {
    lists: named.map(([, i]) => lists[i] ?? []),
    prompts: Int32Array.from(rows, ([prompt]) => prompt),
    of: Int32Array.from(rows, ([, list]) => list),
  };
}

function orderedTimes({ prompts, codes, ...added }: TimesData, promptOf: Int32Array): TimesData {
  const asked = prompts.map((prompt) => at(promptOf, prompt));
  const places = Int32Array.from(prompts.keys()).sort(
    (a, b) => at(asked, a) - at(asked, b) || at(codes, a) - at(codes, b),
  );
  return {
    prompts: places.map((place) => at(asked, place)),
    codes: places.map((place) => at(codes, place)),
    ...added,
  };
}

function orderedMeasures(
  { samples, measures }: MeasuresData,
  promptOf: Int32Array,
  isSettled: boolean,
): MeasuresData {
  const { collapse, channels, expected, positions, tags, times, ...counts } = measures;
  const others = Object.entries(counts).map(
    ([id, byLanguage]): Entry<unknown> => [
      id,
      typeof byLanguage === 'object' && byLanguage !== null
        ? sortedRecord({ ...byLanguage }, (of: unknown) => of)
        : byLanguage,
    ],
  );
  return {
    samples,
    measures: {
      collapse: sortedRecord(collapse, (of) => orderedCollapse(of, promptOf, isSettled)),
      channels: sortedRecord(channels, (of) =>
        sortedRecord(of, (one) => orderedOutcomes(one, promptOf, isSettled)),
      ),
      expected: sortedRecord(expected, (of) =>
        of
          .map(([prompt, ...rest]): [number, number, number] => [at(promptOf, prompt), ...rest])
          .sort(([a], [b]) => a - b),
      ),
      positions: sortedRecord(positions, (of) => orderedColumns(of, promptOf, isSettled).columns),
      tags: sortedRecord(tags, (of) => orderedTags(of, promptOf)),
      times: sortedRecord(times, (of) => orderedTimes(of, promptOf)),
      ...Object.fromEntries(others.sort(byName)),
    },
  };
}

/** The same tally, in the one order of its prompts, targets, languages and samples; `settled` where no repeat is to stand twice. */
export function orderedTally({ prompts, targets, ...tally }: StoredTally, repeated?: 'settled'): StoredTally {
  const isSettled = repeated === 'settled';
  const names = prompts.map((name, number) => [name, number] as const).sort(byName);
  const promptOf = new Int32Array(prompts.length);
  for (const [to, [, from]] of names.entries()) promptOf[from] = to;
  return {
    ...tally,
    prompts: names.map(([name]) => name),
    targets: targets
      .map((target) => ({
        ...target,
        attempts: target.attempts.toSorted(byName),
        fingerprints: target.fingerprints.toSorted(byName),
        models: target.models.toSorted(byName),
        languages: target.languages
          .toSorted(byName)
          .map(([language, of]): [string, unknown] => [
            language,
            orderedOutcomes(outcomesIn(of), promptOf, isSettled),
          ]),
        measures: orderedMeasures(measuresIn(target.measures), promptOf, isSettled),
      }))
      .sort((a, b) => byName([a.id, a], [b.id, b])),
  };
}
