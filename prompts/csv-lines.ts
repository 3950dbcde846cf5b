/** Line numbers of CSV records. */

/**
 * How many lines csv-parse counts too many for a record (7.0 counts CR and LF within quotes as two): to be taken off the numbers of
 * it and of all that follow.
 */
export function overcountedLines(record: Readonly<Record<string, string>>): number {
  return Object.values(record).reduce((sum, value) => sum + value.split('\r\n').length - 1, 0);
}
