/** A case: a stored sample with what its judging takes, and the texts in it: the answer, and the channels beside it. */

import { type Span, splitReasoning, type TornMarkup } from '../../detectors/index.js';
import { conversationOf } from '../../prompts/index.js';
import type { PromptRecord, Sample } from '../../store/index.js';

/** What of a sample a judgement depends on: what passes to the threads that judge. */
export type JudgedFields = Pick<
  Sample,
  'key' | 'language' | 'answer' | 'reasoning' | 'tool_calls' | 'error' | 'refusal' | 'finish_reason'
>;

export interface Case<S extends JudgedFields = Sample> {
  /** Its answer is without the reasoning that the stored one marks; that has joined its channel. */
  readonly sample: S;
  /** Damaged markup of reasoning in the stored answer, the first {@link MOST_TORN} places; missing where there is none. */
  readonly torn?: readonly TornMarkup[];
  /** What was said to the model; missing where it is not known. */
  readonly prompt?: string;
  /** Where in it the messages of the user stand, the last one last; the whole where missing. */
  readonly requests?: readonly Span[];
  /** What stood over the conversation; of it only the languages that it asks for count. */
  readonly system?: string;
  /** False where nothing of what was said excuses anything. */
  readonly exempt?: false;
  /** Terms that the prompt allows. */
  readonly allow?: readonly string[];
  /** Texts that a right answer holds. */
  readonly expect?: readonly string[];
}

/** The prompt of a sample: the one of its id in its language. Logs number their questions anew in every language. */
export function promptOf(
  prompts: ReadonlyMap<string, PromptRecord>,
  { prompt, language }: Pick<Sample, 'prompt' | 'language'>,
): PromptRecord | undefined {
  const record = prompts.get(prompt);
  return record?.language === language ? record : undefined;
}

/** Places of damaged markup that are kept of one sample. */
const MOST_TORN = 100;

/** A sample as it is judged: what is stored is what came, so reasoning may stand in the answer. */
function inChannels(sample: Sample): Pick<Case, 'sample' | 'torn'> {
  const { answer: content, reasoning: apart } = sample;
  if (sample.error !== undefined || content === null) return { sample };
  const { answer, reasoning, torn } = splitReasoning(content, { isApart: apart !== undefined });
  const damaged = torn.length > 0 && { torn: torn.slice(0, MOST_TORN) };
  if (answer === content) return { sample, ...damaged };
  // A server that sets reasoning apart may leave it in the content too.
  const isDouble = apart !== undefined && reasoning !== undefined && apart.includes(reasoning);
  const thought = [apart, isDouble ? undefined : reasoning].filter((part) => part !== undefined).join('\n');
  return { sample: { ...sample, answer, ...(thought !== '' && { reasoning: thought }) }, ...damaged };
}

const textOf = (messages: readonly { readonly content: string }[]): string =>
  messages.map(({ content }) => content).join('\n');

/** Where the messages of the user stand among those asked, a line each; undefined where there is but one message, or none is the user's. */
function requestsIn(asked: PromptRecord['messages']): readonly Span[] | undefined {
  if (asked.length === 1) return undefined;
  const requests: Span[] = [];
  let start = 0;
  for (const { role, content } of asked) {
    if (role === 'user') requests.push({ start, end: start + content.length });
    start += content.length + 1;
  }
  return requests.length === 0 ? undefined : requests;
}

/**
 * A stored sample in its channels, with what was said to the model, and what its prompt allows and expects; `over` is what its target had
 * over every prompt.
 */
export function caseOf(stored: Sample, prompt: PromptRecord | undefined, over?: string): Case {
  const split = inChannels(stored);
  if (prompt === undefined) return split;
  const { messages, allow, exempt, expect } = prompt;
  const { asked, system } = conversationOf(messages);
  const above = textOf([...(over === undefined ? [] : [{ content: over }]), ...system]);
  const requests = requestsIn(asked);
  return {
    ...split,
    prompt: textOf(asked),
    ...(requests && { requests }),
    ...(above !== '' && { system: above }),
    ...(exempt === false && { exempt }),
    ...(allow !== undefined && { allow }),
    ...(expect !== undefined && { expect }),
  };
}

/** Channels beside the answer: reasoning, and the arguments of tool calls. Each is judged by itself and in no rate of the answers. */
export const CHANNELS = ['reasoning', 'tool_calls'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The strings in a JSON value in their order, keys left out: those are a program's, as are numbers. */
function stringsIn(json: unknown): string[] {
  const found: string[] = [];
  const open = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') found.push(value);
    else if (value !== null && typeof value === 'object')
      for (const inner of Object.values(value).reverse()) open.push(inner);
  }
  return found;
}

/** Arguments as the model wrote them may be cut off or no JSON at all; then they are judged as they stand. */
function argumentText(json: string): string {
  try {
    return stringsIn(JSON.parse(json)).join('\n');
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
