/** Labels of findings: what people say of single spans, whether their answer was drawn or not. They enter no rate. */

import * as v from 'valibot';
import type { JsonObject } from '../../store/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const findingLabelSchema = v.object({
  kind: v.literal('finding'),
  key: v.string(),
  /** `answer`, `reasoning` or `tool_calls`. */
  channel: v.string(),
  /** In UTF-16 code units of that text. */
  start: whole,
  end: whole,
  /** The finding's kind and script. */
  found: v.string(),
  script: v.string(),
  right: v.boolean(),
  labelled_at: v.string(),
});

/** A record of `labels.jsonl`: whether a finding is right. The last one of a place counts. */
export type FindingLabel = Readonly<v.InferOutput<typeof findingLabelSchema>>;

/** What was said of findings, by `KEY CHANNEL START END`. Other records are passed over. */
export function findingLabels(records: Iterable<JsonObject>): ReadonlyMap<string, boolean> {
  const labels = new Map<string, boolean>();
  for (const record of records) {
    const { success, output } = v.safeParse(findingLabelSchema, record);
    if (!success) continue;
    const { key, channel, start, end, right } = output;
    labels.set(`${key} ${channel} ${start} ${end}`, right);
  }
  return labels;
}
