/** What rows usually call their fields. */

import { fieldAt, firstField, LANGUAGE_FIELDS } from '../../fields.js';

/** What a model is said to give. */
const GIVEN = ['completion', 'response', 'answer', 'output', 'generation', 'prediction'] as const;

/** Who gives it, or how. */
const GIVERS = ['model', 'llm', 'assistant', 'generated', 'predicted', 'raw'] as const;

/** Names of fields, in any case, with or without `_` and `-`; in the order in which they are tried, but for the response. */
const FIELDS = {
  /** All that could be one, since where there are several none is read. `answers` are those that were to be given, as a rule. */
  text: [
    'text',
    'generated_text',
    'output_text',
    'response_text',
    'pred',
    ...GIVEN,
    ...GIVEN.map((given) => `${given}s`).filter((name) => name !== 'answers'),
    ...GIVERS.flatMap((giver) => GIVEN.flatMap((given) => [`${giver}_${given}`, `${giver}_${given}s`])),
  ],
  reasoning: ['reasoning', 'reasoning_content', 'thinking', 'reasoning_details'],
  finish: ['finish_reason', 'stop_reason'],
  refusal: ['refusal'],
  error: ['error', 'error_message', 'exception'],
  latency: ['latency_ms'],
  target: ['target', 'model', 'model_name', 'model_id', 'generator'],
  prompt: ['prompt', 'messages', 'question', 'instruction', 'input', 'query'],
  language: LANGUAGE_FIELDS,
  id: ['id', 'question_id', 'prompt_id', 'uid'],
  /** What names the response itself: of two rows with one the second says nothing new. */
  response: ['response_id', 'completion_id', 'sample_id', 'generation_id'],
} as const;

/** Longest and most names of which it is remembered how they are written plainly. */
const LONGEST_NAME = 40;
const REMEMBERED = 1000;
const plainNames = new Map<string, string>();

/** A name without case, `_`, `-` and spaces. */
function plainName(name: string): string {
  let plain = plainNames.get(name);
  if (plain === undefined) {
    plain = name.toLowerCase().replace(/[\s_-]+/g, '');
    if (name.length <= LONGEST_NAME && plainNames.size < REMEMBERED) plainNames.set(name, plain);
  }
  return plain;
}

export type Kind = keyof typeof FIELDS;

const PLAIN = new Map(
  Object.entries(FIELDS).map(([kind, names]) => [kind as Kind, new Set(names.map(plainName))]),
);

/** The names in a row or a header that are of a kind, in their order. */
export const namesOf = (own: readonly string[], kind: Kind): string[] =>
  own.filter((name) => PLAIN.get(kind)?.has(plainName(name)));

/** The value of the first field of a kind that is there and not null: by the usual names in their order, else by others that differ in writing. */
export function fieldOf(record: object, kind: Kind): unknown {
  return firstField(record, FIELDS[kind]) ?? firstField(record, namesOf(Object.keys(record), kind));
}

/** The value of a field by one name, however it is written. */
function fieldNamed(record: object, name: string): unknown {
  const own = Object.keys(record).find((one) => plainName(one) === name);
  return own === undefined ? undefined : fieldAt(record, own);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What was asked. An instruction and the input that it is about are one question, as Alpaca and its kin have it. */
export function questionOf(record: object): unknown {
  const question = fieldOf(record, 'prompt');
  const [instruction, input] = [fieldNamed(record, 'instruction'), fieldNamed(record, 'input')];
  return isText(instruction) && isText(input) && question === instruction
    ? `${instruction}\n\n${input}`
    : question;
}

/** Words in a name that say that a model gave it, and words that say what else is told of it: `generated`, but not `generation_time`. */
const SAYS_GIVEN =
  /^(?:pred|preds|predict|predicted|predictions?|gen|generated|generations?|responses?|outputs?|completions?|answers?|candidates?|choices?|results?|content|llm|hypothesis|hyp|reply)$/;
const SAYS_ELSE =
  /^(?:id|ids|time|date|tokens?|len|length|count|num|format|config|type|score|scores|hash|file|path|url|lang|language|version|name|key|index|model|reason|seed|prob|probs|logprobs?|correct|gold|reference|references|ref|expected|ground|truth|target|true|label)$/;

/** The words of a name: `rawOutput` and `raw_output` have two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** Whether a field of no usual name may hold what a model gave. */
export function mayBeGiven(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => SAYS_GIVEN.test(word)) && !words.some((word) => SAYS_ELSE.test(word));
}

/** Names that datasets give to what was to be answered, as often as logs give them to what was. */
const GOLD: ReadonlySet<string> = new Set(['answer', 'output', 'completion', 'text']);
export const maybeGold = (name: string): boolean => GOLD.has(plainName(name));

/** True for a name of any kind. */
export const isKnownName = (name: string): boolean =>
  [...PLAIN.values()].some((known) => known.has(plainName(name)));
