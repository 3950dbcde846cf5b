/** What is counted of texts that a model is trained on. */

/** Numbers for each id, from 0 on. */
export interface TokenCounts {
  /** Samples in which it is a target: something that the model is trained to write. */
  readonly samples: Float64Array;
  /** Times that it is a target. */
  readonly targets: Float64Array;
  /** Times that it stands in what is only read: questions, system messages. */
  readonly read: Float64Array;
}

/** A sample of training data: texts that the model is to write, and texts that it is given. */
export interface TrainingSample {
  readonly targets: readonly string[];
  readonly read: readonly string[];
}
