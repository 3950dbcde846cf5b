/**
 * The measures of a sample, each in a file of its own. A new one is that file and its lines here: among the values of a sample, among
 * what reports hold, and in the list.
 */

import * as v from 'valibot';
import type { LanguageTag } from '../../../detectors/index.js';
import type { Column, Place, Section } from '../../cells.js';
import type { LatentTally, LatentValue } from '../../latent/index.js';
import type { TargetReport } from '../../types.js';
import type { Collapse, SignsOfAnswer } from '../collapse.js';
import { type ChannelFields, channels, type JudgedChannels } from './channels.js';
import { type CollapseFields, collapse } from './collapse.js';
import { type ExcusedFields, excused } from './excused.js';
import { type ExemptedSpans, type ExemptionFields, exemptions } from './exemptions.js';
import { type ExpectedFields, expected } from './expected.js';
import { type HintFields, type HintsOfAnswer, hints } from './hints.js';
import { type IntruderFields, intruders, type Pieces } from './intruders.js';
import { type LatentFields, latent } from './latent.js';
import { type LcbLanguageFields, type LcbResult, type LcbTargetFields, lcb } from './lcb.js';
import { type MarkupFields, reasoningMarkup, type SampleMarkup } from './markup.js';
import type {
  Asked,
  Drawn,
  Joining,
  LanguageColumn,
  Measure,
  Seen,
  Shown,
  TextOf,
  Tools,
  Wanted,
} from './measure.js';
import { type MixingIndexFields, type MixingUnits, mixingIndices } from './mixing-indices.js';
import { type Places, type PositionFields, positions } from './positions.js';
import { type TagFields, tags } from './tags.js';
import { type TimeFields, type Times, times } from './times.js';

export {
  type ChannelFields,
  type ChannelLanguageReport,
  type ChannelReport,
  channelNames,
  type JudgedChannels,
} from './channels.js';
export type { CollapseFields, CollapseReport } from './collapse.js';
export type { ExcusedFields } from './excused.js';
export type { ExemptedSpans, ExemptionCounts, ExemptionFields } from './exemptions.js';
export type { ExpectedFields } from './expected.js';
export type { HintCounts, HintFields, HintsOfAnswer } from './hints.js';
export type { Intruder, IntruderFields, Pieces } from './intruders.js';
export type { LatentFields } from './latent.js';
export type {
  LcbLanguageFields,
  LcbPassRates,
  LcbReport,
  LcbResult,
  LcbTargetFields,
  LcbTaskReport,
} from './lcb.js';
export type { MarkupCounts, MarkupFields, SampleMarkup } from './markup.js';
export type { Drawn, Tools } from './measure.js';
export type { MixingIndexFields, MixingIndices, MixingUnits } from './mixing-indices.js';
export type { Places, PositionFields, RateByLength, RateByPosition } from './positions.js';
export type { TagFields } from './tags.js';
export { foldedTimes, type TimeFields, type Times } from './times.js';

/** What was measured of a sample, by the id of the measure; missing where it says nothing about the sample. */
export interface MeasureValues {
  channels?: JudgedChannels;
  collapse?: SignsOfAnswer;
  excused?: true;
  expected?: boolean;
  exemptions?: ExemptedSpans;
  latent?: LatentValue;
  lcb?: LcbResult;
  mixing_indices?: MixingUnits;
  hints?: HintsOfAnswer;
  intruders?: Pieces;
  positions?: Places;
  /** Of its prompt. */
  tags?: readonly string[];
  times?: Times;
  reasoning_markup?: SampleMarkup;
}

/** What measures add to the report of a target. */
export interface TargetMeasures
  extends ChannelFields,
    CollapseFields,
    ExcusedFields,
    ExpectedFields,
    ExemptionFields,
    LatentFields,
    LcbTargetFields,
    HintFields,
    IntruderFields,
    MarkupFields,
    PositionFields,
    TagFields,
    TimeFields {}

