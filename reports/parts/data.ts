/** What a tally holds sample by sample, as its data has it: columns, and what measures keep of prompts. */

import * as v from 'valibot';
import { columnFrom, storedColumns } from '../judging/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Of an outcome its state, the scripts that were found, and what its findings count as. */
const kind = v.tuple([v.string(), v.array(v.string()), v.array(v.string())]);
export type Kind = v.InferOutput<typeof kind>;

const outcomes = v.strictObject({ kinds: v.array(kind), ...storedColumns });
export type OutcomesData = v.InferOutput<typeof outcomes>;

const plain = v.strictObject(storedColumns);
export type ColumnsData = v.InferOutput<typeof plain>;

const bytes = v.union([
  v.instance(Uint8Array),
  v.pipe(
    v.string(),
    v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
  ),
]);

const collapse = v.strictObject({ ...storedColumns, lengths: columnFrom(0), sketches: bytes });
export type CollapseData = v.InferOutput<typeof collapse>;

const tags = v.strictObject({
  lists: v.array(v.array(v.string())),
  prompts: columnFrom(0),
  of: columnFrom(0),
});
export type TagsData = v.InferOutput<typeof tags>;

/** Of answers whose prompts may have more of them, and of others what they add up to. */
const times = v.looseObject({ prompts: columnFrom(0), codes: columnFrom(0) });
export type TimesData = v.InferOutput<typeof times>;

const byLanguage = <Of extends v.GenericSchema>(of: Of) => v.optional(v.record(v.string(), of), {});

const measures = v.strictObject({
  samples: whole,
  measures: v.looseObject({
    collapse: byLanguage(collapse),
    channels: byLanguage(v.record(v.string(), outcomes)),
    expected: byLanguage(v.array(v.tuple([whole, whole, whole]))),
    positions: byLanguage(plain),
    tags: byLanguage(tags),
    times: byLanguage(times),
  }),
});
export type MeasuresData = v.InferOutput<typeof measures>;

/** The outcomes of a target in one language. Throws where it is none. */
export const outcomesIn = (data: unknown): OutcomesData => v.parse(outcomes, data);

/** What the measures of a target keep; of the others what they hold. Throws where it is none. */
export const measuresIn = (data: unknown): MeasuresData => v.parse(measures, data);
