/** What is checked, and what is found. */

import type { Identifier, Policy } from '../../detectors/index.js';
import type { Prompt } from '../types.js';

/** A prompt and where it stands. */
export interface PromptEntry {
  /** `file:line` */
  readonly where: string;
  readonly prompt: Prompt;
  /** The record as it was read: names of fields that no prompt has are looked for in it. */
  readonly value?: unknown;
}

export type RuleName = 'record' | 'id' | 'tags' | 'text' | 'language' | 'length' | 'allow' | 'double';

export interface PromptProblem {
  readonly where: string;
  readonly id: string;
  readonly rule: RuleName;
  /** What is wrong, and what to do where it is not plain. */
  readonly message: string;
}

export interface CheckOptions {
  /** Policies by language tag. */
  readonly policyOf: (language: string) => Policy | undefined;
  /** Tells the language of lines; franc where missing. */
  readonly identifier?: Identifier;
  /** Name of the pack, where it is one of Offscript's own: those have ids, tags and records of one form. */
  readonly pack?: string;
  /** UTF-16 code units that the messages of a prompt may have together. */
  readonly longest?: number;
}

/** A rule that looks at one prompt. Yields what is wrong with it. */
export type Rule = (entry: PromptEntry, options: CheckOptions) => Iterable<string>;
