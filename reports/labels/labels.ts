/** Labels: what people say of answers that were drawn. */

import * as v from 'valibot';
import type { JsonObject } from '../../store/index.js';
import { type Draw, drawSchema } from './draw.js';

const labelSchema = v.object({
  kind: v.literal('label'),
  draw: v.string(),
  key: v.string(),
  /** Whether the answer has what is counted; null where nobody can say. */
  present: v.nullable(v.boolean()),
  labelled_at: v.string(),
});

/** A record of `labels.jsonl`: what somebody said of an answer. The last one of a draw and key counts. */
export type Label = Readonly<v.InferOutput<typeof labelSchema>>;

/** A draw with what was said of its answers, by key. */
export interface LabelledDraw {
  readonly draw: Draw;
  readonly labels: ReadonlyMap<string, boolean | null>;
}

/** The draws among the records of a run, the last one last. Other records are passed over: labels may be of other tools. */
export async function labelledDraws(records: AsyncIterable<JsonObject>): Promise<LabelledDraw[]> {
  const draws = new Map<string, { draw: Draw; labels: Map<string, boolean | null> }>();
  for await (const record of records) {
    const draw = v.safeParse(drawSchema, record);
    if (draw.success) draws.set(draw.output.id, { draw: draw.output, labels: new Map() });
    const label = v.safeParse(labelSchema, record);
    if (label.success) draws.get(label.output.draw)?.labels.set(label.output.key, label.output.present);
  }
  return [...draws.values()];
}
