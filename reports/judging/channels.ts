/** The channels beside the answer: reasoning, and the arguments of tool calls. Each is judged by itself and in no rate of the answers. */

import type { Detection } from '../../detectors/index.js';
import type { JudgedFields } from './case.js';

export const CHANNELS = ['reasoning', 'tool_calls'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The strings in a JSON value, keys left out: those are a program's, as are numbers. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

/** Arguments as the model wrote them may be cut off or no JSON at all; then they are judged as they stand. */
function argumentText(json: string): string {
  try {
    return [...stringsIn(JSON.parse(json))].join('\n');
  } catch {
    return json;
  }
}

/** What of a channel is judged, of tool calls one string value a line; undefined where the sample does not have the channel. */
export function channelText(
  { reasoning, tool_calls }: Pick<JudgedFields, 'reasoning' | 'tool_calls'>,
  channel: Channel,
): string | undefined {
  const text =
    channel === 'reasoning'
      ? reasoning
      : tool_calls?.map(({ arguments: written }) => argumentText(written)).join('\n');
  return text === undefined || text.trim() === '' ? undefined : text;
}

/**
 * A detection as it counts in the channel. Arguments are half a program's own (names of cities, units, codes), which are in Latin
 * script whatever the language: there, only what is in another script counts.
 */
export function inChannel(detection: Detection, channel: Channel): Detection {
  if (channel !== 'tool_calls') return detection;
  const { wrongLanguage } = detection;
  const findings = detection.findings.filter(({ kind, script }) =>
    kind === 'han' || kind === 'script' ? script !== 'Latn' : kind === 'replacement',
  );
  const wrong = wrongLanguage?.script === 'Latn' ? null : wrongLanguage;
  return {
    ...detection,
    findings,
    wrongLanguage: wrong,
    mixed: wrong === null && findings.some(({ kind }) => kind !== 'replacement'),
  };
}
