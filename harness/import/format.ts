/** What a format of logs is: it knows its files by their beginning and reads them row by row. */

import type { Head, Unread } from '../../files/index.js';
import type { PromptSource } from '../../prompts/index.js';
import type { BatchRequests } from '../batch/index.js';
import type { Questions } from './questions.js';
import type { Double, Found } from './response.js';

export interface ReadOptions {
  /** Name of the format; the file's content decides without it. */
  readonly from?: string;
  /** What the text of files is in, where that is not UTF-8: a name of the Encoding Standard. */
  readonly encoding?: string;
  /** Field of the text, a dotted path. */
  readonly text?: string;
  /** Field of the language, or the language of rows without one. */
  readonly language?: string;
  /** Field of the target, or the target of logs that do not name one row by row. */
  readonly target?: string;
  /** Field of the prompt. */
  readonly prompt?: string;
  /** Prompts of the Language Confusion Benchmark. */
  readonly prompts?: PromptSource;
  /** Prompts of another file, by the id that rows name. */
  readonly questions?: Questions;
  /** Input of a Batch. */
  readonly requests?: BatchRequests;
  /** Ends the reading with its reason when it aborts, also of a file of which a part takes long. */
  readonly signal?: AbortSignal;
}

export interface Format {
  /** As --from takes it. */
  readonly name: string;
  /** What the files are, for help and errors. */
  readonly files: string;
  /** True where the beginning of a file is of this format. */
  sniff(head: Head): boolean;
  /**
   * The rows, as they come. Throws UserError where the file as a whole is of no use; a row that cannot be read is a row of its own.
   */
  read(head: Head, options: ReadOptions): AsyncGenerator<Found | Unread | Double>;
}
