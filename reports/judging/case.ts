/** A case: a stored sample with what its judging takes, and the texts in it: the answer, and the channels beside it. */

import { splitReasoning, type TornMarkup } from '../../detectors/bare/index.js';
import { requestsIn } from '../../prompts/bare/index.js';
import type { PromptRecord, RunTarget, Sample } from '../../store/index.js';

/** What of a sample a judgement depends on: what passes to the threads that judge. */
export type JudgedFields = Pick<
  Sample,
  | 'key'
  | 'language'
  | 'answer'
  | 'reasoning'
  | 'tool_calls'
  | 'error'
  | 'refusal'
  | 'finish_reason'
  | 'logprobs'
  | 'latency_ms'
  | 'first_token_ms'
>;

export interface Case<S extends JudgedFields = Sample> {
  /** Its answer is without the reasoning that the stored one marks; that has joined its channel. */
  readonly sample: S;
  /** Damaged markup of reasoning in the stored answer, the first {@link MOST_TORN} places; missing where there is none. */
  readonly torn?: readonly TornMarkup[];
  /** What the user said, message by message; missing where it is not known. What stood over it, and what the model said before, excuse nothing. */
  readonly prompt?: readonly string[];
  /** False where nothing of what was said excuses anything. */
  readonly exempt?: false;
  /** Terms that the prompt allows. */
  readonly allow?: readonly string[];
  /** Texts that a right answer holds. */
  readonly expect?: readonly string[];
  /** Tags of its prompt. */
  readonly tags?: readonly string[];
  /** How its tokens were drawn; there where it has their probabilities. */
  readonly target?: Drawing;
}

/** What a run says of how a target draws tokens. */
export type Drawing = Pick<RunTarget, 'sampling' | 'extra_body' | 'logprobs' | 'logprobs_of'>;

/** Prompts by their ids. */
export type PromptsById = Pick<ReadonlyMap<string, PromptRecord>, 'get'>;

/** The prompt of a sample: the one of its id in its language. Logs number their questions anew in every language. */
export function promptOf(
  prompts: PromptsById,
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

function drawingOf({ logprobs }: Sample, target: Drawing | undefined): Pick<Case, 'target'> {
  if (logprobs === undefined || target === undefined) return {};
  const { sampling, extra_body, logprobs: asked, logprobs_of } = target;
  return {
    target: {
      ...(sampling && { sampling }),
      ...(extra_body && { extra_body }),
      ...(asked !== undefined && { logprobs: asked }),
      ...(logprobs_of && { logprobs_of }),
    },
  };
}

/** A stored sample in its channels, with what was said to the model, and what its prompt allows and expects. */
export function caseOf(stored: Sample, prompt: PromptRecord | undefined, target?: Drawing): Case {
  const split = { ...inChannels(stored), ...drawingOf(stored, target) };
  if (prompt === undefined) return split;
  const { messages, allow, exempt, expect, tags = [] } = prompt;
  return {
    ...split,
    prompt: requestsIn(messages),
    ...(exempt === false && { exempt }),
    ...(allow !== undefined && { allow }),
    ...(expect !== undefined && { expect }),
    ...(tags.length > 0 && { tags }),
  };
}

/** Channels beside the answer: reasoning, and the arguments of tool calls. Each is judged by itself and in no rate of the answers. */
export const CHANNELS = ['reasoning', 'tool_calls'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Keys are a program's, but not in another script: there the model made them up. */
const FOREIGN_KEY = /[^\p{ASCII}]/u;

/** The strings in a JSON value in their order; of keys only those that no program has. */
function stringsIn(json: unknown): string[] {
  const found: string[] = [];
  const open = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') found.push(value);
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value).reverse()) {
        open.push(inner);
        if (!Array.isArray(value) && FOREIGN_KEY.test(key)) open.push(key);
      }
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
