/** What a file is read as, row by row: a value with its place, or why there is none. */

/** A record, before anybody has looked into it. */
export interface Value {
  readonly kind: 'value';
  /** `file:line`, or the place in a file without lines. */
  readonly where: string;
  /** Of the line that it begins on, or of the record where there are no lines; from 1. */
  readonly number: number;
  readonly value: unknown;
  /** What it is called, where it is a member of an object. */
  readonly name?: string;
}

/** A record that cannot be read. */
export interface Unread {
  readonly kind: 'unread';
  readonly where: string;
  /** Without the place, and without anything secret. */
  readonly reason: string;
  /** What whoever writes the file can do about it; missing where the reason says it already. */
  readonly todo?: string;
}
