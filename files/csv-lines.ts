/** Line numbers of CSV records. csv-parse 7 says where a record ends, and counts CR LF within quotes as two lines. */

export interface CsvLines {
  /** Takes a record and the line at which it ends, as csv-parse has it; the line that it begins on, from 1. */
  begin(record: Readonly<Record<string, string>>, end: number): number;
  /** A line as csv-parse has it, put right. */
  correct(line: number): number;
}

/** Counts through the records of one file, in their order. */
export function countCsvLines(): CsvLines {
  let over = 0;
  return {
    begin(record, end) {
      let within = 0;
      for (const value of Object.values(record)) {
        over += value.split('\r\n').length - 1;
        within += value.split(/\r\n|\r|\n/).length - 1;
      }
      return end - over - within;
    },
    correct: (line) => line - over,
  };
}
