/** Labels: what people say of answers that were drawn. */

import * as v from 'valibot';
import type { JsonObject } from '../../store/index.js';
import { CORRECTABLE, type Correctable, type Draw, drawSchema } from './draw.js';

const labelSchema = v.object({
  kind: v.literal('label'),
  rate: v.picklist(CORRECTABLE),
  key: v.string(),
  /** Whether the answer has what the rate counts; null where nobody can say. */
  present: v.nullable(v.boolean()),
  labelled_at: v.string(),
});

/** A record of `labels.jsonl`: what somebody said of an answer, in whichever draw it came. The last one of a rate and key counts. */
export type Label = Readonly<v.InferOutput<typeof labelSchema>>;

/** What was said of answers, by key. */
export type Labels = ReadonlyMap<string, boolean | null>;

/** A draw with what was said of answers by its rate. */
export interface LabelledDraw {
  readonly draw: Draw;
  readonly labels: Labels;
}

/** The draws among the records of a run, the last one last. Other records are passed over: labels may be of other tools. */
export async function labelledDraws(
  records: AsyncIterable<JsonObject> | Iterable<JsonObject>,
): Promise<LabelledDraw[]> {
  const draws: Draw[] = [];
  const labels = new Map<Correctable, Map<string, boolean | null>>();
  const labelsOf = (rate: Correctable): Map<string, boolean | null> => {
    const known = labels.get(rate) ?? new Map<string, boolean | null>();
    labels.set(rate, known);
    return known;
  };
  for await (const record of records) {
    const draw = v.safeParse(drawSchema, record);
    if (draw.success) draws.push(draw.output);
    const label = v.safeParse(labelSchema, record);
    if (label.success) labelsOf(label.output.rate).set(label.output.key, label.output.present);
  }
  return draws.map((draw) => ({ draw, labels: labelsOf(draw.rate) }));
}
