/** What was asked, and of whom: the manifest of a run (`run.json`) and its prompts (`prompts.jsonl`). docs/formats.md is the reference. */

import * as v from 'valibot';
import type { DetectionSettings } from '../detectors/index.js';
import { UserError } from '../files/index.js';
import type { Prompt } from '../prompts/index.js';
import { detectionSchema } from './detection/index.js';
import { type Factors, factorsSchema } from './factors.js';
import { type GateSettings, gateSchema, inferenceSchema } from './gate.js';
import {
  type Biased,
  biasedSchema,
  type LogitBias,
  logitBiasSchema,
  type Mitigates,
  mitigatesSchema,
} from './logit-bias.js';
import { anyFields } from './mappings/index.js';
import { orderSchema, type TargetOrder } from './order.js';
import {
  flag,
  isObject,
  isShallow,
  listOf,
  object,
  oneOf,
  optional,
  RecordKind,
  text,
  texts,
} from './record.js';
import { MOST_REPEATS } from './sample.js';

/** Sampling parameters as the OpenAI chat completions API names them. */
export interface Sampling {
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly presence_penalty?: number;
  readonly frequency_penalty?: number;
  readonly stop?: string | readonly string[];
}

/** The model's probabilities, before temperature and the like; behind the temperature, before anything is cut off; or those by which tokens are drawn. */
export const LOGPROBS_OF = ['model', 'temperature', 'sampler'] as const;
export type LogprobsOf = (typeof LOGPROBS_OF)[number];

/** A target as it was asked; never holds a key. */
export interface RunTarget {
  readonly id: string;
  /** What reports call it; its id where missing. No part of what decides its answers. */
  readonly label?: string;
  readonly model: string;
  /** Missing in runs made by `score`. */
  readonly base_url?: string;
  readonly sampling?: Sampling;
  readonly extra_body?: Readonly<Record<string, unknown>>;
  /** What stands over every prompt, as a system message. It is no part of the prompts, which stay comparable without it. */
  readonly system?: string;
  /** The protocol that it was asked by, where that is not chat completions. */
  readonly api?: string;
  /** What made a text of its prompts, for text completions. */
  readonly template?: string;
  /** What a million tokens cost, in any one currency. No part of what decides its answers. */
  readonly prices?: { readonly input: number; readonly output: number };
  /** How many of the likeliest tokens it was asked for in each place. No part of what decides its answers. */
  readonly logprobs?: number;
  /** Whose the probabilities are that it gives of its tokens. No part of what decides its answers. */
  readonly logprobs_of?: LogprobsOf;
  /** What it is made of, where it is a cell of a plan. */
  readonly factors?: Factors;
  /** The target that it is a variant of, to mix less. */
  readonly mitigates?: Mitigates;
  /** Which tokens are made less likely, and how many these are; paths are names of files alone. */
  readonly logit_bias?: LogitBias;
  readonly biased?: Biased;
}

/** One line of `prompts.jsonl`. */
export type PromptRecord = Prompt;

/** A part of a suite's questions: the `index`th of `of`, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** `run.json`. */
export interface RunManifest {
  /** 2 in runs made by `score` since their hash covers all that a sample and its prompt hold. */
  readonly schema: 1 | 2;
  readonly made_by: 'run' | 'score';
  readonly suite: {
    readonly name: string;
    /**
     * SHA-256 of what decides the answers (targets, parameters, prompts, repeats, seed), or of the samples and prompts that `score`
     * read. Names the suite on resuming.
     */
    readonly hash: string;
  };
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** What it was made with; older runs lack some. */
  readonly versions: {
    readonly offscript?: string;
    readonly node?: string;
    readonly unicode?: string;
    /** Of the prompt packs that came with it. */
    readonly packs?: string;
  };
  readonly targets: readonly RunTarget[];
  readonly baseline?: string;
  readonly repeats: number;
  readonly seed?: number;
  /** Number of prompts in `prompts.jsonl`. */
  readonly prompts: number;
  /** In runs made by `score`: rows that could not be read, and rows that only repeated another. Neither is a sample. */
  readonly left_out?: { readonly unread: number; readonly doubles: number };
  /** Which part of the suite's questions this run is to hold, `index` from 1; all of them where it is missing. */
  readonly shard?: Shard;
  /** Questions to each target that this run is to hold; prompts by repeats where it is missing. */
  readonly questions?: number;
  /** What the suite says about detection. No part of its hash: answers do not depend on it, and a later suite may say other things. */
  readonly detection?: DetectionSettings;
  /** What reports on it speak of: prompts like those asked where it is missing, or these and no others. */
  readonly inference?: 'prompts' | 'these_prompts';
  /** When a candidate may be released, as the suite says it. */
  readonly gate?: GateSettings;
  /** Targets that are checkpoints of one training, the lowest step first, as the suite says it. */
  readonly order?: TargetOrder;
  /** There where it was asked until its gate was decided: prompt by prompt in {@link plannedOrder}, and no further. Then only a test that may be looked at all the time speaks of it. */
  readonly until_decided?: true;
  /** There where its targets are vendors of the same weights: with whom they are compared, each with each where nobody is named. */
  readonly vendors?: { readonly reference?: string };
}

