/**
 * Makes the samples of patterns again, under questions that have no names: reports are made of these as of any others. Numbers of questions
 * are dealt out anew for each kind of patterns, since nothing compares one kind with another.
 */

import { SKETCH } from '../../detectors/bare/index.js';
import { type StoredTally, unnamed } from '../tally/index.js';
import type { CollapseData, ColumnsData, Kind, MeasuresData, OutcomesData } from './data.js';
import { CHANNEL, COLLAPSE, EXPECTED, type Folded, OUTCOMES, POSITIONS } from './folded.js';
import type { Patterns } from './patterns.js';

/** Samples of one target while they are made. */
class Made {
  readonly prompts: number[] = [];
  readonly repeats: number[] = [];
  readonly texts: number[] = [];
  readonly kinds: string[] = [];
  /** Tags of questions. */
  readonly tagged: (readonly [prompt: number, tags: readonly string[]])[] = [];

  columns(codeOf: (kind: string) => number): ColumnsData {
    return {
      prompts: Int32Array.from(this.prompts),
      repeats: Int32Array.from(this.repeats),
      codes: Int32Array.from(this.kinds, codeOf),
      texts: Int32Array.from(this.texts),
    };
  }
}

/** The samples of all patterns, target by target, of questions from a number on. */
function madeOf(patterns: Patterns, first: number): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  let prompt = first;
  for (const [{ targets, rows }, questions] of patterns.entries()) {
    const sides = targets.map(({ target, same, tags }) => {
      const own = made.get(target) ?? new Made();
      made.set(target, own);
      return { own, same, tags };
    });
    for (let question = 0; question < questions; question++, prompt++) {
      let repeat = 0;
      for (const { times, kinds } of rows)
        for (let time = 0; time < times; time++, repeat++)
          for (const [i, kind] of kinds.entries()) {
            const side = sides[i];
            if (kind === null || side === undefined) continue;
            side.own.prompts.push(prompt);
            side.own.repeats.push(repeat);
            side.own.kinds.push(kind);
            // Texts of which all are the same one, or none is.
            side.own.texts.push(side.same === true ? 0 : repeat);
          }
      for (const { own, tags } of sides) if (tags.length > 0) own.tagged.push([prompt, tags]);
    }
  }
  return made;
}

function outcomesOf(made: Made): OutcomesData {
  const codes = new Map<string, number>();
  for (const kind of made.kinds) if (!codes.has(kind)) codes.set(kind, codes.size);
  return {
    kinds: Array.from(codes.keys(), (kind) => JSON.parse(kind) as Kind),
    ...made.columns((kind) => codes.get(kind) ?? 0),
  };
}

function tagsOf({ tagged }: Made): MeasuresData['measures']['tags'][string] {
  const lists = new Map<string, number>();
  for (const [, tags] of tagged) {
    const name = JSON.stringify(tags);
    if (!lists.has(name)) lists.set(name, lists.size);
  }
  return {
    lists: Array.from(lists.keys(), (name) => JSON.parse(name) as string[]),
    prompts: Int32Array.from(tagged, ([prompt]) => prompt),
    of: Int32Array.from(tagged, ([, tags]) => lists.get(JSON.stringify(tags)) ?? 0),
  };
}

function clustersOf({ prompts, kinds }: Made): [number, number, number][] {
  const clusters = new Map<number, [number, number, number]>();
  for (const [i, prompt] of prompts.entries()) {
    const known = clusters.get(prompt) ?? [prompt, 0, 0];
    clusters.set(prompt, known);
    known[1] += Number(kinds[i] ?? 0);
    known[2]++;
  }
  return [...clusters.values()];
}

/** A target of a tally while it is made. */
interface Building {
  readonly languages: Map<string, OutcomesData>;
  readonly collapse: Record<string, CollapseData>;
  readonly positions: Record<string, ColumnsData>;
  readonly channels: Record<string, Record<string, OutcomesData>>;
  readonly expected: Record<string, [number, number, number][]>;
  readonly tags: MeasuresData['measures']['tags'];
}

/** Adds what is made of the patterns of one kind. */
function put(
  building: Building,
  language: string,
  what: string,
  made: Made,
  lengths: () => CollapseData['lengths'],
): void {
  if (what === OUTCOMES) {
    building.languages.set(language, outcomesOf(made));
    if (made.tagged.length > 0) building.tags[language] = tagsOf(made);
  } else if (what === COLLAPSE) {
    const own = lengths();
    const sketches = new Uint8Array(4 * SKETCH * own.length);
    building.collapse[language] = { ...made.columns(Number), lengths: own, sketches };
  } else if (what === POSITIONS) building.positions[language] = made.columns(Number);
  else if (what === EXPECTED) building.expected[language] = clustersOf(made);
  else if (what.startsWith(CHANNEL)) {
    const own = building.channels[language] ?? {};
    building.channels[language] = { ...own, [what.slice(CHANNEL.length)]: outcomesOf(made) };
  }
}

const samplesIn = ({ languages }: Building): number =>
  [...languages.values()].reduce((sum, { codes }) => sum + codes.length, 0);

/** The tally that folded ones are, of questions without names. */
export function unfolded(folded: Folded): StoredTally {
  const counts = folded.counts.toData();
  const targets = new Map<string, Building>();
  const prompts: string[] = [];
  for (const [language, own] of [...folded.patterns].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = prompts.length;
    const questions = Math.max(0, ...Array.from(own.values(), (patterns) => patterns.questions));
    for (let i = 0; i < questions; i++) prompts.push(unnamed(language, i + 1));
    for (const [what, patterns] of own)
      for (const [target, made] of madeOf(patterns, first)) {
        const building = targets.get(target) ?? {
          languages: new Map(),
          collapse: {},
          positions: {},
          channels: {},
          expected: {},
          tags: {},
        };
        targets.set(target, building);
        put(building, language, what, made, () => folded.lengthsIn(language).lengthsOf(target));
      }
  }
  return {
    ...counts,
    prompts,
    targets: counts.targets.map((target) => {
      const building = targets.get(target.id);
      if (building === undefined) return target;
      const { languages, ...measures } = building;
      const { measures: added } = target.measures as { measures: Readonly<Record<string, unknown>> };
      return {
        ...target,
        languages: [...languages],
        measures: { samples: samplesIn(building), measures: { ...added, ...measures } },
      };
    }),
  };
}
