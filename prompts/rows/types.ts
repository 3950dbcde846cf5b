/** What a file of prompts is read as. */

/** One record, before anybody has looked into it. */
export interface Row {
  /** Line of the file that it begins on, from 1; its number where the file has no lines. */
  readonly line: number;
  /** `file:line`, for errors. */
  readonly where: string;
  readonly value: unknown;
}

/** A record that cannot be parsed. */
export interface TornRow extends Omit<Row, 'value'> {
  readonly torn: string;
  readonly todo?: string;
}

export type RowReader = (text: string, path: string) => Iterable<Row | TornRow>;
