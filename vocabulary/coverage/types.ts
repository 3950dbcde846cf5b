/** Counts of tokens in training data. */

import type { Shard } from '../../store/index.js';
import type { TokenCounts } from '../counting/index.js';
import type { VocabularySource } from '../tokenizer/index.js';

/** A file of data, as far as it was counted. */
export interface CountedFile {
  readonly name: string;
  /** SHA-256 of its size, its first and its last mebibyte: what it is known by. */
  readonly key: string;
  /** Rows that were looked at, those of other shards among them. */
  rows: number;
  /** Samples that were counted. */
  samples: number;
  /** Rows that hold none. */
  unread: number;
  /** True where all of it is counted. */
  done: boolean;
}

/** What was counted of which data, by which tokenizer. Of two such counts of different data, or of different shards, the sum is that of both. */
export interface Coverage extends TokenCounts {
  readonly tokenizer: Pick<VocabularySource, 'format' | 'model' | 'sha256'>;
  readonly files: readonly CountedFile[];
  /** Parts of the data: each file has been counted in these; all of it where there are none. */
  readonly shards: readonly Shard[];
}
