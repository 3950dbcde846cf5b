/** What the files of a bundle hold; docs/formats.md is the reference. */

/** A sample in a shard. */
export interface BundledSample {
  readonly key: string;
  /** Its question: what answers that stand side by side share. */
  readonly question: string;
  /** What it can be chosen by. */
  readonly traits: Readonly<Record<string, readonly string[]>>;
  /** Its article. */
  readonly html: string;
  /** What is copied as JSON, and searched. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** How many samples of a shard have each value. */
export type ShardValues = Readonly<Record<string, Readonly<Record<string, number>>>>;
