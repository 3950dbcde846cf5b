/** What a log holds, row by row: what every format brings, and what becomes of it. */

import type { Unread } from '../../files/index.js';
import type { Prompt } from '../../prompts/index.js';
import type { Answered, Failed, Refused, SampleBase } from '../../store/index.js';

/** The fields of a sample that the log decides. */
export type ResponseChannels = (Answered | Refused | Failed) & Pick<SampleBase, 'latency_ms'>;

/** A row that a format has read. What decides target and language may still be of any type. */
export interface Found {
  readonly kind: 'found';
  /** file:line, or the place in the file, for messages. */
  readonly where: string;
  /** The row as it stands in the log: --language and --target may name fields of it. */
  readonly record: unknown;
  /** The row's own target. It goes before --target. */
  readonly target?: unknown;
  /** The model that the log as a whole names. --target goes before it. */
  readonly model?: unknown;
  /** What the file or its folder is called, where such logs name their model so. All else goes before it. */
  readonly fileTarget?: string;
  /** The row's own language. It goes before --language. */
  readonly language?: unknown;
  /** The tag that Offscript itself has written into a request. It goes before all else, as it stands. */
  readonly tag?: string;
  /** Missing, the prompt is named by what it says, or else by `where`. */
  readonly promptId?: string;
  readonly messages?: Prompt['messages'];
  readonly channels: ResponseChannels;
  /** The field that the text was read from, where its name was guessed. */
  readonly field?: string;
  /** What stands in the sample's key for the response, where it is not its id; its content otherwise. */
  readonly mark?: string;
  /** Names the response in its log, where the log does: two of one id are one response. */
  readonly id?: string;
}

/** A row that only says again what an earlier one said. */
export interface Double {
  readonly kind: 'double';
  readonly where: string;
}

/** What whoever scores should know of how a file was read; each is said once. */
export interface Note {
  readonly kind: 'note';
  readonly text: string;
}

/** A response that somebody else collected, ready to become a sample. */
export interface Response {
  readonly kind: 'response';
  readonly where: string;
  /** Id of the target: the model. */
  readonly target: string;
  /** BCP 47 tag of the language asked for; it has a policy. */
  readonly language: string;
  readonly promptId: string;
  readonly messages?: Prompt['messages'];
  readonly channels: ResponseChannels;
  readonly field?: string;
  readonly mark?: string;
  readonly id?: string;
}

export type Row = Response | Unread | Double | Note;