/** What measures add to the report of a language. */
export interface LanguageMeasures
  extends CollapseFields,
    ExcusedFields,
    ExemptionFields,
    LatentFields,
    LcbLanguageFields,
    MixingIndexFields {}

/** What is left of a measure when its types are its own business. */
interface Plug {
  readonly id: keyof MeasureValues;
  isWanted(wanted: Wanted): boolean;
  /** What takes it of a sample and puts it among the values. */
  open(tools: Tools): (seen: Seen, values: MeasureValues) => void;
  start(textOf: TextOf): Sum;
  readonly columns: Shown;
}

/** What a measure's values of one target add up to. */
interface Sum {
  add(values: MeasureValues, asked: Asked): void;
  /** Adds what `toJSON` of another one gave. */
  merge(json: unknown, joining: Joining): void;
  toJSON(): Readonly<Record<LanguageTag, unknown>>;
  ofTarget(drawn: Drawn): Partial<TargetMeasures>;
  ofLanguage(language: LanguageTag): Partial<LanguageMeasures>;
  collapseIn(language: LanguageTag): Collapse | undefined;
  latentIn(language: LanguageTag): LatentTally | undefined;
}

const byLanguage = v.record(v.string(), v.unknown());

function plug<Id extends keyof MeasureValues, State>(
  measure: Measure<Id, State, Partial<TargetMeasures>, Partial<LanguageMeasures>>,
): Plug {
  const { id, columns } = measure;
  return {
    id,
    columns,
    isWanted: (wanted) => measure.wanted?.(wanted) ?? true,
    open(tools) {
      const take = measure.judge(tools);
      return (seen, values) => {
        const value = take(seen);
        if (value !== undefined) values[id] = value;
      };
    },
    start(textOf) {
      const states = new Map<LanguageTag, State>();
      const stateOf = (language: LanguageTag): State => {
        const known = states.get(language) ?? measure.empty(textOf);
        states.set(language, known);
        return known;
      };
      return {
        add(values, asked) {
          const value = values[id];
          if (value !== undefined) measure.tally(stateOf(asked.language), value, asked);
        },
        merge(json, joining) {
          for (const [language, state] of Object.entries(v.parse(byLanguage, json)))
            measure.merge(stateOf(language), measure.fromJSON(state), joining);
        },
        toJSON: () =>
          Object.fromEntries(Array.from(states, ([language, state]) => [language, measure.toJSON(state)])),
        ofTarget: (drawn) => measure.ofTarget(states, drawn),
        ofLanguage: (language) => measure.ofLanguage(states.get(language) ?? measure.empty(textOf)),
        collapseIn(language) {
          const state = states.get(language);
          return state === undefined ? undefined : measure.collapseOf?.(state);
        },
        latentIn(language) {
          const state = states.get(language);
          return state === undefined ? undefined : measure.latentOf?.(state);
        },
      };
    },
  };
}

/** In the order in which reports hold and formats show them. */
const PLUGS: readonly Plug[] = [
  plug(collapse),
  plug(channels),
  plug(expected),
  plug(positions),
  plug(tags),
  plug(intruders),
  plug(exemptions),
  plug(excused),
  plug(latent),
  plug(lcb),
  plug(mixingIndices),
  plug(reasoningMarkup),
  plug(hints),
  plug(times),
];

/** Takes of single samples every measure that is wanted. */
export function measureWith(wanted: Wanted, tools: Tools): (seen: Seen) => MeasureValues {
  const takers = PLUGS.filter((one) => one.isWanted(wanted)).map((one) => one.open(tools));
  return (seen) => {
    const values: MeasureValues = {};
    for (const take of takers) take(seen, values);
    return values;
  };
}

const storedTally = v.strictObject({
  samples: v.pipe(v.number(), v.integer(), v.minValue(0)),
  measures: v.record(v.string(), v.unknown()),
});