/** A run that is to be made, or gone on with. */
export interface RunPlan {
  readonly manifest: RunManifest;
  readonly prompts: readonly PromptRecord[];
}

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const sampling = v.looseObject({
  temperature: v.exactOptional(v.number()),
  top_p: v.exactOptional(v.number()),
  max_tokens: v.exactOptional(v.number()),
  max_completion_tokens: v.exactOptional(v.number()),
  presence_penalty: v.exactOptional(v.number()),
  frequency_penalty: v.exactOptional(v.number()),
  stop: v.exactOptional(v.union([v.string(), v.array(v.string())])),
});

/** Fields that it does not name are a later version's, and stay. */
const schema = v.pipe(
  v.looseObject({
    schema: v.picklist([1, 2]),
    made_by: v.picklist(['run', 'score']),
    suite: v.looseObject({ name: v.string(), hash: v.string() }),
    created_at: v.string(),
    versions: v.looseObject({
      offscript: v.exactOptional(v.string()),
      node: v.exactOptional(v.string()),
      unicode: v.exactOptional(v.string()),
      packs: v.exactOptional(v.string()),
    }),
    targets: v.array(
      v.looseObject({
        id: v.string(),
        label: v.exactOptional(v.string()),
        model: v.string(),
        base_url: v.exactOptional(v.string()),
        sampling: v.exactOptional(sampling),
        extra_body: v.exactOptional(anyFields),
        system: v.exactOptional(v.string()),
        api: v.exactOptional(v.string()),
        template: v.exactOptional(v.string()),
        prices: v.exactOptional(v.looseObject({ input: v.number(), output: v.number() })),
        logprobs: v.exactOptional(whole(0)),
        logprobs_of: v.exactOptional(v.picklist(LOGPROBS_OF)),
        factors: v.exactOptional(factorsSchema),
        mitigates: v.exactOptional(mitigatesSchema),
        logit_bias: v.exactOptional(logitBiasSchema),
        biased: v.exactOptional(biasedSchema),
      }),
    ),
    baseline: v.exactOptional(v.string()),
    repeats: whole(0, MOST_REPEATS),
    seed: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
    prompts: whole(0),
    left_out: v.exactOptional(v.looseObject({ unread: whole(0), doubles: whole(0) })),
    shard: v.exactOptional(v.looseObject({ index: whole(1), of: whole(1) })),
    questions: v.exactOptional(whole(0)),
    detection: v.exactOptional(detectionSchema),
    inference: v.exactOptional(inferenceSchema),
    gate: v.exactOptional(gateSchema),
    order: v.exactOptional(orderSchema),
    until_decided: v.exactOptional(v.literal(true)),
    vendors: v.exactOptional(v.looseObject({ reference: v.exactOptional(v.string()) })),
  }),
  v.check((value) => isShallow(value), 'is nested too deep'),
);

/** A JSON value as a manifest. `where` names it in errors. Throws UserError where it is none, or one of another schema. */
export function manifestOf(value: unknown, where: string): RunManifest {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UserError(
    `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`,
    where,
    'was it written by another version?',
  );
}

/** A line of `prompts.jsonl`. */
export const promptRecord = new RecordKind<PromptRecord>({
  id: text,
  language: text,
  messages: listOf(
    object<Prompt['messages'][number]>({ role: oneOf('system', 'user', 'assistant'), content: text }),
  ),
  tags: optional(texts),
  allow: optional(texts),
  exempt: optional(flag),
  expect: optional(texts),
  reported: optional({
    must: 'a list of objects',
    test: (value) => Array.isArray(value) && value.every((one) => isObject(one) && isShallow(one)),
  }),
  note: optional(text),
});