/** Names of the measures that are wanted. */
export const measureIds = (wanted: Wanted): string[] =>
  PLUGS.filter((one) => one.isWanted(wanted)).map(({ id }) => id);

/** What stands in a report where nothing was measured. */
const NOTHING: TargetMeasures & LanguageMeasures = { exemptions: {} };

/** What is counted of measures alone depends on no outcome. */
const NO_SAMPLES: Drawn = { inference: 'prompts', outcomes: new Map() };

/** What the measures of a target's samples add up to. */
export class MeasureTally {
  readonly #sums: ReadonlyMap<string, Sum>;
  #samples = 0;

  /** Of the measures that are wanted, in a tally whose prompts have these texts. */
  constructor(wanted: Wanted, textOf: TextOf) {
    const taken = PLUGS.filter((one) => one.isWanted(wanted));
    this.#sums = new Map(taken.map((one) => [one.id, one.start(textOf)]));
  }

  add(values: MeasureValues, from: Omit<Asked, 'nth'>): void {
    const asked: Asked = { ...from, nth: this.#samples++ };
    for (const sum of this.#sums.values()) sum.add(values, asked);
  }

  /**
   * Adds what `toJSON` of the tally of other samples gave, whose prompts have the numbers that `promptOf` gives. Throws where it is
   * none.
   */
  merge(json: unknown, promptOf: Joining['promptOf']): void {
    const other = v.parse(storedTally, json);
    for (const [id, sum] of this.#sums)
      sum.merge(other.measures[id] ?? {}, { promptOf, before: this.#samples });
    this.#samples += other.samples;
  }

  toJSON(): v.InferOutput<typeof storedTally> {
    const measures = Array.from(this.#sums, ([id, sum]) => [id, sum.toJSON()] as const);
    return { samples: this.#samples, measures: Object.fromEntries(measures) };
  }

  /** The signs of collapse of the answers in a language; undefined where there is no answer. */
  collapseIn(language: LanguageTag): Collapse | undefined {
    for (const sum of this.#sums.values()) {
      const found = sum.collapseIn(language);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What the probabilities of the answers in a language come to; undefined where there are none. */
  latentIn(language: LanguageTag): LatentTally | undefined {
    for (const sum of this.#sums.values()) {
      const found = sum.latentIn(language);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  ofTarget(drawn: Drawn): TargetMeasures {
    let fields: TargetMeasures = NOTHING;
    for (const sum of this.#sums.values()) fields = { ...fields, ...sum.ofTarget(drawn) };
    return fields;
  }

  /** Clean answers that nothing but their prompt excuses, of a language or of all. */
  excused(where: LanguageTag | '*'): number {
    const sum = this.#sums.get(excused.id);
    const fields: ExcusedFields = (where === '*' ? sum?.ofTarget(NO_SAMPLES) : sum?.ofLanguage(where)) ?? {};
    return fields.excused_by_prompt ?? 0;
  }

  ofLanguage(language: LanguageTag): LanguageMeasures {
    let fields: LanguageMeasures = NOTHING;
    for (const sum of this.#sums.values()) fields = { ...fields, ...sum.ofLanguage(language) };
    return fields;
  }
}

/** Columns of the measures in the table of targets. */
export const targetMeasureColumns: readonly Column<TargetReport>[] = PLUGS.flatMap(
  ({ columns }) => columns.target ?? [],
);

/** Columns of the measures in the table of languages. */
export const languageMeasureColumns: readonly LanguageColumn[] = PLUGS.flatMap(
  ({ columns }) => columns.language ?? [],
);

/** Tables of the measures' own, in their order. */
export const measureSections: readonly Section[] = PLUGS.flatMap(
  ({ columns }) => columns.sections ?? [],
).sort((a, b) => Number(a.last ?? false) - Number(b.last ?? false));

/** What the measures note of a target, a line each. */
export const measureNotes = (target: TargetReport, place: Place): readonly string[] =>
  PLUGS.flatMap(({ columns }) => columns.notes?.(target, place) ?? []);
